"""What the room asks of whoever carries letters out of the installation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Letter:
    """An e-mail, whole. `sender` is who it says it is from; `mailbox` is read by somebody and gets the answers;
    `bounces` is where a server says that it could not deliver, and names the letter; `thread`: what all letters about one
    thing refer to, or ""; `unsubscribe`: the address that ends letters like this one, or ""."""

    message_id: str
    thread: str
    written_at: datetime
    sender: str
    mailbox: str
    bounces: str
    to: str
    subject: str
    text: str
    html: str
    language: str = "fr"
    unsubscribe: str = ""


@dataclass(frozen=True)
class Receipt:
    """Who took the letter ("" when it went nowhere), and what they said."""

    server: str
    answer: str


class Refusal(Exception):
    """The letter was not taken. `is_final`: trying again is of no use; `words`: the server's own, for an administrator."""

    def __init__(self, words: str, *, is_final: bool) -> None:
        super().__init__(words)
        self.words = words
        self.is_final = is_final


class Post(Protocol):
    """Carries letters. It raises nothing but `Refusal`, and it ends well before a lease does."""

    def hand_over(self, letter: Letter) -> Receipt: ...

    def rest(self) -> None:
        """Nothing is waiting: let go of what is kept open between letters."""

    def trouble(self) -> str:
        """Try the way without a letter: "" when it is open, else what is wrong, for whoever keeps the machines."""
