"""Hand a form or a button to an operation: a refusal stands beside its field, and a colleague's change is shown first."""

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from parvis.backoffice.meanwhile import Change, changes
from parvis.kernel.operations import Forbidden, Refused, Stale


@dataclass(frozen=True)
class Saved:
    """`status`: 200 when all is well; 422 with the form's errors; 409 with what happened meanwhile."""

    status: int = HTTPStatus.OK
    meanwhile: list[Change] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return self.status == HTTPStatus.OK


def save(form: forms.Form, act: Callable[[], object]) -> Saved:
    """Do it if the form is valid. The form keeps all that was typed whatever happens; after a colleague's change it is made
    from the version that this left, so that the same words, sent again, are kept."""
    if not form.is_valid():
        return Saved(HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        act()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return Saved(HTTPStatus.UNPROCESSABLE_ENTITY)
    except Stale as stale:
        assert isinstance(form.data, QueryDict)  # as it was sent, several values of a name included
        again = form.data.copy()
        # Nothing happened since a version that was never there: whoever made it up is told to read the page again.
        again["version"] = str(stale.since[-1].subject_version) if stale.since else ""
        form.data = again
        return Saved(HTTPStatus.CONFLICT, changes(stale.since))
    return Saved()


def tell(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    """Do what one button asks, and say what came of it on the page where it stands."""
    try:
        act()
    except Refused as refused:
        messages.error(request, refused.message)
    except Stale:
        messages.error(request, _("Quelqu’un vient de changer ceci : regardez, puis recommencez."))
    except Forbidden:
        messages.error(request, _("Cela se décide au-dessus de vous."))
    else:
        messages.success(request, done)
