"""The pages that are no action on a case, a noun a file."""
