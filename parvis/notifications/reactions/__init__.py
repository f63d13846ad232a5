"""What follows the facts of a case: letters to write."""
