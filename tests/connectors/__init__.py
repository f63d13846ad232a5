"""Tests of the connectors, each against the promises of its port."""
