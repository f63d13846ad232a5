"""Django's entry to the room."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "parvis.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
