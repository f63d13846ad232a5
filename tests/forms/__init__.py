"""Questions, conditions and answers."""
