"""What everybody may read of a case that has just come in: what its category says, and nothing that may name somebody."""

from parvis.cases import personal
from parvis.cases.models import Case, Look, Publication


def publish_at_arrival(case: Case) -> None:
    """Say it on a case not yet written. Where all is public at once, what seems to hold personal data waits for an agent
    all the same. What is decided here stays, whatever the category becomes: nothing becomes public by a setting."""
    if not case.category.is_public:
        return
    case.public_address = case.place_name
    if not waits(case):
        return
    if case.category.publication == Publication.AT_ONCE and not personal.find(f"{case.words}\n{case.address}"):
        case.public_words, case.public_address = case.words, case.place_name or case.address
        case.look = Look.PUBLISHED
    else:
        case.is_to_read = True


def waits(case: Case) -> bool:
    """Whether somebody wrote something that could be published."""
    return bool(case.words.strip()) or bool(case.address and not case.place_name)
