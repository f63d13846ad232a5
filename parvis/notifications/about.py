"""What letters say of a case, whoever they go to."""

from django.utils.translation import gettext as _

from parvis.cases.models import Case, Follower, Kind
from parvis.cases.voices.promised import promised_of
from parvis.kernel.tenancy import current
from parvis.notifications.writing import About, message_id

FEMININE = (Kind.SERVICE, Kind.COMPLAINT, Kind.QUESTION, Kind.IDEA)


def about(case: Case) -> About:
    return About(subject_kind=case.subject_kind(), subject_id=case.pk, thread=message_id(f"demande-{case.uid.hex}", current()))


def values_of(case: Case) -> dict[str, object]:
    """What every template may use. Nothing here changes in the life of a case: dates and units come from the fact."""
    thing = thing_of(case.category.kind)
    return {
        "number": case.number,
        "thing": thing,
        "Thing": thing[:1].upper() + thing[1:],
        "is_feminine": case.category.kind in FEMININE,
        "kind": case.category.kind,
        "what": what(case),
        "is_repair": case.is_repair,
        "promised": promised_of(case),
        "is_danger": case.is_danger,
    }


def what(case: Case) -> str:
    """ "Lampadaire éteint, 12, rue Basse"."""
    return _at(case, case.address)


def what_in_public(case: Case) -> str:
    """The same to anybody: the address that may be published."""
    return _at(case, case.public_address)


def _at(case: Case, address: str) -> str:
    return f"{case.category.name}, {address}" if address else case.category.name


def facts_of(case: Case, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return (*_what_and_where(case, case.address), *more)


def facts_in_public(case: Case) -> tuple[tuple[str, str], ...]:
    return _what_and_where(case, case.public_address)


def _what_and_where(case: Case, address: str) -> tuple[tuple[str, str], ...]:
    where = ((_("Où"), address),) if address else ()
    return ((_("Quoi"), case.category.name), *where)


def thing_of(kind: str) -> str:
    return {
        Kind.REPORT: _("votre signalement"),
        Kind.SERVICE: _("votre demande"),
        Kind.COMPLAINT: _("votre réclamation"),
        Kind.QUESTION: _("votre question"),
        Kind.IDEA: _("votre idée"),
        Kind.COMPLIMENT: _("votre message"),
    }[Kind(kind)]


def private_link(case: Case) -> str:
    return current().link_to(f"/ma-demande/{case.private_key}")


def public_link(case: Case) -> str:
    return current().link_to(f"/demandes/{case.number}")


def follow_link(follower: Follower) -> str:
    return current().link_to(f"/suivre/{follower.key}")


def unfollow_link(follower: Follower) -> str:
    return f"{follow_link(follower)}/arret"


def keyring_link(key: str) -> str:
    return current().link_to(f"/suivi/mes-demandes/{key}")


def card_link(case: Case) -> str:
    return current().link_to(f"/agents/demandes/{case.number}")
