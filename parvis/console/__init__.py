"""The front of those who keep the installation: towns, queues, health; no word of anybody's case."""
