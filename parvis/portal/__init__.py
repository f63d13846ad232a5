"""Pages for residents: report, follow, look."""
