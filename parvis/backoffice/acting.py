"""The way of every action on a case: find, form, operation, answer; and nothing typed is ever lost.

An action is a noun of the case's address. GET shows its form, POST does it. What happens otherwise is here, once:
a refusal comes back beside its field, a case changed meanwhile shows who did what, and a case or a right lost
meanwhile gives the words back.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for, whole
from parvis.backoffice.lists import keep, list_of
from parvis.backoffice.numbers import find
from parvis.backoffice.seats import at_desk, show
from parvis.cases import policy
from parvis.cases.models import Case, Message
from parvis.cases.narrative import tell_events
from parvis.cases.voices.discreet import voice_for
from parvis.directory.models import Agent
from parvis.kernel.events import Fact, since
from parvis.kernel.fronts import View, writes
from parvis.kernel.models import Event
from parvis.kernel.operations import Forbidden, Refused, Stale, require
from parvis.notifications.models import ReplyTemplate
from parvis.notifications.reply_templates import filled, offered

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Where an operation's own name for its words is another than the form's.
FIELDS = {"because": "text", "saying": "text"}


class ActForm(forms.Form):
    """What an action asks. `version`: of the case, as the page showed it. Words, if any, are in a field named `text`."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": gettext_lazy("Cette page est incomplète : rechargez-la, puis recommencez.")},
    )
    use_required_attribute = False
    # Said instead of the action's own, where they depend on the case; and whether this one writes to the requester.
    title: "StrOrPromise" = ""
    submit: "StrOrPromise" = ""
    is_told = True
    # Said above the fields; and the field beside which a button looks for other choices, with nothing done.
    explained: "StrOrPromise" = ""
    seeks = ""
    # Which of the words that the town has ready are offered, "" for none.
    use = ""

    def __init__(self, *args: object, case: Case, agent: Agent, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own, passed on as they come
        self.case, self.agent = case, agent
        self.fields["version"].initial = case.version
        self.furnish()

    def furnish(self) -> None:
        """Choices and words that depend on the case."""

    @cached_property
    def templates(self) -> list[ReplyTemplate]:
        """Words that are ready, to take up in `text`."""
        return offered(self.case, self.use) if self.use and "text" in self.fields else []


def words(label: "StrOrPromise", *, required: bool = True, help_text: "StrOrPromise" = "", rows: int = 4) -> forms.CharField:
    """A field for what the agent writes."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "maxlength": 10_000}),
        error_messages={"required": gettext_lazy("Écrivez quelques mots.")},
    )


Do = Callable[[Case, ActForm, Agent], str]


@dataclass(frozen=True)
class Act:
    """An action as pages show it. `facts`: what it records, by which a form sent twice is known; or `is_done`: whether the
    case is already as the form asks. `asked`: the fields that a link may fill in."""

    verb: str
    slug: str
    title: "StrOrPromise"
    submit: "StrOrPromise"
    form: type[ActForm]
    facts: tuple[type[Fact], ...]
    icon: str = "check"
    is_grave: bool = False
    is_told: bool = False
    does_not_clash: bool = False
    asked: tuple[str, ...] = ()
    is_done: "Callable[[Case, ActForm], bool] | None" = None


ACTS: dict[str, Act] = {}


def acts(act: Act) -> Callable[[Do], View[[str]]]:
    """Make the view of an action from the few lines that are its own: call the operation, say what was done."""
    ACTS[act.verb] = act

    def make(do: Do) -> View[[str]]:
        @writes
        @at_desk
        def view(request: HttpRequest, agent: Agent, number: str) -> HttpResponse:
            with giving_words_back(request, agent) as lost:
                case = find(agent, number)
                require(policy.may(act.verb, agent, case))
                if request.method == "POST" and "inserer" in request.POST:
                    return _insert(request, agent, act, case)
                if request.method != "POST" or "corriger" in request.POST:
                    return _ask(request, agent, act, case)
                return _attempt(request, agent, act, do, case)
            return lost.answer()

        return view

    return make


def _ask(request: HttpRequest, agent: Agent, act: Act, case: Case) -> HttpResponse:
    """The form, with what was typed before a sign-in or on the page of a clash."""
    if act.verb not in policy.abilities(agent, case) and request.method == "GET":
        messages.error(request, _("Cette action n’est plus possible : la demande a changé."))
        return redirect(address(request, case))
    typed = whole(request.POST) if request.method == "POST" else kept_for(request)
    linked = {name: request.GET[name] for name in act.asked if name in request.GET}
    initial = linked | {name: value for name, value in typed.items() if name != "version"}
    form = act.form(case=case, agent=agent, initial=initial)
    return show_form(request, agent, act, case, form, was_kept=bool(typed) and request.method == "GET")


def _insert(request: HttpRequest, agent: Agent, act: Act, case: Case) -> HttpResponse:
    """The form again, with the words that were chosen after those that were typed: nothing is sent yet."""
    sent = act.form(request.POST, request.FILES, case=case, agent=agent)
    sent.is_valid()  # a photo that came with it is kept
    typed = whole(request.POST)
    chosen = next((one for one in sent.templates if str(one.pk) == typed.get("template")), None)
    if chosen is None:
        messages.info(request, _("Choisissez une réponse type, puis « Insérer »."))
    else:
        words = [str(typed.get("text", "")).rstrip(), filled(chosen.body, case, by=agent)]
        typed["text"] = "\n\n".join(part for part in words if part)
    return show_form(request, agent, act, case, act.form(case=case, agent=agent, initial=typed))


def _attempt(request: HttpRequest, agent: Agent, act: Act, do: Do, case: Case) -> HttpResponse:
    form = act.form(request.POST, request.FILES, case=case, agent=agent)
    if form.is_valid():
        if not act.does_not_clash:
            case.version = form.cleaned_data["version"]
        elif is_echo(_own(since(case, form.cleaned_data["version"]), agent), request.POST.get("text", ""), agent, act):
            return _twice(request, case)
        try:
            said = do(case, form, agent)
        except Refused as refused:
            field = FIELDS.get(refused.field, refused.field)
            form.add_error(field if field in form.fields else None, refused.message)
        except Stale as stale:
            now = find(agent, case.number)
            return (
                _twice(request, now)
                if act.is_done and act.is_done(now, form)
                else _clash(request, agent, act, now, stale.since)
            )
        else:
            messages.success(request, said)
            return _onward(request, agent, case)
    elif act.verb not in policy.abilities(agent, case):
        # The clash is what explains that a choice is not offered any more.
        version = form.cleaned_data.get("version")
        meanwhile = since(case, version) if version is not None else []
        if meanwhile:
            return _clash(request, agent, act, case, meanwhile)
    return show_form(request, agent, act, case, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def show_form(
    request: HttpRequest, agent: Agent, act: Act, case: Case, form: ActForm, *, was_kept: bool = False, status: int = 200
) -> HttpResponse:
    context = {"act": act, "case": case, "form": form, "list": list_of(request, agent, case), "was_kept": was_kept}
    return show(request, agent, "backoffice/act.html", context, status=status)


def _clash(request: HttpRequest, agent: Agent, act: Act, case: Case, meanwhile: list[Event]) -> HttpResponse:
    """Somebody was faster: nothing is sent, what they did is told, what was typed is here and may be changed."""
    if is_echo(meanwhile, request.POST.get("text", ""), agent, act):
        return _twice(request, case)
    typed = request.POST.copy()
    typed["version"] = str(case.version)
    lines = tell_events(case, meanwhile, voice_for(case))
    context = {
        "act": act,
        "case": case,
        "form": act.form(typed, case=case, agent=agent),
        "lines": lines,
        "last": lines[-1] if lines else None,
        "others": sorted({line.who for line in lines if line.who != str(agent)}),
        "is_possible": act.verb in policy.abilities(agent, case),
        "has_words": "text" in act.form.base_fields,
        "list": list_of(request, agent, case),
    }
    return show(request, agent, "backoffice/clash.html", context, status=HTTPStatus.CONFLICT)


def is_echo(meanwhile: list[Event], text: str, agent: Agent, act: Act) -> bool:
    """Whether all that happened meanwhile is this very form, sent twice: the same person, the same fact, the same words."""
    kinds = {fact.kind for fact in act.facts}
    if not meanwhile or _own(meanwhile, agent) != meanwhile or not any(event.kind in kinds for event in meanwhile):
        return False
    told = {event.data.get("message_id") for event in meanwhile} - {None}
    written = set(Message.objects.filter(pk__in=told).values_list("text", flat=True)) if told else set()
    same = " ".join(text.split())
    return not same if not written else same in {" ".join(one.split()) for one in written}


def _own(events: list[Event], agent: Agent) -> list[Event]:
    return [event for event in events if event.actor_kind == "agent" and event.actor_id == agent.pk]


def _twice(request: HttpRequest, case: Case) -> HttpResponse:
    messages.success(request, _("C’était déjà fait : rien n’a été envoyé deux fois."))
    return redirect(address(request, case))


def _onward(request: HttpRequest, agent: Agent, case: Case) -> HttpResponse:
    """Back to the card, or to the list when the case has gone out of the agent's sight."""
    try:
        return redirect(address(request, find(agent, case.number)))
    except Http404:
        return redirect(reverse("backoffice:cases") + keep(request.GET))


def address(request: HttpRequest, case: Case) -> str:
    """The card, beside the same list."""
    return reverse("backoffice:case", args=[case.number]) + keep(request.GET)


class Lost:
    """What becomes of words whose case, or the right to it, went away while they were written."""

    def __init__(self, request: HttpRequest, agent: Agent) -> None:
        self.request, self.agent = request, agent
        self.status = HTTPStatus.OK

    def answer(self) -> HttpResponse:
        context: dict[str, object] = {
            "text": self.request.POST.get("text", ""),
            "is_forbidden": self.status == HTTPStatus.FORBIDDEN,
        }
        return show(self.request, self.agent, "backoffice/lost.html", context, status=self.status)


@contextmanager
def giving_words_back(request: HttpRequest, agent: Agent) -> Iterator[Lost]:
    """Not found and forbidden stay so, and the page holds the words. It is the same page for a case that never was."""
    lost = Lost(request, agent)
    try:
        yield lost
    except (Http404, Forbidden) as refusal:
        if not request.POST.get("text", "").strip():
            raise
        lost.status = HTTPStatus.NOT_FOUND if isinstance(refusal, Http404) else HTTPStatus.FORBIDDEN
