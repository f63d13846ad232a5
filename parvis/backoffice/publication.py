"""What everybody will read of a case, as its card shows it: the words with each proposed passage to mask or to leave."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parvis.cases.masking import Span
from parvis.cases.models import Case, Look, Publication
from parvis.cases.publishing import can_be_published, has_address, has_words, proposals


@dataclass(frozen=True)
class Piece:
    """Some of a text; `span`: where it stands, of a passage that has a box."""

    text: str
    span: str = ""


@dataclass(frozen=True)
class Preview:
    """`words` and `address` in pieces; none where there is nothing to decide."""

    words: list[Piece]
    address: list[Piece]
    count: int


@dataclass(frozen=True)
class Published:
    """What has been decided, in words. `icon` says it too; `shown`: what everybody reads, where it is not all."""

    icon: str
    said: str
    shown: str = ""


def preview_of(case: Case) -> Preview | None:
    """While an agent is to decide."""
    if not (case.is_to_read and can_be_published(case)):
        return None
    words = proposals(case, case.words) if has_words(case) else []
    address = proposals(case, case.address) if has_address(case) else []
    return Preview(
        words=passages(case.words, words) if has_words(case) else [],
        address=passages(case.address, address) if has_address(case) else [],
        count=len(words) + len(address),
    )


def published_of(case: Case) -> Published | None:
    """Once decided, or where nothing is ever decided; None where nobody wrote anything."""
    if not case.words and not has_address(case):
        return None
    if case.category.publication == Publication.NEVER:
        return Published("eye-off", _("Jamais publié : c’est une catégorie privée."))
    if case.look == Look.PROMISED and case.words:
        return Published("eye-off", _("Mots jamais publiés : le demandeur en avait l’assurance."))
    shown = [case.public_words] if has_words(case) else []
    shown += [case.public_address] if has_address(case) else []
    if not any(shown):
        return Published("eye-off", _("Gardé privé : le public ne lit pas ces mots."))
    is_all = case.public_words == case.words and (not has_address(case) or case.public_address == case.address)
    if is_all:
        return Published("eye", _("Publié tel quel."))
    return Published("eye", _("Publié avec des passages masqués. Le public lit :"), " · ".join(filter(None, shown)))


def passages(text: str, spans: Iterable[Span]) -> list[Piece]:
    """The text to the letter, in pieces: each passage is one, ticked: it will be masked."""
    pieces, place = [], 0
    for start, end in spans:
        pieces += [Piece(text[place:start]), Piece(text[start:end], f"{start}-{end}")]
        place = end
    return [*pieces, Piece(text[place:])]
