"""Who works here: units in a tree, agents, their roles."""
