"""The plan of Valbourg: an invented town, drawn from a seed, so that its map is whole without a network."""
