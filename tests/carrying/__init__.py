"""Tests of the configuration in one file."""
