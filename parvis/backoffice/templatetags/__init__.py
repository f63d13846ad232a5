"""What templates of the desk say in words."""
