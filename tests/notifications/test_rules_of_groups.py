"""A rule of the town tells a group: those of it who see the case; and says so when there is nobody."""

from parvis.cases.models import Group, Priority
from parvis.cases.operations.confide import restrict
from parvis.cases.operations.dissolve_group import dissolve_group
from parvis.cases.operations.groups import create_group, set_members
from parvis.cases.operations.promise import prioritise
from parvis.kernel import worker
from parvis.notifications.drafts import Draft
from parvis.notifications.models import Rule, RuleRecipient, Sending
from parvis.notifications.operations.rules import create_rule
from parvis.notifications.preview import preview
from tests.backoffice.desk import Desk, words_of
from tests.words import plain
from tests.world import MAKER, World

LIST = "/agents/notifications"


def a_rule(world: World, *groups: Group) -> Rule:
    draft = Draft(name="Priorités", occasion="case.prioritised", subject="Priorité", body="Bonjour.", groups=groups)
    return create_rule(draft, by=world.paul)


def told(rule: Rule) -> list[str]:
    worker.run_until_idle()
    return sorted(row.agent.first_name for row in Sending.objects.filter(template=rule.key) if row.agent)


def test_those_of_the_group_who_see_the_case_are_told(world: World) -> None:
    group = set_members(create_group("Nuit", by=MAKER), to=[world.hugo, world.ines, world.karim], by=MAKER)
    rule = a_rule(world, group)
    case = prioritise(world.report(), priority=Priority.HIGH, by=world.karim)
    assert told(rule) == ["Hugo"], "neither Karim, who did it, nor Inès, who does not see it"
    rows = list(RuleRecipient.objects.filter(rule=rule))
    assert preview(rule, rows, case, by=world.agent(world.paul)).told == ["Hugo Marchetti"]


def test_it_says_why_there_is_nobody_to_tell(world: World) -> None:
    group = set_members(create_group("Nuit", by=MAKER), to=[world.ines], by=MAKER)
    rule = a_rule(world, group)
    case = world.report()
    rows = list(RuleRecipient.objects.filter(rule=rule))
    shown = preview(rule, rows, case, by=world.agent(world.paul))
    assert [plain(one) for one in shown.nobody] == ["le groupe « Nuit » : aucun de ses membres ne voit cette demande"]


def test_nobody_is_told_of_a_confidential_case_by_their_group(world: World) -> None:
    group = set_members(create_group("Nuit", by=MAKER), to=[world.hugo, world.ines], by=MAKER)
    rule = a_rule(world, group)
    case = restrict(world.report(), to=[world.nadia, world.ines], by=world.nadia)
    prioritise(case, priority=Priority.HIGH, by=world.agent(world.nadia))
    assert told(rule) == ["Inès"], "who is named on it"


def test_its_page_offers_groups_and_says_when_one_has_nobody(world: World) -> None:
    paul = Desk(world.paul)
    assert "Groupes prévenus" not in words_of(paul.get(f"{LIST}/nouvelle")).text
    group = set_members(create_group("Nuit", by=MAKER), to=[world.hugo], by=MAKER)
    assert "Groupes prévenus" in words_of(paul.get(f"{LIST}/nouvelle")).text
    said = {"name": "Priorités", "occasion": "case.prioritised", "subject": "Priorité", "body": "Bonjour."}
    assert paul.post(f"{LIST}/nouvelle", {**said, "groups": [str(group.pk)]}).status_code == 302
    rule = Rule.objects.get(standard="")
    assert "le groupe « Nuit »" in words_of(paul.get(LIST)).text
    assert "Groupes prévenus : Nuit" in words_of(paul.get(f"{LIST}/{rule.key}")).text
    set_members(Group.objects.get(pk=group.pk), to=[], by=MAKER)
    assert "Le groupe « Nuit » n’a personne à prévenir" in words_of(paul.get(LIST)).text
    dissolve_group(Group.objects.get(pk=group.pk), by=MAKER)
    assert "Le groupe « Nuit » n’existe plus" in words_of(paul.get(f"{LIST}/{rule.key}")).text
