"""The actions on a case, a noun a file."""
