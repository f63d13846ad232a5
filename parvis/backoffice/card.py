"""The card of a case: what may be done, by which button, and its history as lines."""

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parvis.backoffice.acting import ACTS
from parvis.backoffice.lists import keep
from parvis.backoffice.seats import works_alone
from parvis.cases import policy
from parvis.cases.models import Case, Kind, Priority, Stage
from parvis.cases.narrative import Line, tell
from parvis.cases.readings.stages import moves_of
from parvis.cases.voices.discreet import voice_for
from parvis.directory.models import Agent
from parvis.kernel.text import unbreakable
from parvis.ui.words import full_day, local, time_words

# In the order of the page.
BAR: tuple[str, ...] = (
    "take",
    "close",
    "send_back",
    "assign",
    "reply",
    "promise",
    "move",
    "thank",
    "resolve",
    "transfer",
    "reopen",
)
MORE: tuple[str, ...] = ("prioritise", "restrict", "drop")


@dataclass(frozen=True)
class Action:
    """A button. `way`: "post" does it at once, "link" opens its form, "menu" opens the choice here, "words" writes below,
    "choices" opens a few links here."""

    verb: str
    label: str
    href: str
    way: str
    icon: str
    key: str = ""
    value: str = ""
    is_grave: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Actions:
    """The next sensible one, filled; those in sight; those under "⋯"."""

    main: Action | None
    bar: list[Action]
    more: list[Action]


@dataclass(frozen=True)
class Told:
    """A line of the history. `exact`: the day in full, for whoever points at it."""

    day: str
    hour: str
    exact: str
    line: Line
    work: str


def actions_for(request: HttpRequest, agent: Agent, case: Case) -> Actions:
    can = policy.abilities(agent, case)
    if works_alone(agent):
        can -= {"assign", "transfer", "restrict"}
    stages = moves_of(case, agent) if "move" in can else []
    can = can if stages else can - {"move"}
    main = _next(agent, case, can)
    bar = [verb for verb in BAR if verb in can]
    more = [verb for verb in MORE if verb in can]
    if "take" in bar and case.assignee_id is not None:
        # To take from a colleague is seldom the next thing; what one has already is not taken.
        bar.remove("take")
        more = ["take", *more] if case.assignee_id != agent.pk else more
    made = {verb: _action(request, case, verb) for verb in (*bar, *more)}
    if "move" in made:
        made["move"] = replace(made["move"], choices=_choices(made["move"].href, stages))
    return Actions(
        main=made.get(main) if main else None,
        bar=[made[verb] for verb in bar if verb != main],
        more=[made[verb] for verb in more if verb != main],
    )


def _choices(href: str, stages: list[Stage]) -> tuple[tuple[str, str], ...]:
    """Each stage by its name, and the page where its message is read over before it goes."""
    path, _mark, query = href.partition("?")
    return tuple((stage.name, f"{path}?{query}{'&' if query else ''}to={stage.pk}") for stage in stages)


def _next(agent: Agent, case: Case, can: frozenset[str]) -> str:
    """The verb that the case needs now from this person, or ""."""
    if "close" in can:
        return "close"
    if "thank" in can:
        return "thank"
    if case.assignee_id is None:
        return "take" if "take" in can else "assign" if "assign" in can else ""
    if case.assignee_id != agent.pk:
        return ""
    if case.estimated_on is None and "promise" in can:
        return "promise"
    return "resolve" if "resolve" in can else ""


def _action(request: HttpRequest, case: Case, verb: str) -> Action:
    act = ACTS[verb]
    href = reverse(f"backoffice:{act.slug}", args=[case.number]) + keep(request.GET)
    is_idea = case.category.kind == Kind.IDEA
    calm = case.priority == Priority.HIGH
    labels = {
        "take": (_("Mettre à l’étude") if is_idea else _("Prendre en charge"))
        if case.assignee_id is None
        else _("Prendre à sa place"),
        "assign": _("Attribuer"),
        "reply": _("Répondre"),
        "transfer": _("Transférer"),
        "promise": _("Annoncer une date") if case.estimated_on is None else _("Changer la date"),
        "resolve": _("Répondre à l’idée") if is_idea else _("C’est terminé"),
        "thank": _("Remercier"),
        "move": _("Étape"),
        "send_back": _("Renvoyer à refaire"),
        "close": _("Clôturer"),
        "drop": _("Classer sans suite"),
        "reopen": _("Rouvrir"),
        "restrict": _("Qui peut l’ouvrir") if case.is_confidential else _("Rendre confidentielle"),
        "prioritise": _("Priorité normale") if calm else _("Priorité haute"),
    }
    ways = {"take": "post", "prioritise": "post", "assign": "menu", "reply": "words", "move": "choices"}
    keys = {"take": "t", "assign": "e", "reply": "r"}
    value = str(int(Priority.NORMAL if calm else Priority.HIGH)) if verb == "prioritise" else ""
    return Action(verb, labels[verb], href, ways.get(verb, "link"), act.icon, keys.get(verb, ""), value, act.is_grave)


def story_of(case: Case, today: date) -> list[Told]:
    return [told(line, today) for line in tell(case, voice_for(case))]


def told(line: Line, today: date) -> Told:
    wall = local(line.at)
    on = wall.date()
    day = date_format(on, "j N" if on.year == today.year else "j N Y")
    day = day.replace("1 ", _("1er") + " ", 1) if on.day == 1 else day
    return Told(day=day, hour=f"{wall:%H:%M}", exact=full_day(on, today), line=line, work=_work(line))


def _work(line: Line) -> str:
    """When the work began, and how long it took."""
    parts = []
    if line.started_at is not None:
        began = local(line.started_at)
        same_day = began.date() == local(line.at).date()
        when = time_words(line.started_at)
        parts.append(_("début %s") % (when if same_day else f"{full_day(began.date())}, {when}"))
    if line.said.minutes is not None:
        parts.append(_("durée %s") % _lasting(line.said.minutes))
    return " · ".join(parts)


def _lasting(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return unbreakable(f"{hours} h {rest:02d}" if hours else f"{rest} min")
