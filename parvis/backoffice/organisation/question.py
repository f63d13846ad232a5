"""/agents/categories/…/question/…: a question of a category: its words, when it is asked, where its answers lead, its end."""

from collections.abc import Callable

import msgspec
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.category import found_category
from parvis.backoffice.organisation.question_forms import EndingsForm, QuestionForm, known
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk
from parvis.cases.models import Category
from parvis.cases.operations.answers import set_questions
from parvis.cases.readings.coverage import Coverage
from parvis.directory.models import Agent
from parvis.forms.editing import kept, without
from parvis.forms.fields import questions_form
from parvis.forms.questions import Question
from parvis.kernel.fronts import writes


def questions_of(category: Category) -> tuple[Question, ...]:
    return category.form.questions if category.form else ()


def back(category: Category) -> HttpResponse:
    """To the questions, on the page of the category."""
    return redirect(reverse("backoffice:category", args=[category.pk]) + "#questions")


@writes
@at_desk
def new_question(request: HttpRequest, agent: Agent, category_id: int) -> HttpResponse:
    category = found_category(category_id, agent, Coverage())
    return _question(request, agent, category, None)


@writes
@at_desk
def question(request: HttpRequest, agent: Agent, category_id: int, question: str) -> HttpResponse:
    category = found_category(category_id, agent, Coverage())
    found = found_question(category, question, request)
    return _question(request, agent, category, found or Question(question, ""))


def found_question(category: Category, key: str, request: HttpRequest) -> Question | None:
    """404 for what is not asked; what a colleague has removed meanwhile is None to whoever sends words about it."""
    found = next((one for one in questions_of(category) if one.key == key), None)
    if found is None and request.method != "POST":
        raise Http404
    return found


def _question(request: HttpRequest, agent: Agent, category: Category, found: Question | None) -> HttpResponse:
    questions = questions_of(category)
    place = next((place for place, one in enumerate(questions) if found and one.key == found.key), len(questions))
    initial = {"version": category.version, **(known(found) if found else {}), **kept_for(request)}
    form = QuestionForm(request.POST or None, initial=initial)
    form.offer(questions[:place])
    saved, tried = Saved(), None
    if "apercu" in request.POST:
        if form.is_valid():
            tried = form.said(found, questions)
    elif request.method == "POST":
        done = _("C’est enregistré : les habitants la verront ainsi.")
        saved = keep(request, form, category, lambda: kept(questions, form.said(found, questions)), agent, done)
        if saved.is_done:
            return back(category)
    context: dict[str, object] = {
        "category": category,
        "question": found if found in questions else None,
        "form": form,
        "meanwhile": saved.meanwhile,
        "tried": questions_form([tried], {}, None) if tried else None,
    }
    status = 422 if form.errors else saved.status
    template = "backoffice/organisation/question.html"
    return show_section(request, agent, template, context, section="categories", status=status)


def keep(
    request: HttpRequest,
    form: forms.Form,
    category: Category,
    changed: Callable[[], tuple[Question, ...]],
    agent: Agent,
    done: str,
) -> Saved:
    """A new version of the questions, made from the one that the page showed."""

    def act() -> None:
        row = Category.objects.get(pk=category.pk)
        row.version = form.cleaned_data["version"] or 0
        set_questions(row, questions=changed(), by=agent)

    saved = save(form, act)
    if saved.is_done:
        messages.success(request, done)
    return saved


@writes
@at_desk
def endings(request: HttpRequest, agent: Agent, category_id: int, question: str) -> HttpResponse:
    category = found_category(category_id, agent, Coverage())
    questions = questions_of(category)
    found = next((one for one in questions if one.key == question and one.choices), None)
    if found is None:
        raise Http404
    form = EndingsForm(request.POST or None, initial={"version": category.version, **kept_for(request)})
    form.offer(found)
    saved = Saved()
    if request.method == "POST":

        def changed() -> tuple[Question, ...]:
            return kept(questions, msgspec.structs.replace(found, choices=form.said(found)))

        saved = keep(request, form, category, changed, agent, _("C’est enregistré."))
        if saved.is_done:
            return redirect("backoffice:question", category.pk, found.key)
    context: dict[str, object] = {"category": category, "question": found, "form": form, "meanwhile": saved.meanwhile}
    template = "backoffice/organisation/question_endings.html"
    return show_section(request, agent, template, context, section="categories", status=saved.status)


class EndForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


@writes
@at_desk
def end(request: HttpRequest, agent: Agent, category_id: int, question: str) -> HttpResponse:
    category = found_category(category_id, agent, Coverage())
    questions = questions_of(category)
    found = found_question(category, question, request)
    if found is None:  # a colleague has just removed it: it is done
        return back(category)
    form = EndForm(request.POST or None, initial={"version": category.version})
    saved = Saved()
    if request.method == "POST":
        done = _("« %s » n’est plus posée.") % found.label
        saved = keep(request, form, category, lambda: without(questions, found.key), agent, done)
        if saved.is_done:
            return back(category)
    context: dict[str, object] = {"category": category, "question": found, "form": form, "meanwhile": saved.meanwhile}
    template = "backoffice/organisation/question_end.html"
    return show_section(request, agent, template, context, section="categories", status=saved.status)
