"""…/confidentialite: make the case confidential, say who may open it; …/levee: open it to colleagues again."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import Act, ActForm, acts
from parvis.cases.confiding import confidants_of
from parvis.cases.events import CaseRestricted, CaseUnrestricted
from parvis.cases.models import Case
from parvis.cases.operations import confide
from parvis.directory.models import Agent, AgentKind
from parvis.directory.queries import members
from parvis.kernel.text import fold

FEW, FOUND = 12, 20


class ConfidenceForm(ActForm):
    """Ticked at first: those named already; or, of a case that is not confidential yet, whoever makes it so and whoever has
    it. `find`: what is typed to have others to tick, without losing those that are."""

    seeks = "find"
    to = forms.MultipleChoiceField(
        label=gettext_lazy("Qui peut l’ouvrir ?"),
        help_text=gettext_lazy("Ces personnes, et personne d’autre : ni leur chef, ni qui les remplace, ni l’administration."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Nommez au moins une personne de la mairie."),
            "invalid_choice": gettext_lazy("Cette personne ne travaille plus ici."),
        },
    )
    find = forms.CharField(
        label=gettext_lazy("Chercher quelqu’un d’autre"),
        help_text=gettext_lazy("Par son nom, dans toute la mairie."),
        required=False,
        max_length=80,
    )

    def furnish(self) -> None:
        named = confidants_of(self.case)
        holder = [self.case.assignee] if self.case.assignee is not None else []
        usual = named if self.case.is_confidential else [self.agent, *holder]
        ticked = self._ticked() if self._is_under_way() else [str(one.pk) for one in usual]
        if self.case.is_confidential:
            self.title, self.submit = _("Qui peut ouvrir cette demande ?"), _("Enregistrer")
        else:
            self.explained = _(
                "Elle quitte aussitôt les listes, les recherches et les courriels de tous les autres, et les pages publiques "
                "pour toujours. Qui la suivait n’en saura plus rien. Son auteur la suit comme avant."
            )
        team = list(members(self.case.unit).order_by("last_name", "first_name")[: FEW + 1])
        there = Agent.objects.in_post().exclude(kind=AgentKind.COUNCILLOR).order_by("last_name", "first_name")
        typed = [*there.filter(pk__in=[one for one in ticked if one.isdigit()])]
        offered = [*usual, *typed, *_named_like(self._typed(), list(there)), *(team if len(team) <= FEW else [])]
        field = self.fields["to"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(pk), one) for pk, one in {agent.pk: str(agent) for agent in offered}.items()]
        field.initial = self.initial["to"] = ticked

    def _is_under_way(self) -> bool:
        """Whether somebody has ticked already, be it nobody."""
        return self.is_bound or "find" in self.initial

    def _ticked(self) -> list[str]:
        if self.is_bound:
            assert isinstance(self.data, QueryDict)
            return [str(one) for one in self.data.getlist("to")]
        one_or_more = self.initial.get("to", [])
        return [one_or_more] if isinstance(one_or_more, str) else list(one_or_more)

    def _typed(self) -> str:
        return str(self.data.get("find", "") if self.is_bound else self.initial.get("find", ""))


def _named_like(typed: str, people: list[Agent]) -> list[Agent]:
    """Each word is in the name, whatever the accents."""
    words = fold(typed[:80]).split()
    return [one for one in people if words and all(word in fold(str(one)) for word in words)][:FOUND]


@acts(
    Act(
        verb="restrict",
        slug="confidentialite",
        title=gettext_lazy("Rendre cette demande confidentielle"),
        submit=gettext_lazy("Rendre confidentielle"),
        icon="lock",
        form=ConfidenceForm,
        facts=(CaseRestricted,),
    )
)
def restriction(case: Case, form: ActForm, agent: Agent) -> str:
    people = Agent.objects.filter(pk__in=form.cleaned_data["to"]).order_by("last_name", "first_name")
    confide.restrict(case, to=people, by=agent)
    return _("La demande %(number)s ne s’ouvre plus qu’aux personnes nommées.") % {"number": case.number}


class LiftingForm(ActForm):
    explained = gettext_lazy(
        "Les agents la reverront comme n’importe quelle autre. Elle ne reviendra pas sur les pages publiques."
    )


@acts(
    Act(
        verb="lift",
        slug="levee",
        title=gettext_lazy("Lever la confidentialité"),
        submit=gettext_lazy("Lever la confidentialité"),
        icon="lock-open",
        form=LiftingForm,
        facts=(CaseUnrestricted,),
        is_done=lambda case, form: not case.is_confidential,
    )
)
def lifting(case: Case, form: ActForm, agent: Agent) -> str:
    confide.lift(case, by=agent)
    return _("La demande n’est plus confidentielle.")
