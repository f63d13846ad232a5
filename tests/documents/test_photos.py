"""A photo waits on a form, goes with what is sent, and is erased: the row and the files, always both."""

import os
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from PIL import Image

from parvis.cases.actors import Visitor
from parvis.cases.models import Case, CasePhoto
from parvis.cases.operations.close import close
from parvis.cases.operations.receive import receive
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.shred import shred
from parvis.cases.readings.photos import photo_of, photos_of
from parvis.documents import pictures
from parvis.documents.files import file_of
from parvis.documents.forgetting import forget_unsent_photos, sweep_strays
from parvis.documents.models import Photo
from parvis.documents.operations.photos import discard, keep, upload
from parvis.documents.queries import waiting_on
from parvis.kernel import worker
from parvis.kernel.actors import System
from parvis.kernel.operations import Refused
from parvis.kernel.tenancy import inside
from tests.clock import move_by
from tests.documents.pictures import HERE, photo, read
from tests.world import ODILE, RUE_BASSE, World, make_world


def files() -> set[Path]:
    return {path for path in (Path(settings.PARVIS_DATA) / "files").rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def before(world: World, tmp_path: Path) -> Iterator[set[Path]]:
    """A folder of its own: other tests leave files whose rows were rolled back."""
    with override_settings(PARVIS_DATA=tmp_path):
        yield files()


def added(draft: UUID) -> Photo:
    return upload(draft, picture=read(photo(at=HERE)), by=Visitor())


def sent(world: World, draft: UUID) -> Case:
    return receive(world.lamp, words="Il ne s’allume plus.", place=RUE_BASSE, requester=ODILE, by=Visitor(), form_key=draft)


def test_a_photo_is_two_files_that_only_the_server_s_user_reads(world: World, before: set[Path]) -> None:
    one = added(uuid4())
    new = files() - before
    assert new == {file_of(one), file_of(one, is_small=True)}
    folder = Path(settings.PARVIS_DATA) / "files" / str(world.authority.uid) / str(one.created_at.year)
    assert all(path.parent == folder and path.name.startswith(str(one.uid)) for path in new)
    assert all(path.stat().st_mode & 0o077 == 0 for path in new)


def test_five_wait_on_a_form_at_most(world: World) -> None:
    draft = uuid4()
    for _ in range(5):
        added(draft)
    with pytest.raises(Refused, match="Cinq photos"):
        added(draft)
    added(uuid4())


def test_a_photo_taken_off_leaves_nothing_and_only_its_own_form_takes_it_off(world: World, before: set[Path]) -> None:
    draft = uuid4()
    one = added(draft)
    discard(uuid4(), uid=one.uid, by=Visitor())
    assert waiting_on(draft) == [one]
    for _twice in range(2):
        discard(draft, uid=one.uid, by=Visitor())
    assert not Photo.objects.exists() and files() == before


def test_what_is_sent_goes_with_its_photos_in_their_order_and_once(world: World) -> None:
    draft = uuid4()
    mine = [added(draft), added(draft)]
    added(uuid4())
    case = sent(world, draft)
    assert photos_of(case) == mine and sent(world, draft) == case and CasePhoto.objects.count() == 2
    discard(draft, uid=mine[0].uid, by=Visitor())
    assert photo_of(case, mine[0].uid) == mine[0] and photo_of(world.report(), mine[0].uid) is None


def test_a_report_that_fails_leaves_its_photos_waiting(world: World) -> None:
    draft = uuid4()
    one = added(draft)
    with transaction.atomic():
        keep(draft, by=Visitor())
        transaction.set_rollback(True)
    assert waiting_on(draft) == [one]


def test_what_was_never_sent_is_erased_after_two_days_and_what_was_sent_stays(world: World, before: set[Path]) -> None:
    draft = uuid4()
    kept = added(draft)
    sent(world, draft)
    added(uuid4())
    other = make_world("Autreville", "autreville.test")
    with inside(other.authority):
        added(uuid4())
    with move_by(timedelta(hours=47)):
        assert forget_unsent_photos() == 0
    with move_by(timedelta(hours=49)):
        assert forget_unsent_photos() == 2 and sweep_strays() == 0
    assert list(Photo.everywhere.all()) == [kept]
    assert files() - before == {file_of(kept), file_of(kept, is_small=True)}


def test_a_case_that_is_forgotten_leaves_no_photo(world: World, before: set[Path]) -> None:
    draft = uuid4()
    added(draft)
    other = world.report()
    case = close(resolve(sent(world, draft), by=world.karim), by=world.nadia)
    shred(case, by=System("retention"))
    worker.run_until_idle()
    assert not Photo.objects.exists() and not CasePhoto.objects.exists() and files() == before
    assert photos_of(other) == []


def test_a_file_whose_row_was_never_written_is_swept_up(world: World, before: set[Path]) -> None:
    """As when the process is killed in between."""
    kept = added(uuid4())
    with transaction.atomic():
        stray = added(uuid4())
        transaction.set_rollback(True)
    assert file_of(stray).exists()
    assert sweep_strays() == 0
    for path in files() - before:
        os.utime(path, (0, 0))
    assert sweep_strays() == 2
    assert files() - before == {file_of(kept), file_of(kept, is_small=True)}


def test_photos_are_decoded_one_at_a_time(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """Each takes up to 150 MB."""
    at_once, most, lock = 0, 0, threading.Lock()
    exif = pictures._exif

    def watched(found: Image.Image) -> Image.Exif | None:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        found.load()
        with lock:
            at_once -= 1
        return exif(found)

    monkeypatch.setattr(pictures, "_exif", watched)
    content = photo(size=(3000, 2000))
    threads = [threading.Thread(target=read, args=[content]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
