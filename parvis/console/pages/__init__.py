"""The pages of the console, a file a noun."""
