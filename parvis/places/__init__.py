"""Where things are: points, tiles, zonings and their districts."""
