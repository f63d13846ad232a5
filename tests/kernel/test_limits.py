"""How often something may be tried."""

from datetime import timedelta

from parvis.kernel.limits import allow, purge
from parvis.kernel.models import Tally
from tests.clock import move_by

HOUR = timedelta(hours=1)


def test_so_many_tries_a_window_then_no_more_until_the_next(db: None) -> None:
    assert [allow("a", limit=3, per=HOUR) for _ in range(5)] == [True, True, True, False, False]
    assert allow("b", limit=3, per=HOUR)
    with move_by(HOUR):
        assert allow("a", limit=3, per=HOUR)


def test_who_tries_is_kept_as_a_keyed_hash_and_forgotten_after_two_days(db: None) -> None:
    allow("odile.garnier@exemple.fr", limit=1, per=HOUR)
    (tally,) = Tally.objects.all()
    assert "odile" not in tally.key and len(tally.key) == 64
    assert purge() == 0
    with move_by(timedelta(days=3)):
        assert purge() == 1
