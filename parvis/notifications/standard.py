"""The letters that every town sends without arranging anything: what each is about, who gets it, and which are the law's."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from parvis.cases import events as facts
from parvis.cases.deadline_events import DeadlineNear, DeadlinePassed
from parvis.cases.group_events import CaseGrouped
from parvis.cases.mention_events import CaseMentioned
from parvis.kernel.events import Fact
from parvis.notifications.fields import Reader

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Standard:
    """`key`: the name of its letter, for ever. `why_locked`: the law, or the security, that keeps it on; "" when the town
    may switch it off. `fact`: None for what is about no case, whose words carry a link that opens something.
    `is_between_agents`: a town of one agent never sends it. `is_a_step`: whoever asked may do without."""

    key: str
    fact: type[Fact] | None
    label: "StrOrPromise"
    who: "StrOrPromise"
    reader: Reader
    why_locked: "StrOrPromise" = ""
    is_between_agents: bool = False
    is_a_step: bool = False

    @property
    def occasion(self) -> str:
        return self.fact.kind if self.fact is not None else ""

    @property
    def may_be_shown(self) -> bool:
        """On the agents' screens in place of a letter."""
        return self.reader == Reader.AGENT and self.fact is not None and not self.why_locked


REQUESTER, FOLLOWERS = _("le demandeur"), _("les personnes qui suivent")
ASKING = Reader.REQUESTER
HOLDERS = _("l’agent chargé, ou sinon le chef du service")
RECEIPT = _("La loi le demande : tout envoi reçoit un accusé (CRPA, articles L112-11 et R112-11-2).")
CONSENT = _("Sans confirmation, n’importe qui pourrait faire écrire à n’importe qui (RGPD, article 7).")
LINK = _("C’est la seule façon d’entrer pour qui l’a demandé : sans lui, la personne reste dehors.")
ENTRUSTED = _("Sans lui, personne ne saurait qu’une demande confidentielle l’attend.")
INHERITED = _("Sans lui, personne ne saurait que ce travail lui revient.")

STANDARDS = (
    Standard("requester/received", facts.CaseReceived, _("Accusé d’enregistrement"), REQUESTER, ASKING, RECEIPT),
    Standard("requester/promised", facts.CasePromised, _("Une date est prévue"), REQUESTER, ASKING, is_a_step=True),
    Standard("requester/date_changed", facts.CasePromised, _("La date change"), REQUESTER, ASKING, is_a_step=True),
    Standard(
        "requester/transferred", facts.CaseTransferred, _("Un autre service s’en charge"), REQUESTER, ASKING,
        is_between_agents=True, is_a_step=True,
    ),
    Standard("requester/replied", facts.CaseReplied, _("La mairie vous répond"), REQUESTER, ASKING),
    Standard("requester/moved", facts.CaseMoved, _("Une étape de plus"), REQUESTER, ASKING, is_a_step=True),
    Standard("requester/asked", facts.RequesterAsked, _("Nous avons une question"), REQUESTER, ASKING),
    Standard("requester/done", facts.CaseClosed, _("C’est terminé"), REQUESTER, ASKING),
    Standard("requester/dropped", facts.CaseClosed, _("Classée sans suite, et pourquoi"), REQUESTER, ASKING),
    Standard("requester/reopened", facts.CaseReopened, _("Nous y travaillons de nouveau"), REQUESTER, ASKING),
    Standard("followers/promised", facts.CasePromised, _("Une date est prévue, ou change"), FOLLOWERS, Reader.ANYBODY),
    Standard("followers/moved", facts.CaseMoved, _("La demande suivie passe à une étape"), FOLLOWERS, Reader.ANYBODY),
    Standard("followers/ended", facts.CaseClosed, _("La demande suivie est close"), FOLLOWERS, Reader.ANYBODY),
    Standard("followers/reopened", facts.CaseReopened, _("La demande suivie est rouverte"), FOLLOWERS, Reader.ANYBODY),
    Standard(
        "agents/arrived", facts.CaseReceived, _("Une demande à prendre en charge"),
        _("le chef du service, l’agent désigné ; tout le service pour un danger"), Reader.AGENT,
    ),
    Standard(
        "agents/assigned", facts.CaseAssigned, _("Une demande est pour vous"), _("l’agent désigné"), Reader.AGENT, "", True
    ),
    Standard(
        "agents/grouped", CaseGrouped, _("Une demande est pour votre groupe"), _("les membres du groupe"),
        Reader.AGENT, "", True,
    ),
    Standard(
        "agents/mentioned", CaseMentioned, _("Une note vous nomme"), _("les personnes et les groupes qu’elle nomme"),
        Reader.AGENT, "", True,
    ),
    Standard(
        "agents/named", facts.CaseRestricted, _("Une demande confidentielle vous est ouverte"),
        _("les personnes qui viennent d’être nommées"), Reader.AGENT, ENTRUSTED, True,
    ),
    Standard("agents/answered", facts.RequesterAnswered, _("Le demandeur a répondu"), HOLDERS, Reader.AGENT),
    Standard(
        "agents/to_close", facts.CaseResolved, _("Une demande attend sa clôture"),
        _("les chefs et les responsables de catégorie"), Reader.AGENT, "", True,
    ),
    Standard("agents/sent_back", facts.CaseSentBack, _("Le travail est à refaire"), HOLDERS, Reader.AGENT, "", True),
    Standard(
        "agents/promise_passed", facts.PromisePassed, _("La date annoncée est passée"),
        _("l’agent chargé et le chef du service"), Reader.AGENT,
    ),
    Standard("agents/deadline_near", DeadlineNear, _("L’échéance approche"), HOLDERS, Reader.AGENT),
    Standard(
        "agents/deadline_passed", DeadlinePassed, _("L’échéance est passée"),
        _("l’agent chargé, puis le chef du service, puis ceux du dessus, comme le dit la catégorie"), Reader.AGENT,
    ),
    Standard("agents/withdrawn", facts.CaseClosed, _("Le demandeur a annulé sa demande"), HOLDERS, Reader.AGENT),
    Standard("agents/reopened", facts.CaseReopened, _("Une demande est rouverte"), HOLDERS, Reader.AGENT),
    Standard("requester/my_cases", None, _("Lien de toutes ses demandes"), _("qui l’a demandé"), Reader.REQUESTER, LINK),
    Standard("followers/confirm", None, _("Confirmer que l’on veut suivre"), _("qui veut suivre"), Reader.ANYBODY, CONSENT),
    Standard("agents/handed_over", None, _("Un travail vous est remis"), _("qui en hérite"), Reader.AGENT, INHERITED, True),
    Standard("account/invitation", None, _("Invitation à l’espace des agents"), _("l’agent invité"), Reader.AGENT, LINK),
    Standard("account/forgotten_password", None, _("Mot de passe oublié"), _("qui l’a oublié"), Reader.AGENT, LINK),
)  # fmt: skip
BY_KEY = {one.key: one for one in STANDARDS}
