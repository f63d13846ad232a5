"""/agents/categories/…/questions/…: their order, those of another category taken over, and what residents see of them."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.category import found_category
from parvis.backoffice.organisation.question import back, keep, questions_of
from parvis.backoffice.organisation.saving import Saved, tell
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk
from parvis.cases.operations.answers import set_questions
from parvis.cases.readings.coverage import Coverage
from parvis.directory.models import Agent
from parvis.forms.asking import Asking
from parvis.forms.editing import joined, moved
from parvis.forms.fields import BEFORE
from parvis.forms.questions import Question
from parvis.kernel.fronts import reads, writes
from parvis.kernel.typed import whole_number


@writes
@at_desk
def place(request: HttpRequest, agent: Agent, category_id: int, question: str) -> HttpResponse:
    """One step up or down."""
    category = found_category(category_id, agent, Coverage())
    questions = questions_of(category)
    if request.method == "POST" and any(one.key == question for one in questions):
        category.version = whole_number(request.POST.get("version", "")) or 0
        is_up = request.POST.get("vers") == "haut"
        changed = moved(questions, question, -1 if is_up else 1)
        tell(request, lambda: set_questions(category, questions=changed, by=agent), _("L’ordre est changé."))
        # The same button has the focus again; a fragment would take it away.
        return redirect(f"{reverse('backoffice:category', args=[category.pk])}?{'monter' if is_up else 'descendre'}={question}")
    return back(category)


class CopyForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    keys = forms.MultipleChoiceField(
        label=gettext_lazy("Les questions à reprendre"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choisissez au moins une question."),
            "invalid_choice": gettext_lazy("Une de ces questions n’est plus posée : choisissez de nouveau."),
        },
    )
    use_required_attribute = False

    def offer(self, theirs: tuple[Question, ...]) -> None:
        keys = self.fields["keys"]
        assert isinstance(keys, forms.MultipleChoiceField)
        keys.choices = [(one.key, one.label) for one in theirs]


@writes
@at_desk
def copy(request: HttpRequest, agent: Agent, category_id: int) -> HttpResponse:
    coverage = Coverage()
    category = found_category(category_id, agent, coverage)
    others = [one for one in coverage.all.values() if one.form_id and one.ended_on is None and one.pk != category.pk]
    asked = request.GET.get("de", "")
    source = next((one for one in others if str(one.pk) == asked), None)
    if asked and source is None:
        raise Http404
    theirs = questions_of(source) if source else ()
    chosen = {"version": category.version, "keys": [one.key for one in theirs], **kept_for(request)}
    form = CopyForm(request.POST or None, initial=chosen)
    form.offer(theirs)
    saved = Saved()
    if request.method == "POST" and source is not None:
        taken = {*request.POST.getlist("keys")}
        done = _("C’est repris de « %s ».") % source.name
        mine = questions_of(category)
        saved = keep(request, form, category, lambda: joined(mine, [one for one in theirs if one.key in taken]), agent, done)
        if saved.is_done:
            return back(category)
    context: dict[str, object] = {
        "category": category,
        "source": source,
        "others": others,
        "form": form,
        "meanwhile": saved.meanwhile,
    }
    template = "backoffice/organisation/question_copy.html"
    return show_section(request, agent, template, context, section="categories", status=saved.status)


@reads
@at_desk
def preview(request: HttpRequest, agent: Agent, category_id: int) -> HttpResponse:
    """The page of the questions as residents see it. What is answered there goes nowhere."""
    category = found_category(category_id, agent, Coverage())
    sent = {name: "\n".join(map(str, values)) for name, values in request.GET.lists() if name.startswith(BEFORE)}
    asking = Asking(category.form, {**request.GET.dict(), **sent}, owner=str(category.pk))
    context = {
        "category": category,
        "asking": asking,
        "asked": asking.form(),
        "ending": asking.filling.ending if asking.seen else None,
        "is_done": asking.is_done and bool(asking.seen),
        "here": "report",
    }
    return render(request, "backoffice/organisation/question_preview.html", context)
