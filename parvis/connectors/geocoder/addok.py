"""A geocoder asked over the network, in a time that a page can wait."""

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from parvis.connectors.geocoder.answers import read
from parvis.places.points import Point
from parvis.places.ports import Found, Near, Unavailable
from parvis.places.words import words_of

LARGEST = 1_000_000  # bytes; an answer has some thousands
ENOUGH = 0.7
# What it says of the words and not of itself: too short, no letter in them.
BAD_QUESTION = (400, 413, 414)


class Addok:
    """`base`: the address before `/search`; `timeout`: seconds that one question may take, all in all."""

    def __init__(self, base: str, timeout: float = 1.5) -> None:
        self.base = base.rstrip("/")
        self.timeout = timeout
        # A name server that does not answer heeds no time-out: only a thread of its own can be left behind.
        self._threads = ThreadPoolExecutor(max_workers=8, thread_name_prefix="geocoder")

    def search(self, text: str, near: Near) -> list[Found]:
        """In the commune; then, where that says too little, around it."""
        deadline = time.monotonic() + self.timeout
        asked = {"q": text, "limit": "8"}
        there = self._ask("search", {**asked, "citycode": near.city_code}, deadline)
        if any(one.score >= ENOUGH and _says_all(text, one) for one in there):
            return there
        around = {} if near.point is None else _at(near.point)
        wide = self._ask("search", {**asked, **around}, deadline)
        known = {one.label for one in there}
        return [*there, *(one for one in wide if one.label not in known)]

    def reverse(self, point: Point) -> Found | None:
        found = self._ask("reverse", {**_at(point), "limit": "1"}, time.monotonic() + self.timeout)
        return found[0] if found else None

    def _ask(self, what: str, query: Mapping[str, str], deadline: float) -> list[Found]:
        url = f"{self.base}/{what}/?{urlencode(query)}"
        work = self._threads.submit(_fetch, url, deadline)
        try:
            return work.result(timeout=max(0.0, deadline - time.monotonic()))
        except TimeoutError:
            work.cancel()
            raise Unavailable("no answer in time") from None


def _fetch(url: str, deadline: float) -> list[Found]:
    """Raises nothing but Unavailable."""
    try:
        left = max(0.05, deadline - time.monotonic())
        request = Request(url, headers={"User-Agent": "Parvis", "Accept": "application/json"})
        with urlopen(request, timeout=left) as answer:
            body = bytearray()
            while part := answer.read1(65_536):
                body += part
                if len(body) > LARGEST or time.monotonic() > deadline:
                    raise Unavailable("an answer without end")
        return read(bytes(body))
    except HTTPError as error:
        error.close()
        if error.code in BAD_QUESTION:
            return []
        raise Unavailable(f"answer {error.code}", seconds=_asked_to_wait(error.headers)) from None
    except (OSError, HTTPException, ValueError) as error:  # what cannot be read is a ValueError
        raise Unavailable(type(error).__name__) from None


def _asked_to_wait(headers: Message) -> float:
    said = headers.get("Retry-After", "")
    return float(said) if said.isascii() and said.isdigit() and len(said) < 6 else 0.0


def _says_all(text: str, found: Found) -> bool:
    """Whether the label has every word that was typed, the last perhaps unfinished: else one may be another commune's name."""
    typed, there = words_of(text), words_of(found.label)
    return set(typed[:-1]) <= set(there) and any(word.startswith(typed[-1]) for word in there) if typed else False


def _at(point: Point) -> dict[str, str]:
    return {"lat": f"{point.lat:.6f}", "lon": f"{point.lon:.6f}"}
