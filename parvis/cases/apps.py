"""Django's entry to the room."""

from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "parvis.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the timers of the room known to the kernel, in the worker too."""
        import_module("parvis.cases.operations.promise")
