"""Questions, their conditions and their answers: it knows neither cases nor procedures."""
