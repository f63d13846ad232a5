"""How a case of each kind may end when its work is done, and how any may end without."""

from parvis.cases.models import Kind, Outcome

# The first is the usual one. An idea has two, and whoever resolves it says which.
ENDINGS: dict[str, list[Outcome]] = {
    Kind.REPORT: [Outcome.DONE],
    Kind.SERVICE: [Outcome.DONE],
    Kind.COMPLAINT: [Outcome.ANSWERED],
    Kind.QUESTION: [Outcome.ANSWERED],
    Kind.IDEA: [Outcome.KEPT, Outcome.NOT_KEPT],
    Kind.COMPLIMENT: [Outcome.THANKED],
}

WITHOUT_FOLLOW_UP = (Outcome.NO_FOLLOW_UP, Outcome.NOT_COMPETENT, Outcome.DUPLICATE)
