"""Django's entry to the room."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "parvis.forms"
    label = "forms"
    default_auto_field = "django.db.models.BigAutoField"
