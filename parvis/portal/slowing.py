"""The answer to one connection that has sent too much: its form with all that was typed, and when to try again."""

from collections.abc import Callable
from http import HTTPStatus

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _

from parvis.portal.limits import next_hour


def slow_down(form: Form, page: Callable[[HTTPStatus], HttpResponse]) -> HttpResponse:
    """`page`: makes the page of the form, with that status."""
    hour = next_hour()
    form.add_error(None, _("Beaucoup d’envois viennent de votre connexion. Réessayez à partir de %s.") % hour.words)
    response = page(HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(hour.seconds)
    return response
