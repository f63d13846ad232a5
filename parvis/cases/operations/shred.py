"""Forget who asked and what was written on a case."""

from django.utils.translation import gettext as _

from parvis.cases.codes import new_private_key
from parvis.cases.events import CaseShredded
from parvis.cases.models import Case, CaseAnswer, Follower, Message
from parvis.cases.operations.follow import forget
from parvis.kernel import events
from parvis.kernel.actors import System
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation

REQUESTER = [
    "words",
    "public_words",
    "is_to_read",
    "has_photo_to_read",
    "requester_first_name",
    "requester_last_name",
    "requester_email",
    "requester_phone",
    "private_key",
]
PLACE = ["address", "place_name", "public_address", "lon", "lat", "zkey"]


@operation
def shred(case: Case, *, by: System) -> Case:
    """The number, the district, the dates and the facts stay, for the figures; so does the place of a public case.

    The place of a private one may be somebody's home: it goes. The private link opens nothing any more. Refused while
    the case is under way. Asked twice, done once. Letters and photos forget it by reactions to the fact.
    """
    case = lock(case)
    if not case.is_closed:
        raise Refused(_("Une demande en cours ne peut pas être effacée."))
    if events.history(case).filter(kind=CaseShredded.kind).exists():
        return case
    case.words = case.public_words = case.requester_email = case.requester_phone = ""
    case.requester_first_name = case.requester_last_name = ""
    case.private_key, case.is_to_read, case.has_photo_to_read = new_private_key(), False, False
    gone = list(REQUESTER)
    if not case.is_public:
        case.address = case.place_name = case.public_address = ""
        case.lon = case.lat = case.zkey = None
        gone += PLACE
    case.save(update_fields=gone)
    Message.objects.filter(case=case).update(text="")
    CaseAnswer.objects.filter(case=case).update(text="")
    for follower in Follower.objects.filter(case=case, forgotten_at__isnull=True):
        forget(follower, by=by)
    events.shred(case)
    record(case, CaseShredded(), by=by)
    return case
