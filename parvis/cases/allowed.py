"""Who may do what to which cases, once in Python (of one case) and once in SQL (of all): the two are proven equal by a test."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Q

from parvis.cases.hand import Hand, Scope
from parvis.cases.roles import CLOSING, NEEDS, RESERVED_FROM, CaseRole

if TYPE_CHECKING:
    from parvis.cases.models import Case

EVERY, NONE = Q(pk__isnull=False), Q(pk__in=[])  # an empty Q vanishes from an OR


def roles_on(hand: Hand, case: "Case") -> frozenset[CaseRole]:
    """All that this person is to that case: nothing, if it is confidential and not open to them by name."""
    is_entrusted = case.is_confidential and case.pk in hand.entrusted
    if case.is_confidential and not is_entrusted:
        return frozenset()
    if hand.kind != "agent":
        is_held = hand.kind == "contractor" and case.assignee_id in hand.agents
        is_seen = is_entrusted or is_held or any(covers(scope, case) for scope in hand.scopes)
        return frozenset({CaseRole(hand.kind)}) if is_seen else frozenset()
    held = {
        CaseRole.HEAD: case.unit_id in hand.commanded,
        CaseRole.DEPUTY: case.unit_id in hand.headed - hand.commanded,
        CaseRole.AGENT: case.unit_id in hand.units - hand.headed,
        CaseRole.HOLDER: case.assignee_id in hand.agents,
        CaseRole.OWNER: hand.owns(case.category_id, case.district_id),
        CaseRole.SUPERVISOR: hand.is_supervisor,
        CaseRole.GROUP: case.group_id in hand.groups,
        CaseRole.READER: any(covers(scope, case) for scope in hand.group_scopes),
        CaseRole.NAMED: is_entrusted,
    }
    return frozenset(role for role, is_so in held.items() if is_so)


def allows(hand: Hand, action: str, case: "Case") -> bool:
    """Whether one of their roles on the case may."""
    if action in NEEDS and not allows(hand, NEEDS[action], case):
        return False
    roles = {role for role in roles_on(hand, case) if (role.value, action) in hand.rights}
    if roles and action in CLOSING and case.unit.is_closing_reserved:
        roles -= RESERVED_FROM
    return bool(roles)


def rule_of(hand: Hand, action: str) -> Q:
    """The SQL of `allows`."""
    roles = {CaseRole(role) for role, allowed in hand.rights if allowed == action}
    bound = roles & RESERVED_FROM if action in CLOSING else set[CaseRole]()
    rule = _where(hand, roles - bound)
    if bound:
        rule |= _where(hand, bound) & Q(unit__is_closing_reserved=False)
    rule = rule & Q(is_confidential=False) | _of_entrusted(hand, roles, rule)
    return rule & rule_of(hand, NEEDS[action]) if action in NEEDS else rule


def _of_entrusted(hand: Hand, roles: Collection[CaseRole], rule: Q) -> Q:
    """The confidential cases open to the person by name: as such, or by what they are there besides."""
    if not hand.entrusted:
        return NONE
    mine = Q(is_confidential=True, pk__in=hand.entrusted)
    own = CaseRole.CONTRACTOR if hand.kind == "contractor" else CaseRole.NAMED
    return mine if own in roles else mine & rule


def _where(hand: Hand, roles: Collection[CaseRole]) -> Q:
    """The cases on which the person has one of these roles."""
    if hand.kind != "agent":
        held = Q(assignee__in=hand.agents) if hand.kind == "contractor" else NONE
        return held | _of_scopes(hand.scopes) if CaseRole(hand.kind) in roles else NONE
    if CaseRole.SUPERVISOR in roles and hand.is_supervisor:
        return EVERY
    of_units = {
        CaseRole.HEAD: hand.commanded,
        CaseRole.DEPUTY: hand.headed - hand.commanded,
        CaseRole.AGENT: hand.units - hand.headed,
    }
    rule = Q(unit__in=frozenset[int]().union(*(units for role, units in of_units.items() if role in roles)))
    if CaseRole.HOLDER in roles:
        rule |= Q(assignee__in=hand.agents)
    if CaseRole.OWNER in roles:
        rule |= Q(category__in=hand.owned_anywhere)
        for district, categories in hand.owned_by_district.items():
            rule |= Q(district=district, category__in=categories)
    if CaseRole.GROUP in roles and hand.groups:
        rule |= Q(group__in=hand.groups)
    if CaseRole.READER in roles:
        rule |= _of_scopes(hand.group_scopes)
    return rule


def _of_scopes(scopes: Collection[Scope]) -> Q:
    rule = NONE
    for scope in scopes:
        one = EVERY
        if scope.units is not None:
            one &= Q(unit__in=scope.units)
        if scope.categories is not None:
            one &= Q(category__in=scope.categories)
        if scope.district is not None:
            one &= Q(district=scope.district)
        rule |= one
    return rule


def covers(scope: Scope, case: "Case") -> bool:
    return (
        (scope.units is None or case.unit_id in scope.units)
        and (scope.categories is None or case.category_id in scope.categories)
        and (scope.district is None or case.district_id == scope.district)
    )
