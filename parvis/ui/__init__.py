"""The design kit: shells, components, icons, the town's colour, dates in words, a gallery."""
