"""The history for whoever may not know who asked: what was said with the requester stays between them and the town."""

from dataclasses import replace

from parvis.cases import events as facts
from parvis.cases.discretion import Discretion
from parvis.cases.models import Case
from parvis.cases.narrative import Names, Said, Teller
from parvis.cases.voices.colleagues import told_to_colleagues
from parvis.kernel.events import Fact

BETWEEN_THEM = (
    facts.RequesterAnswered, facts.CaseReplied, facts.RequesterAsked, facts.CaseCorrected, facts.EmailCorrected,
    facts.CaseResolved, facts.CaseImported, facts.CaseMoved,
)  # fmt: skip


def voice_for(case: Case) -> Teller:
    """Of a case as it is shown."""
    return told_discreetly(case.discretion) if case.discretion is not None else told_to_colleagues


def told_discreetly(discretion: Discretion) -> Teller:
    def tell(fact: Fact, names: Names) -> Said | None:
        said = told_to_colleagues(fact, names)
        if said is None:
            return None
        if isinstance(fact, BETWEEN_THEM):
            return replace(said, quote="", detail="")
        return replace(said, quote=discretion.hide(said.quote), detail=discretion.hide(said.detail))

    return tell
