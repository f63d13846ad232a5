"""Keep a new version of a form."""

import msgspec
from django.utils.translation import gettext as _

from parvis.forms.models import FormVersion
from parvis.forms.questions import Question
from parvis.forms.soundness import Malformed, require_sound
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.operations import Refused, operation


@operation
def keep_version(questions: tuple[Question, ...], *, by: Actor) -> FormVersion:
    """The questions as they will be asked. Whoever owns the form records that it has changed, and by whom.

    Refuses questions that could not be asked, or answered.
    """
    if not questions:
        raise Refused(_("Il n’y a aucune question."), "questions")
    try:
        require_sound(questions)
    except Malformed as wrong:
        raise Refused(str(wrong), "questions") from None
    version = FormVersion(definition=msgspec.to_builtins(questions), made_at=clock.now())
    version.save(force_insert=True)
    return version
