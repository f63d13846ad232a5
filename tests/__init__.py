"""Tests mirror the rooms; `world` is the town they happen in."""
