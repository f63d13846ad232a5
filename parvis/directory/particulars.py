"""What the law wants known of a town that publishes a site and keeps people's data: each thing, why, and its words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from parvis.directory.identity import PHONE, is_email
from parvis.kernel.models import Authority

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CONFORMITIES = {
    "none": _("non conforme"),
    "partial": _("partiellement conforme"),
    "full": _("totalement conforme"),
}


@dataclass(frozen=True)
class Particular:
    """`field`: of the authority; `mark`: what stands for it in a page; `why`: said to the administrator who has to find it."""

    field: str
    mark: str
    label: "StrOrPromise"
    why: "StrOrPromise"
    longest: int
    is_right: Callable[[str], bool]
    wrong: "StrOrPromise" = ""


def _anything(value: str) -> bool:
    return True


def _is_phone(value: str) -> bool:
    return PHONE.fullmatch(value) is not None


def _is_address_of_a_page(value: str) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(value)
    except ValidationError:
        return False
    return True


PARTICULARS = (
    Particular(
        "postal_address", "adresse", _("Adresse postale de la mairie"),
        _("Obligatoire : loi n° 2004-575, article 1-1. Par exemple : 1, place de la Mairie, 18999 Valbourg."), 300, _anything,
    ),
    Particular(
        "phone", "telephone", _("Téléphone de l’accueil"), _("Obligatoire : loi n° 2004-575, article 1-1."), 30,
        _is_phone, _("« %(value)s » n’est pas un numéro de téléphone."),
    ),
    Particular(
        "publication_director", "directeur", _("Directeur ou directrice de la publication"),
        _("Obligatoire : loi n° 2004-575, article 1-1. D’ordinaire le maire : prénom, nom et fonction."), 160, _anything,
    ),
    Particular(
        "hosting", "hebergeur", _("Hébergeur"),
        _("Obligatoire : loi n° 2004-575, article 1-1. Son nom, son adresse et son téléphone."), 300, _anything,
    ),
    Particular(
        "dpo_email", "delegue", _("Adresse e-mail du délégué à la protection des données"),
        _("Obligatoire : RGPD, article 37. Sans elle, les formulaires renvoient à l’adresse de la mairie."), 254,
        is_email, _("« %(value)s » n’est pas une adresse e-mail."),
    ),
    Particular(
        "accessibility_plan", "schema", _("Adresse du schéma pluriannuel d’accessibilité"),
        _("Obligatoire : loi n° 2005-102, article 47. La page ou le document, avec le plan d’action de l’année."), 200,
        _is_address_of_a_page, _("« %(value)s » n’est pas l’adresse d’une page, comme https://ma-commune.fr/schema.pdf."),
    ),
)  # fmt: skip


def missing(authority: Authority) -> list[Particular]:
    """What nobody has told yet."""
    return [particular for particular in PARTICULARS if not getattr(authority, particular.field)]


def wrong_with(field: str, value: str) -> str:
    """Why it cannot be kept, or ""."""
    if field == "conformity":
        return "" if value in CONFORMITIES else str(_("Choisissez un état de la liste."))
    particular = next(one for one in PARTICULARS if one.field == field)
    if len(value) > particular.longest:
        return str(_("Ce texte est trop long : %(size)d caractères au plus.")) % {"size": particular.longest}
    if value and not particular.is_right(value):
        return str(particular.wrong) % {"value": value}
    return ""
