"""What the requester answered to the questions of the form."""

from parvis.cases.models import Case, CaseAnswer


def answers_of(case: Case) -> list[CaseAnswer]:
    """In the order of the form; as the case is shown, so are they."""
    answers = list(case.answers.order_by("position"))
    if case.discretion is not None:
        for answer in answers:
            answer.text = case.discretion.hide(answer.text)
    return answers
