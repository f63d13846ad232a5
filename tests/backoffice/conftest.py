"""A real mailbox for the stories of the desk that end with a letter."""

from tests.notifications.conftest import _office, office

__all__ = ["_office", "office"]
