"""A post that carries nothing: the row is the letter."""

from parvis.notifications.ports import Letter, Receipt


class Mailbox:
    def hand_over(self, letter: Letter) -> Receipt:
        return Receipt(server="", answer="")

    def rest(self) -> None:
        pass

    def trouble(self) -> str:
        return ""
