"""Hands a letter to an SMTP server."""
