"""Adapters to the outside, a folder a system; each sees a port, never a model."""
