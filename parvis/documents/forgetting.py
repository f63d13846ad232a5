"""Erases the photos of forms that were never sent, and the files that no row names."""

from datetime import timedelta

from parvis.documents import files
from parvis.documents.models import Photo
from parvis.documents.operations.photos import erase
from parvis.kernel import clock, worker
from parvis.kernel.actors import System
from parvis.kernel.tenancy import inside

WAITING = timedelta(hours=48)
MANY = 500
SWEEPER = System("documents.forgetting")


@worker.purge
def forget_unsent_photos() -> int:
    """What has waited for two days on a form. Returns how many were erased."""
    old = Photo.everywhere.filter(draft__isnull=False, created_at__lt=clock.now() - WAITING).select_related("authority")
    photos = list(old.order_by("pk")[:MANY])
    for photo in photos:
        with inside(photo.authority):
            erase([photo], by=SWEEPER)
    return len(photos)


@worker.purge
def sweep_strays() -> int:
    """Files whose row was never written, since the process was killed in between. Returns how many were removed."""
    found = list(files.uids_before(clock.now() - WAITING))
    removed = 0
    for first in range(0, len(found), MANY):
        some = found[first : first + MANY]
        known = set(Photo.everywhere.filter(uid__in={uid for uid, _path in some}).values_list("uid", flat=True))
        for uid, path in some:
            if uid not in known:
                path.unlink(missing_ok=True)
                removed += 1
    return removed
