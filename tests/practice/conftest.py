"""The post office of the notifications' tests: letters go through the real connector and a real SMTP server."""

from tests.notifications.conftest import _office, office

__all__ = ["_office", "office"]
