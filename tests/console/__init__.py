"""The operators’ console."""
