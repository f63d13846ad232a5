"""Towns invented from a seed, through operations only: names that a file could stumble over, everything arranged."""

from random import Random

from parvis.cases.models import Category, Group, Kind, Outcome, Publication, Status
from parvis.cases.operations.answers import set_questions
from parvis.cases.operations.arrange_stages import add_stage, create_stage_set
from parvis.cases.operations.configure import create_category, name_owner, set_rule
from parvis.cases.operations.describe_category import Value, describe_category, place_category
from parvis.cases.operations.grant import give_access
from parvis.cases.operations.groups import create_group, describe_group, set_members
from parvis.cases.operations.rights import rights, set_rights
from parvis.cases.roles import ACTIONS, CaseRole, why_locked
from parvis.directory.logo import read_logo
from parvis.directory.models import Agent, AgentKind, PageSlug, Role, Unit
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.arrange_unit import arrange_unit
from parvis.directory.operations.looks import give_looks
from parvis.directory.operations.opening import set_opening
from parvis.directory.operations.pages import write_page
from parvis.directory.operations.particulars import tell_particulars
from parvis.directory.operations.posts import post
from parvis.directory.operations.qualify import add_outsider
from parvis.directory.operations.units import create_unit
from parvis.directory.pages import page_of
from parvis.forms.questions import Choice, Condition, Ending, Question, QuestionKind
from parvis.notifications.drafts import Draft
from parvis.notifications.models import Rhythm, Who
from parvis.notifications.operations.reply_templates import Wording, create_reply_template
from parvis.notifications.operations.rules import create_rule, own_standard, switch_rule, write_rule
from parvis.places.models import District
from parvis.places.operations.import_zoning import import_zoning, set_territory
from parvis.places.outlines import Outline
from tests.world import MAKER, square

NAMES = [
    "Voirie", "no", "12:30", "(accueil)", "((accueil)", "Eaux › Pluviales", "›", "› ›", "- tiret", "# dièse", "l'eau: \"vive\"",
    "null", "~", "Éclairage", "oui", "2026-11-28", "0123", "&ancre", "*renvoi", "!type", "{a: b}", "[x]", "%", "@", "`", "1e3",
    "a" * 100, "Zone 0", "=", "<<", "? ", "|", ">", "Écoles et crèches", "Sport\u00a0: gymnases",
]  # fmt: skip
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
QUESTIONS = (
    Question(
        key="ou", label="Où ?", choices=(
            Choice("non", "Non"), Choice("oui", "Oui", Ending("Appelez le 18", "Tout de suite.\nVraiment.", "18", "https://sdis.fr")),
        ),
    ),
    Question(key="combien", label="Combien : ?", kind=QuestionKind.NUMBER, is_required=False, help="# environ",
             only_if=Condition("ou", ("non",))),
    Question(key="quoi", label="Quoi ?", kind=QuestionKind.LONG_TEXT),
)  # fmt: skip


def arrange(seed: int) -> None:
    """Everything, in a town that has its reception and nothing else."""
    dice = Random(seed)
    root = Unit.objects.get()
    _town(dice, root)
    units = _units(dice, root)
    districts = _ground(dice)
    people = [add_agent("A", "B", email=f"agent{n}@{seed}.fr", by=MAKER, is_supervisor=n == 0) for n in range(4)]
    for person in people:
        post(person, to=dice.choice(units), role=dice.choice(list(Role)), by=MAKER)
    categories = _categories(dice, units, districts, people)
    for kind in (AgentKind.COUNCILLOR, AgentKind.CONTRACTOR):
        outsider = add_outsider("C", "D", email=f"{kind}@{seed}.fr", as_kind=kind, by=MAKER)
        outsider = give_access(outsider, unit=dice.choice(units), category=dice.choice(categories), by=MAKER)
        give_access(outsider, district=dice.choice(districts), by=MAKER)
    _groups(dice, units, districts, categories, people)
    _rights(dice)
    _letters(dice, units, districts, categories)


def _town(dice: Random, root: Unit) -> None:
    told = {
        "postal_address": "1, place\nde la Mairie",
        "hosting": "Nous : ici # là",
        "conformity": "partial",
        "phone": "02 48 00 00 00",
    }
    tell_particulars(root, told=told, by=MAKER)
    root.refresh_from_db()
    set_opening(root, hours="lun-ven 8:30-12:00 13:30-17:30; sam 9:00-12:00", on_call_phone="06 00 00 00 00", by=MAKER)
    root.refresh_from_db()
    give_looks(root, colour=dice.choice(["#112233", "#00636d"]), logo=read_logo(SVG), by=MAKER)
    write_page(page_of(PageSlug.LEGAL), text="# Titre\n\nUn texte : {adresse}.\n\n- un\n- deux", by=MAKER)


def _units(dice: Random, root: Unit) -> list[Unit]:
    units = [root]
    for name in dice.sample(NAMES, 14):
        unit = create_unit(name, under=dice.choice(units), email="s@s.fr", by=MAKER)
        said = {"opening": dice.choice(["", "lun 8:00-12:00"])}
        units.append(arrange_unit(unit, said=said, reserved=dice.random() < 0.3, by=MAKER))
    return units


