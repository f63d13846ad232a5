"""Django's entry to the room."""

from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "parvis.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the reactions and the queue known to the kernel."""
        for name in (
            "pump",
            "forgetting",
            "reactions.requester",
            "reactions.corrected",
            "reactions.agents",
            "reactions.confided",
            "reactions.followers",
            "reactions.handed_over",
            "reactions.inherited",
            "reactions.rules",
        ):
            import_module(f"{self.name}.{name}")
