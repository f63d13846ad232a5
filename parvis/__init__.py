"""Parvis: the forecourt of the town hall."""
