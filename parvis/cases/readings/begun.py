"""What the town was made of when it began, and how it is called since."""

from parvis.cases.models import Category
from parvis.cases.operations.begin import SYSTEM
from parvis.directory.models import Unit
from parvis.kernel.models import ExternalReference


def made_already() -> dict[str, str]:
    """The names that the town now gives to what was made of each proposal; "unit:…", "theme:…", "category:…"."""
    kept = dict(ExternalReference.objects.filter(system=SYSTEM).values_list("key", "subject_id"))
    units = dict(Unit.objects.filter(pk__in=kept.values()).values_list("pk", "name"))
    categories = dict(Category.objects.filter(pk__in=kept.values()).values_list("pk", "name"))
    return {key: (units if key.startswith("unit:") else categories).get(pk, "") for key, pk in kept.items()}
