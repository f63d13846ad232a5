"""Hand a form to an operation: what it refuses stands beside its field, and a colleague's change is shown first."""

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus

from django import forms
from django.http import QueryDict

from parvis.backoffice.meanwhile import Change, changes
from parvis.kernel.operations import Refused, Stale


@dataclass(frozen=True)
class Saved:
    """`status`: 200 when all is well; 422 with the form's errors; 409 with what happened meanwhile."""

    status: int = HTTPStatus.OK
    meanwhile: list[Change] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return self.status == HTTPStatus.OK


def renewed(typed: QueryDict, version: int) -> QueryDict:
    """The same words, over what the thing is now: sent again, they are kept."""
    again = typed.copy()
    again["version"] = str(version)
    return again


def save(form: forms.Form, act: Callable[[], object]) -> Saved:
    """Do it if the form is valid. The form keeps all that was typed whatever happens."""
    if not form.is_valid():
        return Saved(HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        act()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return Saved(HTTPStatus.UNPROCESSABLE_ENTITY)
    except Stale as stale:
        return Saved(HTTPStatus.CONFLICT, changes(stale.since))
    return Saved()
