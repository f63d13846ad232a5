"""Who is told of what: one row a message, with its true fate."""
