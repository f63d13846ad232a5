"""What the file of a configuration says of the town hall: the town itself, its units, its people, its ways in."""
