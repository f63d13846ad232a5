"""Django's entry to the console."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "parvis.console"
    label = "console"
