"""Django's entry to the kernel."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "parvis.kernel"
    label = "kernel"
    verbose_name = "Kernel"
    default_auto_field = "django.db.models.BigAutoField"
