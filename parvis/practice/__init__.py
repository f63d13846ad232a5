"""Practice towns: a town's configuration copied into another, with invented cases, whose letters go nowhere."""
