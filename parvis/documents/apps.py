"""Django's entry to the room."""

from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "parvis.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have what forgets known to the worker."""
        import_module("parvis.documents.forgetting")
