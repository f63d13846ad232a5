"""Units, categories, districts and agents as an administrator names them in a command."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import models

from parvis.cases.models import Category
from parvis.directory.models import Agent, Unit
from parvis.directory.queries import units_in_use
from parvis.kernel.operations import Refused
from parvis.places.models import District

M = TypeVar("M", bound=models.Model)


def unit_named(name: str) -> Unit:
    return _one(name, units_in_use(), "service")


def category_named(name: str) -> Category:
    return _one(name, Category.objects.filter(ended_on__isnull=True), "catégorie")


def district_named(name: str) -> District:
    return _one(name, District.objects.filter(ended_on__isnull=True), "secteur")


def agent_named(email: str) -> Agent:
    agent = Agent.objects.in_post().filter(email=email.strip().lower()).first()
    if agent is None:
        raise Refused(f"aucun agent n’a l’adresse « {email} » : « parvis add-agent » en ajoute un.")
    return agent


def _one(name: str, rows: Iterable[M], what: str) -> M:
    """Capital letters and outer spaces do not count; two of the same name cannot be told apart here."""
    wanted = " ".join(name.split()).casefold()
    found = [row for row in rows if str(row).casefold() == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(f"{what} : il y en a {len(found)} du nom de « {name} ».")
    known = ", ".join(sorted(str(row) for row in rows)[:30])
    raise Refused(f"{what} : aucun ne s’appelle « {name} ». Noms connus : {known or 'aucun'}.")
