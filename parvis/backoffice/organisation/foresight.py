"""/agents/que-se-passerait-il: a case that nobody makes: where it would go, who would be told, what would be public."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.organisation.foretold import steps
from parvis.backoffice.organisation.sections import require_some, show_section
from parvis.backoffice.organisation.step import Step
from parvis.backoffice.seats import at_desk
from parvis.cases.actors import Visitor
from parvis.cases.admission import Coordinates, Place
from parvis.cases.models import Category
from parvis.cases.readings.coverage import Coverage
from parvis.cases.readings.foresight import Foreseen, foresee
from parvis.directory.models import Agent
from parvis.forms.answers import Filling
from parvis.forms.questions import Question, QuestionKind
from parvis.kernel import clock
from parvis.kernel.fronts import reads
from parvis.kernel.tenancy import current
from parvis.kernel.typed import whole_number
from parvis.places.addresses import locate
from parvis.places.points import Point

BEFORE = "q_"
SOMEBODY = Coordinates(email="quelqu-un@exemple.fr")


class TrialForm(forms.Form):
    """`lieu`: an address, or a position as a map gives it."""

    categorie = forms.ChoiceField(label=gettext_lazy("De quoi s’agit-il ?"))
    lieu = forms.CharField(
        label=gettext_lazy("Où ?"),
        help_text=gettext_lazy("Une adresse, ou une position : 47.0837, 2.3958."),
        max_length=250,
        required=False,
    )
    quand = forms.DateTimeField(
        label=gettext_lazy("Quand ?"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": gettext_lazy("Écrivez une date et une heure.")},
    )
    sans_adresse = forms.BooleanField(label=gettext_lazy("Sans donner d’adresse e-mail"), required=False)
    use_required_attribute = False


@dataclass(frozen=True)
class Asked:
    """A question of the category, with the answer that the try gives."""

    question: Question
    value: str

    @property
    def name(self) -> str:
        return BEFORE + self.question.key


@reads
@at_desk
def foresight(request: HttpRequest, agent: Agent) -> HttpResponse:
    require_some(agent)
    coverage = Coverage()
    pk = whole_number(request.GET.get("categorie", ""))
    chosen = next((one for one in coverage.leaves if one.pk == pk), None)
    context = tried(request, agent, chosen, coverage)
    return show_section(request, agent, "backoffice/organisation/foresight.html", context, section="foresight")


def tried(request: HttpRequest, agent: Agent, category: Category | None, coverage: Coverage) -> dict[str, object]:
    """The form of a try, and what it says once it was asked."""
    is_asked = "lieu" in request.GET
    given = request.GET.dict() if request.method == "GET" else {}
    now = clock.now().astimezone(_zone())
    initial: dict[str, object] = {"quand": now, "categorie": str(category.pk) if category else ""}
    typed = {"quand": now.strftime("%Y-%m-%dT%H:%M"), **given, "categorie": initial["categorie"]}
    form = TrialForm(typed if is_asked and category else None, initial=initial)
    form.auto_id = "essai_%s"
    choice = form.fields["categorie"]
    assert isinstance(choice, forms.ChoiceField)
    leaves = [*coverage.leaves, *([category] if category and category not in coverage.leaves else [])]
    choice.choices = [("", _("Choisissez")), *((str(one.pk), one.name) for one in leaves)]
    asked = _asked(category, given)
    context: dict[str, object] = {
        "trial": form,
        "trial_asked": asked,
        "trial_steps": [],
        "trial_places": [],
        "trial_refused": "",
    }
    if is_asked and category is not None and form.is_valid():
        context |= _said(form, agent, category, coverage, {one.question.key: one.value for one in asked})
    return context


def _said(
    form: TrialForm, agent: Agent, category: Category, coverage: Coverage, answers: Mapping[str, str]
) -> dict[str, object]:
    """Asked by a resident, save what residents are not offered."""
    place, places = _place(form.cleaned_data["lieu"]) if category.asks_place else (Place(), [])
    at = _instant(form.cleaned_data["quand"])
    has_address = not form.cleaned_data["sans_adresse"] and not category.is_anonymous
    foreseen: Foreseen = foresee(
        category,
        words="",
        place=place,
        requester=SOMEBODY if has_address else Coordinates(),
        answers=answers,
        at=at,
        by=agent if category.is_for_agents else Visitor(),
    )
    told: list[Step] = steps(foreseen, category, place, coverage, at)
    return {"trial_steps": told, "trial_places": places, "trial_refused": foreseen.refused}


def _place(typed: str) -> tuple[Place, list[str]]:
    """What the words mean; or the addresses that they may mean, none of which is taken."""
    words = typed.strip()
    lat, _comma, lon = words.replace(";", ",").partition(",")
    try:
        return Place(words, Point(lon=float(lon), lat=float(lat))), []
    except ValueError:
        pass
    meaning = locate(words)
    if meaning.sure is not None:
        return Place(words, meaning.sure.point, meaning.sure.name), []
    return Place(words), [one.label for one in meaning.choices]


def _asked(category: Category | None, given: Mapping[str, str]) -> list[Asked]:
    """The questions that would be asked, each with what was chosen, or the most ordinary answer."""
    questions = category.form.questions if category is not None and category.form is not None else ()
    answers = {one.key: given.get(BEFORE + one.key) or _ordinary(one) for one in questions}
    return [Asked(one, answers[one.key]) for one in Filling(questions, answers).asked]


def _ordinary(question: Question) -> str:
    if question.kind.has_choices:
        going_on = [choice.value for choice in question.choices if choice.ending is None]
        return (going_on or [question.choices[0].value])[0]
    ordinary = {
        QuestionKind.NUMBER: "1",
        QuestionKind.DATE: clock.today(current()).isoformat(),
        QuestionKind.PHONE: "06 12 34 56 78",
    }
    return ordinary.get(question.kind) or _("une réponse")


def _zone() -> ZoneInfo:
    return ZoneInfo(current().time_zone)


def _instant(typed: datetime | None) -> datetime:
    return typed.replace(tzinfo=_zone()) if typed is not None else clock.now()
