"""Django's entry to the room."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "parvis.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"
