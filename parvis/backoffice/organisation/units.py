"""/agents/services: the tree of the units, with who leads them and what they lack; a new one."""

from collections import defaultdict
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.saving import save
from parvis.backoffice.organisation.sections import require_some, show_section
from parvis.backoffice.seats import at_desk
from parvis.directory.models import Agent, Membership, Role, Unit
from parvis.directory.operations.units import create_unit
from parvis.directory.policy import can_arrange
from parvis.directory.queries import IN_POST, units_in_use
from parvis.kernel.fronts import reads, writes
from parvis.kernel.text import fold

# A phone is narrow: what is deeper is drawn no further to the right.
DEEPEST_DRAWN = 5


@dataclass(frozen=True)
class Row:
    """A unit in the tree. `depth`: 0 at the top of what this agent runs; `lacks`: what it cannot work without."""

    unit: Unit
    depth: int
    leads: list[str]
    count: int
    lacks: str


def run_by(agent: Agent) -> QuerySet[Unit]:
    """The units in use that the agent runs, in the order of the tree."""
    units = units_in_use()
    return units if can_arrange(agent) else units.filter(pk__in=agent.reach.headed)


@reads
@at_desk
def units(request: HttpRequest, agent: Agent) -> HttpResponse:
    """In two queries, however many units."""
    require_some(agent)
    words = request.GET.get("q", "").strip()[:100]
    found = [row for row in rows(agent) if fold(words) in fold(row.unit.name)]
    context: dict[str, object] = {"rows": found, "q": words, "arranges": can_arrange(agent)}
    return show_section(request, agent, "backoffice/organisation/units.html", context, section="units")


def rows(agent: Agent) -> list[Row]:
    leads: dict[int, list[str]] = defaultdict(list)
    counts: dict[int, int] = defaultdict(int)
    posts = Membership.objects.filter(**IN_POST).select_related("agent").order_by("-role", "agent__last_name", "pk")
    for post in posts:
        counts[post.unit_id] += 1
        if post.role == Role.HEAD:
            leads[post.unit_id].append(str(post.agent))
        elif post.role == Role.DEPUTY:
            leads[post.unit_id].append(_("%s (adjoint)") % post.agent)
    tree = by_tree(list(run_by(agent)))
    return [
        Row(
            unit,
            min(depth, DEEPEST_DRAWN),
            leads[unit.pk],
            counts[unit.pk],
            "" if counts[unit.pk] else _("personne n’y travaille"),
        )
        for unit, depth in tree
    ]


def by_tree(found: list[Unit]) -> list[tuple[Unit, int]]:
    """Each under its own, by name among its sisters, with its depth; paths alone would order them by age."""
    here = {unit.pk for unit in found}
    below: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in sorted(found, key=lambda unit: fold(unit.name)):
        below[unit.parent_id if unit.parent_id in here else None].append(unit)
    ordered: list[tuple[Unit, int]] = []

    def walk(top: int | None, depth: int) -> None:
        for unit in below[top]:
            ordered.append((unit, depth))
            walk(unit.pk, depth + 1)

    walk(None, 0)
    return ordered


def indented(found: list[tuple[Unit, int]]) -> list[tuple[str, str]]:
    """The choices of a list of units: unbreakable spaces show the tree."""
    return [(str(unit.pk), "\u00a0\u00a0\u00a0" * depth + unit.name) for unit, depth in found]


class NewUnitForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Son nom"),
        help_text=gettext_lazy("Celui que lisent les habitants : « La demande est transmise à : Éclairage public. »"),
        max_length=120,
        error_messages={"required": gettext_lazy("Donnez le nom du service.")},
    )
    under = forms.ChoiceField(label=gettext_lazy("Sous"))
    email = forms.CharField(label=gettext_lazy("Adresse e-mail"), required=False, max_length=254)
    phone = forms.CharField(label=gettext_lazy("Téléphone"), required=False, max_length=30)
    is_closing_reserved = forms.BooleanField(
        label=gettext_lazy("La clôture est réservée au chef et aux responsables de catégorie"), required=False
    )
    use_required_attribute = False


@writes
@at_desk
def new_unit(request: HttpRequest, agent: Agent) -> HttpResponse:
    require_some(agent)
    tree = by_tree(list(run_by(agent)))
    form = NewUnitForm(request.POST or None, initial={"under": request.GET.get("sous", ""), **kept_for(request)})
    under = form.fields["under"]
    assert isinstance(under, forms.ChoiceField)
    under.choices = indented(tree)
    by_pk = {str(unit.pk): unit for unit, _depth in tree}
    status = 200
    if request.method == "POST":
        made: list[Unit] = []

        def create() -> None:
            said = form.cleaned_data
            made.append(
                create_unit(
                    said["name"], under=by_pk[said["under"]], email=said["email"], phone=said["phone"],
                    is_closing_reserved=said["is_closing_reserved"], by=agent,
                )
            )  # fmt: skip

        saved = save(form, create)
        if saved.is_done:
            messages.success(request, _("Le service « %s » est créé. Dites qui y travaille.") % made[0].name)
            return redirect("backoffice:unit", made[0].pk)
        status = saved.status
    return show_section(request, agent, "backoffice/organisation/new_unit.html", {"form": form}, section="units", status=status)


def named(words: str, found: QuerySet[Agent]) -> QuerySet[Agent]:
    """Whose name, address or identifier holds all of these words."""
    for word in words.split()[:6]:
        found = found.filter(
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(email__icontains=word)
            | Q(identifier__icontains=word)
        )
    return found
