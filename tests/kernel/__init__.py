"""Tests of the room below all."""
