"""Arranging the town: its units, its people, and what is still missing."""
