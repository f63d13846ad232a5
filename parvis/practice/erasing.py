"""Erases a practice town: its rows and its files. Nothing else erases all rows of a town, and this does of no real one."""

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from parvis.directory.models import Agent, User
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import TenantModel


class RealTown(RuntimeError):
    """Somebody is about to erase a real town: a fault of ours, which stops there."""


def tenants() -> list[type[TenantModel]]:
    return [model for model in apps.get_models() if issubclass(model, TenantModel)]


def require_practice(town: Authority) -> Authority:
    """The row as it is now, held to the end."""
    found = Authority.objects.select_for_update(of=("self",)).filter(pk=town.pk, practises_for__isnull=False).first()
    if found is None:
        raise RealTown(town.pk)
    return found


def erase_rows(town: Authority) -> None:
    """All of them, in the caller's transaction: whoever reads meanwhile sees the town whole, or nothing of it. Its facts too:
    they are about people and cases that were never there.

    Foreign keys are checked at the end of the transaction, on both databases: no order is wanted.
    """
    town = require_practice(town)
    made_here = _credentials_made_in(town)
    # The condition is in each query too: a row of a real town is out of reach, whatever is handed over.
    practising = Authority.objects.filter(pk=town.pk, practises_for__isnull=False)
    for model in tenants():
        rows: QuerySet[TenantModel] = model._base_manager.filter(authority__in=practising)
        rows._raw_delete(connection.alias)
    User.objects.filter(pk__in=made_here).delete()


def _credentials_made_in(town: Authority) -> list[int]:
    """Of those who were invented there: nobody's in another town, and nobody has ever come in with them."""
    elsewhere = Agent.everywhere.filter(user=OuterRef("pk")).exclude(authority=town)
    here = Agent.everywhere.filter(user=OuterRef("pk"), authority=town)
    found = User.objects.filter(Exists(here), ~Exists(elsewhere), last_login__isnull=True)
    return list(found.values_list("pk", flat=True))


def erase_files(town: Authority) -> None:
    """Asked again, it goes on where it was killed."""
    _erase_folder(str(require_practice(town).uid))


def _erase_folder(folder: str) -> None:
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    for below in folders:
        _erase_folder(f"{folder}/{below}")
    default_storage.delete(folder)
