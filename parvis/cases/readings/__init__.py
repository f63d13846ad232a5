"""Read models: what pages show, in few queries."""
