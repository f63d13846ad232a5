"""The help of a page that is drawn by django-allauth, and so not by `show`."""

from django import template
from django.http import HttpRequest

from parvis.backoffice import help as helps

register = template.Library()


@register.simple_tag
def help_of(request: HttpRequest) -> helps.Help | None:
    return helps.help_of(request, is_alone=False)
