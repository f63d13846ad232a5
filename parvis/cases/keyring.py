"""A key that opens, for two hours, all the cases of an address: it is sent to that address and to no other.

It names one of the cases and not the address, which would then be read in a browser's history; and it opens nothing any more
once that case has forgotten whose it was.
"""

from datetime import timedelta
from uuid import UUID

from django.core import signing

from parvis.cases.models import Case
from parvis.kernel import clock
from parvis.kernel.models import new_uid

SALT = "parvis.cases.keyring"
GOOD_FOR = timedelta(hours=2)


def new_keyring(case: Case | None) -> str:
    """Of nothing when there is no case: as long to make, and it opens nothing."""
    uid = case.uid if case is not None else new_uid()
    return signing.Signer(salt=SALT).sign_object([uid.hex, int(clock.now().timestamp())])


def read_keyring(text: str) -> str:
    """The address whose cases it opens, in small letters; "" when it was never ours, is too old, or is another town's."""
    try:
        uid, made_at = signing.Signer(salt=SALT).unsign_object(text)
        case = Case.objects.filter(uid=UUID(uid)).first()
        is_fresh = clock.now().timestamp() - float(made_at) <= GOOD_FOR.total_seconds()
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return case.requester_email.lower() if case is not None and is_fresh else ""
