"""What people send that is not words: photos, for now."""
