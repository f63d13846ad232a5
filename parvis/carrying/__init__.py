"""The whole configuration of a town to one file that a person can read, and from it into another town."""
