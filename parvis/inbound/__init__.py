"""What comes in otherwise than by a page: commands that create a town and take files in."""
