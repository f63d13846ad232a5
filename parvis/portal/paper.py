"""The paper that a form carries: which form it is, and since when it has been shown. Signed, so that it is ours."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.core import signing

from parvis.kernel import clock

SALT = "parvis.portal.paper"
# Nobody reads three pages and writes in less; the usual robot takes a tenth of it.
SHORTEST = timedelta(seconds=3)


@dataclass(frozen=True)
class Paper:
    """`key` makes one case of a form sent twice; a form may be kept open for days."""

    key: UUID
    shown_at: float

    @property
    def is_hasty(self) -> bool:
        return clock.now().timestamp() - self.shown_at < SHORTEST.total_seconds()


def new_paper() -> str:
    return signing.Signer(salt=SALT).sign_object([uuid4().hex, clock.now().timestamp()])


def read_paper(text: str) -> Paper | None:
    """None when it was never ours."""
    try:
        key, shown_at = signing.Signer(salt=SALT).unsign_object(text)
        return Paper(UUID(key), float(shown_at))
    except (signing.BadSignature, ValueError, TypeError):
        return None
