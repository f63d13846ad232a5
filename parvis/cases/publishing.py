"""What everybody may read of a case: on arrival, what its category says and nothing that may name somebody; then what an
agent has decided."""

from collections.abc import Iterable

from parvis.cases import personal
from parvis.cases.masking import Span, masked
from parvis.cases.models import Case, Look, Publication

# The fields that the functions below change.
PUBLIC = ["look", "public_words", "public_address", "is_to_read"]


def publish_at_arrival(case: Case) -> None:
    """Say it on a case not yet written. Where all is public at once, what seems to hold personal data waits for an agent
    all the same. What is decided here stays, whatever the category becomes: nothing becomes public by a setting."""
    if not case.is_public:
        return
    case.public_address = case.place_name
    if not can_be_published(case):
        return
    if case.category.publication == Publication.AT_ONCE and not proposals(case, case.words) + proposals(case, case.address):
        show(case)
    else:
        case.is_to_read = True


def can_be_published(case: Case) -> bool:
    """Whether somebody wrote something that an agent may publish: words, or an address that no geocoder knows."""
    return case.is_public and (has_words(case) or has_address(case))


def has_words(case: Case) -> bool:
    return bool(case.words.strip()) and case.look != Look.PROMISED


def has_address(case: Case) -> bool:
    return bool(case.address) and not case.place_name


def proposals(case: Case, text: str) -> list[Span]:
    """The passages of it that an agent should look at: the requester's own name among them."""
    return [(one.start, one.end) for one in personal.find(text, known=[case.requester_name])]


def show(case: Case, words: Iterable[Span] = (), address: Iterable[Span] = ()) -> None:
    """The words and the typed address are public, but these passages."""
    if has_words(case):
        case.look, case.public_words = Look.PUBLISHED, masked(case.words, words)
    case.public_address = case.place_name or masked(case.address, address)
    case.is_to_read = False


def hide(case: Case) -> None:
    """They are private; the geocoder's own name of the place is not theirs."""
    if has_words(case):
        case.look, case.public_words = Look.KEPT, ""
    case.public_address = case.place_name
    case.is_to_read = False
