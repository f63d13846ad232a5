"""The one photo by which a list shows each of its cases: one that everybody may see, all in one query."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from parvis.cases.models import Case, CasePhoto, Look, Outcome


def faces_of(cases: Sequence[Case]) -> dict[int, UUID]:
    """By case, the name of its picture: of what was done where that is told, else of what was seen first.

    The cases are those of a public list: who asks has made sure of it. As in `looks_for_everybody`, a photo with covered
    parts is shown by its rendition only.
    """
    done = [case.pk for case in cases if case.is_closed and case.outcome == Outcome.DONE]
    came_in = Q(is_after=False, look=Look.PUBLISHED)
    of_the_work = Q(is_after=True, case__in=done) & ~Q(look=Look.KEPT)
    theirs = CasePhoto.objects.filter(case__in=[case.pk for case in cases])
    ties = theirs.filter(came_in | of_the_work).order_by("is_after", "pk")
    found: dict[int, UUID] = {}
    for case, is_after, shown in ties.values_list("case", "is_after", Coalesce("rendition__uid", "photo__uid")):
        if is_after or case not in found:
            found[case] = shown
    return found
