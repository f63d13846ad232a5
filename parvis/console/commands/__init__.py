"""The commands that make the accounts of operators."""
