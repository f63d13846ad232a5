"""The demande: from a few words to repaired."""
