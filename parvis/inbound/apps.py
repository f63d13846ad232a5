"""Django's entry to the room."""

from django.apps import AppConfig


class InboundConfig(AppConfig):
    name = "parvis.inbound"
    label = "inbound"
    default_auto_field = "django.db.models.BigAutoField"
