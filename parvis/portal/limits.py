"""How often one connection may try: counted in the database, since processes are several."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest

from parvis.kernel import clock
from parvis.kernel.limits import allow, is_spent
from parvis.kernel.origin import origin_of
from parvis.ui.words import time_words

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# A library or a school may share one address.
REPORTS = 30
WRONG_CODES = 8
FOLLOWS = 20
KEYRINGS = 10
BRAVOS = 20
ANSWERS = 30
# One a word that is typed, more or less.
ADDRESSES = 1_200
PHOTOS = 5 * REPORTS


@dataclass(frozen=True)
class When:
    """When the present hour of counting ends."""

    words: str
    seconds: int


def may_report(request: HttpRequest) -> bool:
    return allow(f"report {origin_of(request)}", limit=REPORTS, per=HOUR)


def may_send_a_photo(request: HttpRequest) -> bool:
    return allow(f"photo {origin_of(request)}", limit=PHOTOS, per=HOUR)


def may_follow(request: HttpRequest) -> bool:
    return allow(f"follow {origin_of(request)}", limit=FOLLOWS, per=HOUR)


def may_ask_for_my_cases(request: HttpRequest) -> bool:
    return allow(f"my cases {origin_of(request)}", limit=KEYRINGS, per=HOUR)


def may_say_bravo(request: HttpRequest, case_id: int) -> bool:
    """Once a day for each case, from one connection."""
    origin = origin_of(request)
    return allow(f"bravo {origin}", limit=BRAVOS, per=HOUR) and allow(f"bravo {case_id} {origin}", limit=1, per=DAY)


def may_look_for_an_address(request: HttpRequest) -> bool:
    return allow(f"address {origin_of(request)}", limit=ADDRESSES, per=HOUR)


def may_answer(case_id: int) -> bool:
    return allow(f"answer {case_id}", limit=ANSWERS, per=HOUR)


def may_try_a_code(request: HttpRequest) -> bool:
    """Asked before looking: after too many wrong codes even a right one waits, or guessing would cost nothing."""
    return not is_spent(f"code {origin_of(request)}", limit=WRONG_CODES, per=HOUR)


def count_a_wrong_code(request: HttpRequest) -> None:
    allow(f"code {origin_of(request)}", limit=WRONG_CODES, per=HOUR)


def next_hour() -> When:
    now = clock.now().timestamp()
    left = HOUR.total_seconds() - now % HOUR.total_seconds()
    return When(time_words(datetime.fromtimestamp(now + left, UTC)), int(left) + 1)
