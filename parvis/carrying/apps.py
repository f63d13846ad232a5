"""Django's entry to the room."""

from importlib import import_module

from django.apps import AppConfig


class CarryingConfig(AppConfig):
    name = "parvis.carrying"
    label = "carrying"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the timer of the room and what it forgets known to the kernel, in the worker too."""
        for name in ("operations.carry", "forgetting"):
            import_module(f"{self.name}.{name}")
