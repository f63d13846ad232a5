"""Tests of points, districts and territories."""
