"""Keeps letters where they are written: a demo's page shows them."""
