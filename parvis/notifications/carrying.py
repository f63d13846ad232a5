"""What the file of a configuration says of letters: those of every town as this one arranges them, and its own rules."""

from collections import defaultdict
from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.cases.carrying.categories import KINDS, category_called, category_names
from parvis.cases.carrying.groups import group_called, group_names
from parvis.directory.carrying.units import unit_called, unit_names
from parvis.kernel.actors import Actor
from parvis.kernel.carrying import NAME, Field, Number, OneOf, Part, Row, SomeOf, Text, Unfit, Value, YesNo
from parvis.notifications.drafts import Draft
from parvis.notifications.models import Rule, RuleRecipient, Who
from parvis.notifications.operations.rules import create_rule, end_rule, own_standard, switch_rule, write_rule
from parvis.notifications.standard import BY_KEY
from parvis.places.carrying import district_called, districts

RULE, RECIPIENT = "notifications.Rule.", "notifications.RuleRecipient."
WHO = {
    "requester": "demandeur",
    "followers": "personnes qui suivent",
    "assignee": "agent chargé",
    "head": "chef du service",
    "unit": "tout le service",
    "unit_address": "adresse du service",
    "owners": "responsables de la catégorie",
    "supervisors": "superviseurs",
}
RHYTHMS = {"at_once": "tout de suite", "daily": "une fois par jour", "never": "jamais"}
CHANNELS = {"email": "e-mail", "desk": "écran"}
FREEDOMS = {"none": "rien", "rhythm": "le rythme", "all": "le rythme, ou jamais"}
STILL = {"": "", "not_taken": "pas prise en charge", "not_closed": "pas close", "waiting": "demandeur muet"}
CAME_BY = {
    "": "", "web": "site", "counter": "guichet", "phone": "téléphone", "email": "e-mail", "letter": "courrier",
    "fax": "télécopie", "sms": "SMS", "api": "autre logiciel",
}  # fmt: skip
KINDS_OR_ANY = {"": "", **KINDS}
# What is written and read as it is: its key, its column.
PLAIN = {
    "evenement": "occasion",
    "genre": "case_kind",
    "arrivee_par": "came_by",
    "urgentes": "is_urgent",
    "encore": "still",
    "delai_minutes": "delay_minutes",
    "repos_dimanche": "rests_on_sundays",
    "canal": "channel",
    "rythme": "rhythm",
    "liberte": "freedom",
    "objet": "subject",
    "titre": "title",
    "texte": "body",
}


class Hour:
    """ "08:30"; "" for none."""

    def write(self, value: Value) -> object:
        return value

    def read(self, written: object) -> Value:
        try:
            return f"{time.fromisoformat(str(written)):%H:%M}" if written else ""
        except ValueError:
            raise Unfit(_("une heure est attendue, comme 08:30")) from None

    def said(self, before: Value | None, after: Value) -> str:
        return Text().said(before, after)


# Of all letters: which cases, when, how often, in which words.
_FIELDS = (
    Field("categorie", gettext_lazy("catégorie"), Text(), carries=(RULE + "category",), refers="categories"),
    Field("service", gettext_lazy("service"), Text(), carries=(RULE + "unit",), refers="services"),
    Field("secteur", gettext_lazy("secteur"), Text(), carries=(RULE + "district",), refers="secteurs"),
    Field("genre", gettext_lazy("genre"), OneOf(KINDS_OR_ANY), "", (RULE + "case_kind",)),
    Field("arrivee_par", gettext_lazy("arrivée par"), OneOf(CAME_BY), "", (RULE + "came_by",)),
    Field("urgentes", gettext_lazy("seulement les urgentes"), YesNo(), usual=False, carries=(RULE + "is_urgent",)),
    Field("repos_de", gettext_lazy("rien ne part de"), Hour(), carries=(RULE + "quiet_from",)),
    Field("repos_a", gettext_lazy("rien ne part jusqu’à"), Hour(), carries=(RULE + "quiet_until",)),
    Field(
        "repos_dimanche", gettext_lazy("rien le dimanche ni les jours fériés"), YesNo(), usual=False,
        carries=(RULE + "rests_on_sundays",),
    ),
    Field("canal", gettext_lazy("canal, pour les agents"), OneOf(CHANNELS), "email", (RULE + "channel",)),
    Field("rythme", gettext_lazy("rythme"), OneOf(RHYTHMS), "at_once", (RULE + "rhythm",)),
    Field("liberte", gettext_lazy("choix laissé aux agents"), OneOf(FREEDOMS), "rhythm", (RULE + "freedom",)),
    Field("objet", gettext_lazy("objet"), Text(), carries=(RULE + "subject",)),
    Field("titre", gettext_lazy("titre"), Text(), carries=(RULE + "title",)),
    Field("texte", gettext_lazy("texte"), Text(is_long=True), carries=(RULE + "body",)),
    Field("active", gettext_lazy("active"), YesNo(), usual=True, carries=(RULE + "is_active",)),
)  # fmt: skip


class LetterPart(Part):
    """The letters of every town that this one has arranged."""

    key = "lettres"
    title = gettext_lazy("Lettres de toutes les communes")
    fields = (
        Field(
            "lettre", gettext_lazy("lettre"), OneOf({key: key for key in BY_KEY}), "requester/received", (RULE + "standard",)
        ),
        *_FIELDS,
    )
    identity = ("lettre",)

    def rows(self) -> list[Row]:
        named = _Named()
        found = Rule.objects.exclude(standard="").order_by("standard")
        return [{"lettre": rule.standard, **named.row(rule)} for rule in found if named.knows(rule)]

    def name(self, row: Row) -> str:
        return str(row["lettre"])

    def said(self, row: Row) -> str:
        return str(BY_KEY[str(row["lettre"])].label)

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        rule = own_standard(str(row["lettre"]), by=by)
        rule = write_rule(rule, draft=_draft(row), by=by)
        switch_rule(rule, on=bool(row["active"]), by=by)


