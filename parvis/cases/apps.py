"""Django's entry to the room."""

from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "parvis.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the timers of the room and what it forgets known to the kernel, in the worker too."""
        for name in (
            "operations.promise",
            "operations.remind",
            "operations.apply_delay",
            "operations.place_cases",
            "forgetting",
            "following",
            "orphans",
        ):
            import_module(f"{self.name}.{name}")
