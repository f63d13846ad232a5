"""Django's entry to the room."""

from importlib import import_module

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "parvis.practice"
    label = "practice"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the timer of the room known to the kernel, in the worker too."""
        import_module(f"{self.name}.operations.carry_on")
