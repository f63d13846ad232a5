"""Who may say who answers for a category: whoever arranges the town, and the head to whose units its cases go."""

from parvis.cases.models import Category
from parvis.cases.readings.coverage import Coverage
from parvis.directory.models import Agent, Membership
from parvis.directory.policy import can_arrange
from parvis.kernel.actors import Actor
from parvis.kernel.tenancy import current_id
from parvis.places.models import District


def comes_to(by: Actor, category: Category, district: District | None, coverage: Coverage | None = None) -> bool:
    """Whether all new cases that somebody who answers for it there would answer for go to units that this person runs.

    All: of the category and of those below it; in the district, or, of anywhere, in every one and elsewhere. Where one below
    is routed by another zoning, a district is no limit to it, and each of its places counts.
    """
    if can_arrange(by):
        return True
    if not isinstance(by, Agent) or not by.is_in_post or by.authority_id != current_id():
        return False
    coverage = coverage or Coverage()
    leaves = [one for one in coverage.leaves if category in coverage.lineage(one)]
    return bool(leaves) and all(_is_run(by, one, district, coverage) for one in leaves)


def _is_run(by: Agent, category: Category, district: District | None, coverage: Coverage) -> bool:
    zoning = coverage.zoning(category)
    is_limit = district is not None and zoning is not None and zoning.pk == district.zoning_id
    cells = [cell for cell in coverage.cells(category) if not is_limit or cell.district == district]
    return bool(cells) and all((cell.unit or coverage.reception).pk in by.reach.headed for cell in cells)


def is_theirs(by: Actor, agent: Agent) -> bool:
    """Whoever works in a unit that this person runs; anybody, to whoever arranges the town."""
    if can_arrange(by):
        return True
    return isinstance(by, Agent) and Membership.objects.filter(agent=agent, unit__in=by.reach.headed).exists()
