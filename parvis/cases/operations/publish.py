"""Look at what the requester wrote: publish it, with passages masked or none, or keep it private."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from parvis.cases import policy, publishing
from parvis.cases.events import WordsKept, WordsPublished
from parvis.cases.masking import Span, united
from parvis.cases.models import Case
from parvis.directory.models import Agent
from parvis.kernel.events import Fact, record
from parvis.kernel.operations import Refused, lock, operation, require


@operation
def publish_words(case: Case, *, by: Agent, masking: Sequence[Span] = (), masking_address: Sequence[Span] = ()) -> Case:
    """Everybody may read the words, and the address where no geocoder knew it, but the passages given.

    What was written is kept as it was, for those who see the case. Looked at again, the last look counts; done twice in
    the same way, it is done once. Refused where the category is never public, and where nothing was written.
    """
    case = lock(case)
    require(policy.may("publish", by, case))
    _require_something(case)
    before = _state(case)
    publishing.show(case, masking, masking_address)
    hidden = united(masking, len(case.words)) if case.public_words else []
    hidden += united(masking_address, len(case.address)) if publishing.has_address(case) else []
    return _decided(case, before, WordsPublished(masked=len(hidden)), by)


@operation
def keep_words(case: Case, *, by: Agent) -> Case:
    """Nobody reads the words but those who see the case, and the requester; nor the address as it was typed."""
    case = lock(case)
    require(policy.may("keep", by, case))
    _require_something(case)
    before = _state(case)
    publishing.hide(case)
    return _decided(case, before, WordsKept(), by)


def _require_something(case: Case) -> None:
    if not publishing.can_be_published(case):
        raise Refused(_("Il n’y a rien à publier dans cette demande."))


def _state(case: Case) -> list[object]:
    return [getattr(case, name) for name in publishing.PUBLIC]


def _decided(case: Case, before: list[object], fact: Fact, by: Agent) -> Case:
    if _state(case) != before:
        case.save(update_fields=publishing.PUBLIC)
        record(case, fact, by=by)
    return case
