"""The first texts of the town's own pages: what they say until an administrator writes them anew."""
