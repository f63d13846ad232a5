"""The guided start of a town that has nothing yet: five steps, each kept as it is done."""
