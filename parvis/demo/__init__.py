"""The demo town, and the page on which its e-mails are read."""
