"""Whole stories, in a browser, with a real server, worker and post office."""
