"""What can be told: the facts of a case's life that a rule may be about, in the town's words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from parvis.cases import events as facts
from parvis.cases.deadline_events import DeadlineNear, DeadlinePassed
from parvis.kernel.events import Fact

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Occasion:
    """`is_public`: whoever follows a public case may be told of it; `is_between_agents`: where there is one
    agent, it never comes."""

    fact: type[Fact]
    label: "StrOrPromise"
    is_public: bool = False
    is_between_agents: bool = False

    @property
    def kind(self) -> str:
        return self.fact.kind


OCCASIONS = (
    Occasion(facts.CaseReceived, _("Une demande arrive")),
    Occasion(facts.CaseTaken, _("Un agent la prend en charge"), is_public=True),
    Occasion(facts.CaseAssigned, _("Elle est attribuée à quelqu’un"), is_between_agents=True),
    Occasion(facts.CaseTransferred, _("Elle change de service"), is_public=True, is_between_agents=True),
    Occasion(facts.CasePromised, _("Une date est annoncée, ou change"), is_public=True),
    Occasion(facts.PromisePassed, _("La date annoncée est passée")),
    Occasion(DeadlineNear, _("Son échéance approche")),
    Occasion(DeadlinePassed, _("Son échéance est passée")),
    Occasion(facts.CasePrioritised, _("Sa priorité change")),
    Occasion(facts.CaseNoted, _("Une note est écrite entre collègues"), is_between_agents=True),
    Occasion(facts.CaseReplied, _("La mairie répond")),
    Occasion(facts.CaseMoved, _("Elle passe à une étape")),
    Occasion(facts.RequesterAsked, _("La mairie pose une question")),
    Occasion(facts.RequesterAnswered, _("Le demandeur répond")),
    Occasion(facts.CaseResolved, _("Un agent indique que c’est terminé")),
    Occasion(facts.CaseSentBack, _("Le travail est à refaire")),
    Occasion(facts.CaseClosed, _("Elle est close"), is_public=True),
    Occasion(facts.CaseReopened, _("Elle est rouverte"), is_public=True),
)
BY_KIND = {one.kind: one for one in OCCASIONS}
