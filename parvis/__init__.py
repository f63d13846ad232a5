"""Parvis: the forecourt of the town hall."""

__version__ = "0.1.0"
