"""Tests of the commands by which a town comes in."""
