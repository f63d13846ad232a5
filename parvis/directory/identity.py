"""What a town says of itself when it is created, and what is wrong with it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from holidays.countries.france import France

# Departments 01 to 95 (20 became 2A and 2B in 1976), then overseas, as INSEE numbers them.
INSEE_CODE = re.compile(r"(0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5])\d{3}|97[1-8]\d{2}|98[4-9]\d{2}", re.ASCII)
COLOUR = re.compile(r"#[0-9a-f]{6}")
HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*", re.ASCII)
PHONE = re.compile(r"\+?[\d .()-]{4,29}", re.ASCII)
LONGEST_NAME = 120
LONGEST_LINE = 300
LONGEST_STYLE, LONGEST_CREDIT = 300, 200


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Of a town: as the table keeps it. `host`: the name of its site, without a port."""

    name: str
    insee_code: str
    host: str
    site_url: str
    mailbox: str
    phone: str = ""
    time_zone: str = "Europe/Paris"
    holidays: str = ""
    colour: str = "#00636d"
    map_style: str = ""
    map_attribution: str = ""
    is_demo: bool = False
    postal_address: str = ""
    publication_director: str = ""
    hosting: str = ""
    dpo_email: str = ""


def wrong_with(identity: Identity) -> tuple[str, str] | None:
    """The first field that cannot be kept, and why; None when all is well."""
    for field, is_right, words in [*_rules(), *_rules_of_maps(), *_rules_of_law()]:
        value = str(getattr(identity, field))
        if not is_right(value):
            return field, words % {"value": value}
    return None


def _of_mailbox() -> list[tuple[str, Callable[[str], bool], str]]:
    return [
        ("mailbox", is_email, _("« %(value)s » n’est pas une adresse e-mail.")),
        (
            "mailbox",
            is_read,
            _("« %(value)s » n’est lue par personne : donnez une boîte que l’accueil ouvre, les réponses y arrivent."),
        ),
    ]


def _rules() -> list[tuple[str, Callable[[str], bool], str]]:
    return [
        (
            "name",
            lambda value: 0 < len(value.strip()) <= LONGEST_NAME,
            _("Donnez le nom de la ville : 120 caractères au plus."),
        ),
        (
            "insee_code",
            lambda value: INSEE_CODE.fullmatch(value) is not None,
            _("« %(value)s » n’est pas un code INSEE : cinq caractères, comme 18033, 2A004 ou 97411."),
        ),
        (
            "host",
            lambda value: HOST.fullmatch(value) is not None,
            _("« %(value)s » n’est pas un nom de site : écrivez-le sans http:// ni port, comme demandes.ma-commune.fr."),
        ),
        ("site_url", is_site, _("« %(value)s » n’est pas l’adresse d’un site, comme https://demandes.ma-commune.fr.")),
        *_of_mailbox(),
        (
            "phone",
            lambda value: value == "" or PHONE.fullmatch(value) is not None,
            _("« %(value)s » n’est pas un numéro de téléphone."),
        ),
        (
            "time_zone",
            lambda value: value in available_timezones(),
            _("« %(value)s » n’est pas un fuseau horaire, comme Europe/Paris ou Indian/Reunion."),
        ),
        (
            "holidays",
            lambda value: value == "" or value in France.subdivisions,
            _("« %(value)s » n’est pas un territoire de jours fériés : laissez vide, ou donnez 57, 6AE, 974…"),
        ),
        (
            "colour",
            lambda value: COLOUR.fullmatch(value) is not None,
            _("« %(value)s » n’est pas une couleur : écrivez # et six chiffres de 0 à f, comme #00636d."),
        ),
    ]


def _rules_of_maps() -> list[tuple[str, Callable[[str], bool], str]]:
    return [
        (
            "map_style",
            is_style,
            _("« %(value)s » n’est pas l’adresse d’un style de carte : elle commence par https:// ou par /."),
        ),
        ("map_attribution", lambda value: len(value) <= LONGEST_CREDIT, _("La mention du fond de plan est trop longue.")),
    ]


def _rules_of_law() -> list[tuple[str, Callable[[str], bool], str]]:
    """Of what its pages say because the law wants it."""
    return [
        ("dpo_email", lambda value: value == "" or is_email(value), _("« %(value)s » n’est pas une adresse e-mail.")),
        (
            "postal_address",
            lambda value: len(value) <= LONGEST_LINE,
            _("Cette adresse est trop longue : 300 caractères au plus."),
        ),
        ("hosting", lambda value: len(value) <= LONGEST_LINE, _("Ce texte est trop long : 300 caractères au plus.")),
        ("publication_director", lambda value: len(value) <= 160, _("Ce nom est trop long : 160 caractères au plus.")),
    ]


def _is_name(value: str) -> bool:
    return 0 < len(value.strip()) <= LONGEST_NAME


def is_site(value: str) -> bool:
    try:
        parts = urlsplit(value)
        number = parts.port
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or parts.username) and parts.path in ("", "/")
    return parts.scheme in ("http", "https") and HOST.fullmatch(parts.hostname or "") is not None and plain and number != 0


def is_style(value: str) -> bool:
    """Of a base map: "" is the usual one; a style of this site begins with a slash, any other is read in https only."""
    if value == "" or (value.startswith("/") and not value.startswith("//")):
        return value.isascii() and len(value) <= LONGEST_STYLE
    try:
        parts = urlsplit(value)
        number = parts.port
    except ValueError:
        return False
    is_plain = value.isascii() and not parts.username and number != 0 and len(value) <= LONGEST_STYLE and " " not in value
    return parts.scheme == "https" and HOST.fullmatch(parts.hostname or "") is not None and is_plain


def is_read(address: str) -> bool:
    """Not one of those names that say that nobody reads them."""
    name = re.sub(r"[^a-z]", "", address.partition("@")[0].lower())
    return not name.startswith(("noreply", "nepasrepondre", "donotreply", "pasdereponse", "sansreponse", "noresponse"))


def is_email(value: str) -> bool:
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True
