"""Tests of units, agents and roles."""