class RulePart(Part):
    """The rules of the town. Two of one name are told apart by a number."""

    key = "notifications"
    title = gettext_lazy("Règles de notification")
    fields = (
        Field("nom", NAME, Text(), carries=(RULE + "name",)),
        Field("evenement", gettext_lazy("prévient de"), Text(), carries=(RULE + "occasion",)),
        Field("encore", gettext_lazy("seulement si encore"), OneOf(STILL), "", (RULE + "still",)),
        Field("delai_minutes", gettext_lazy("délai, en minutes"), Number(), usual=0, carries=(RULE + "delay_minutes",)),
        Field("previent", gettext_lazy("prévient"), SomeOf(WHO), (), (RECIPIENT + "rule", RECIPIENT + "who")),
        Field("adresses", gettext_lazy("adresses"), SomeOf(), (), (RECIPIENT + "address",)),
        Field("groupes", gettext_lazy("groupes"), SomeOf(), (), (RECIPIENT + "group",)),
        *_FIELDS,
    )
    identity = ("nom",)

    def rows(self) -> list[Row]:
        named = _Named()
        told: dict[int, list[RuleRecipient]] = defaultdict(list)
        for one in RuleRecipient.objects.all():
            told[one.rule_id].append(one)
        return [
            {
                "nom": name, "encore": rule.still, "evenement": rule.occasion, "delai_minutes": rule.delay_minutes,
                "previent": tuple(who for who in WHO if who in {one.who for one in told[rule.pk]}),
                "adresses": tuple(sorted(one.address for one in told[rule.pk] if one.who == Who.ADDRESS)),
                "groupes": tuple(sorted(named.groups[one.group_id] for one in told[rule.pk] if one.group_id in named.groups)),
                **named.row(rule),
            }
            for name, rule in rules().items()
            if named.knows(rule)
        ]  # fmt: skip

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        known = rules().get(str(row["nom"]))
        draft = _draft(row)
        rule = write_rule(known, draft=draft, by=by) if known is not None else create_rule(draft, by=by)
        switch_rule(rule, on=bool(row["active"]), by=by)

    def drop(self, row: Row, *, by: Actor) -> None:
        known = rules().get(str(row["nom"]))
        if known is not None:
            end_rule(known, by=by)


def rules() -> dict[str, Rule]:
    """The town's own, by what the file calls each."""
    found: dict[str, Rule] = {}
    for rule in Rule.objects.filter(standard="", ended_on__isnull=True).order_by("name", "pk"):
        number, name = 1, rule.name
        while name in found:
            number += 1
            name = f"{rule.name} ({number})"
        found[name] = rule
    return found


class _Named:
    def __init__(self) -> None:
        self.categories, self.units, self.groups = category_names(), unit_names(), group_names()
        self.districts = {one.pk: name for name, one in districts().items()}

    def knows(self, rule: Rule) -> bool:
        """Without what has ended, a rule would be about more than it was."""
        pairs = ((rule.category_id, self.categories), (rule.unit_id, self.units), (rule.district_id, self.districts))
        return all(not pk or pk in names for pk, names in pairs)

    def row(self, rule: Rule) -> dict[str, Value]:
        shared = {field.key for field in _FIELDS}
        row: dict[str, Value] = {key: getattr(rule, column) for key, column in PLAIN.items() if key in shared}
        row |= {"categorie": self.categories.get(rule.category_id or 0, ""), "service": self.units.get(rule.unit_id or 0, "")}
        row |= {"secteur": self.districts.get(rule.district_id or 0, ""), "active": rule.is_active}
        row |= {"repos_de": f"{rule.quiet_from:%H:%M}" if rule.quiet_from else ""}
        return {**row, "repos_a": f"{rule.quiet_until:%H:%M}" if rule.quiet_until else ""}


def _draft(row: Row) -> Draft:
    who, addresses = row.get("previent", ()), row.get("adresses", ())
    named = row.get("groupes", ())
    assert isinstance(who, tuple) and isinstance(addresses, tuple) and isinstance(named, tuple)
    groups = tuple(one for name in named if (one := group_called(name)) is not None)
    said = {column: str(row[key]) for key, column in PLAIN.items() if key in row}
    return Draft(
        name=str(row.get("nom", "")), who=frozenset(who), addresses=addresses, groups=groups,
        category=category_called(row["categorie"]), unit=unit_called(row["service"]),
        district=district_called(row["secteur"]), quiet_from=_time(row["repos_de"]), quiet_until=_time(row["repos_a"]),
        occasion=said.get("occasion", ""), case_kind=said["case_kind"], came_by=said["came_by"],
        is_urgent=bool(row["urgentes"]), still=said.get("still", ""), delay_minutes=int(str(row.get("delai_minutes", 0))),
        rests_on_sundays=bool(row["repos_dimanche"]), channel=said["channel"], rhythm=said["rhythm"], freedom=said["freedom"],
        subject=said["subject"], title=said["title"], body=said["body"],
    )  # fmt: skip


def _time(said: Value) -> time | None:
    return time.fromisoformat(str(said)) if said else None


PARTS = (LetterPart(), RulePart())
