"""Django's entry to the room."""

from importlib import import_module

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "parvis.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have what is forgotten known to the worker."""
        import_module(f"{self.name}.forgetting")
