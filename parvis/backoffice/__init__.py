"""Pages for agents, heads and administrators of a town."""
