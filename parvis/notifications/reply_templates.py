"""Words that agents take up: which are offered on a case, and what they become there."""

from parvis.cases.discretion import as_seen_by
from parvis.cases.models import Case, Category
from parvis.directory.models import Agent
from parvis.kernel.text import fold
from parvis.notifications.fields import FIELDS, Field, Reader, Telling
from parvis.notifications.language import Value, fill
from parvis.notifications.models import ReplyTemplate

# The keys of whoever asked: nothing stands there for an agent who may not know them.
OF_THE_REQUESTER = {"demande.lien", "demande.code_de_suivi"}


def fields() -> list[Field]:
    """What a requester may read of a case, whatever has happened to it."""
    return [one for one in FIELDS if Reader.REQUESTER in one.readers and not one.name.startswith("evenement.")]


def offered(case: Case, use: str) -> list[ReplyTemplate]:
    """Those of the town and of the units from this one up, for its category and those above; by their names."""
    units = [int(part) for part in case.unit.path.strip("/").split("/")]
    found = ReplyTemplate.objects.filter(ended_on__isnull=True, use__in=("", use)).order_by("pk")
    lineage = _lineage(case.category)
    here = [one for one in found if one.unit_id in (None, *units) and one.category_id in (None, *lineage)]
    return sorted(here, key=lambda one: fold(one.name))  # as people look for them, whatever the database


def filled(body: str, case: Case, *, by: Agent) -> str:
    """The words on that case, with nothing in them that this agent may not see of it."""
    seen = as_seen_by(by, case)
    return fill(body, {one.name: _value(one, Telling(seen, None, Reader.REQUESTER)) for one in fields()}).strip()


def _value(field: Field, telling: Telling) -> Value:
    if telling.case.discretion is not None and field.name in OF_THE_REQUESTER:
        return None
    return field.value(telling) or None


def _lineage(category: Category) -> list[int]:
    """The category and those above it."""
    lineage, above = [category.pk], category.parent
    while above is not None:
        lineage.append(above.pk)
        above = above.parent
    return lineage
