"""Reading pages as a person does: their words, without the markup."""

import html
import re
from datetime import timedelta

from django.http.response import HttpResponseBase
from django.test import Client

from parvis.cases.models import Category
from parvis.portal import paper
from tests.clock import move_by
from tests.words import plain

HOST = "valbourg.test"


def visitor(address: str = "192.0.2.7") -> Client:
    """Somebody's browser."""
    return Client(headers={"host": HOST}, REMOTE_ADDR=address)


def source(answer: HttpResponseBase) -> str:
    assert answer.status_code != 500
    return getattr(answer, "content", b"").decode()


def words(answer: HttpResponseBase) -> str:
    """What the page says, head and hidden fields left out."""
    body = re.sub(r"(?s)<head>.*?</head>|<svg.*?</svg>|<datalist.*?</datalist>", " ", source(answer))
    return plain(html.unescape(re.sub(r"<[^>]+>", " ", body)))


def a_report(category: Category, /, **changed: str) -> dict[str, str]:
    """The last page of the form, filled in by somebody who took the time to read it."""
    with move_by(-timedelta(minutes=2)):
        signed = paper.new_paper()
    filled = {
        "step": "check",
        "paper": signed,
        "category": str(category.pk),
        "address": "12, rue Basse",
        "lat": "47.02",
        "lon": "2.01",
        "words": "Il fait très sombre.",
        "first_name": "Odile",
        "last_name": "Garnier",
        "email": "odile.garnier@exemple.fr",
        "phone": "06 12 34 56 78",
    }
    return {**filled, **changed}


def rows(answer: HttpResponseBase) -> dict[str, str]:
    """The rows of the list that a page shows: the number of each case, and its title."""
    found = re.findall(r'<h3>\s*<a href="/demandes/([0-9/]+)"[^>]*>(.*?)</a>', source(answer))
    return {number: html.unescape(title) for number, title in found}


def following(answer: HttpResponseBase) -> str:
    """The address of the next page of the list, or ""."""
    found = re.search(r'href="([^"]+)"\s+rel="next"', source(answer))
    return html.unescape(found[1]) if found else ""