def _ground(dice: Random) -> list[District]:
    set_territory([square(2.0, 47.0, 2.1, 47.1), square(2.3, 47.0, 2.4, 47.1)], by=MAKER)
    for name in dice.sample(NAMES, 2):
        outlines = [
            Outline(code, code, square(2 + n / 100, 47, 2.01 + n / 100, 47.05)) for n, code in enumerate(dice.sample(NAMES, 4))
        ]
        outlines = [Outline(one.code[:60], one.name, one.geometry) for one in outlines]
        import_zoning(name, outlines=outlines, by=MAKER)
    return list(District.objects.all())


def _categories(dice: Random, units: list[Unit], districts: list[District], people: list[Agent]) -> list[Category]:
    stages = create_stage_set(dice.choice(NAMES), by=MAKER)
    for name in dice.sample(NAMES, 3):
        stages.refresh_from_db()
        add_stage(
            stages, said={"name": name, "status": Status.OPEN, "public_name": "Vu", "message": "Bonjour,\nmerci."}, by=MAKER
        )
    stages.refresh_from_db()
    add_stage(stages, said={"name": "fin", "status": Status.CLOSED, "outcome": Outcome.DONE}, by=MAKER)
    made: list[Category] = []
    for name in dice.sample(NAMES, 14):
        above = dice.choice([None, *made[:4]])
        one = create_category(name, under=above, unit=dice.choice([None, *units]), kind=dice.choice(list(Kind)), by=MAKER)
        said: dict[str, Value] = {
            "synonyms": "trou, ornière", "notice": "Attention :\n- ici\n\n# non", "season_from": "11-15", "season_to": "03-31",
            "publication": dice.choice(list(Publication)), "is_danger": dice.random() < 0.5,
            "nearby_metres": dice.randrange(999), "asks_place": dice.random() < 0.5,
            "zoning": dice.choice(districts).zoning, "stages": dice.choice([None, stages]),
        }  # fmt: skip
        one = describe_category(one, said=said, by=MAKER)
        one = set_questions(one, questions=dice.choice([(), QUESTIONS]), by=MAKER)
        one = place_category(one, at=dice.randrange(5), by=MAKER)
        made.append(one)
        for _n in range(2):
            one.refresh_from_db()
            set_rule(one, to=dice.choice(units), district=dice.choice([None, *districts]), by=MAKER)
            one.refresh_from_db()
            name_owner(one, agent=dice.choice(people), district=dice.choice([None, *districts]), by=MAKER)
    for one in made:
        one.refresh_from_db()
    return made


def _groups(
    dice: Random, units: list[Unit], districts: list[District], categories: list[Category], people: list[Agent]
) -> None:
    """One of them of no unit; another is sent what comes."""
    for unit, name in zip((None, *units), dice.sample(NAMES, 3), strict=False):
        said = {"category": dice.choice([None, *categories]), "district": dice.choice(districts), "sees_all": True}
        group = describe_group(create_group(name, unit=unit, by=MAKER), said=said, by=MAKER)
        set_members(group, to=dice.sample(people, 2), by=MAKER)
        set_rule(categories[-1], to=units[0], district=dice.choice([None, *districts]), group=group, by=MAKER)


def _rights(dice: Random) -> None:
    for role in CaseRole:
        free = [one for one in ACTIONS if not why_locked(role, one)]
        reception = Unit.objects.get(parent=None)
        held = {action for known, action in rights() if known == role}
        set_rights(reception, role=role, allowed=held ^ set(dice.sample(free, min(2, len(free)))), by=MAKER)


def _letters(dice: Random, units: list[Unit], districts: list[District], categories: list[Category]) -> None:
    for name in ("Alerte", "Alerte", *dice.sample(NAMES, 2)):
        draft = Draft(
            name=name, occasion="case.received", who=frozenset({Who.HEAD, Who.OWNERS}), addresses=("a@b.fr", "elu@b.fr"),
            category=dice.choice([None, *categories]), unit=dice.choice([None, *units]),
            district=dice.choice([None, *districts]), delay_minutes=90,
            groups=tuple(Group.objects.order_by("pk")[:2]),
            still="not_taken", rhythm=Rhythm.DAILY, subject="Objet : # 1", body="Bonjour,\n\nvoici.",
        )  # fmt: skip
        switch_rule(create_rule(draft, by=MAKER), on=dice.random() < 0.5, by=MAKER)
    for name in dice.sample(NAMES, 3):
        said = Wording(name=name[:80], body="Bonjour,\n\nmerci.", use="ask", unit=dice.choice([None, *units]))
        create_reply_template(said, by=MAKER)
    rule = own_standard("requester/promised", by=MAKER)
    write_rule(rule, draft=Draft(rhythm=Rhythm.DAILY, subject="Une date", body="Le texte."), by=MAKER)
