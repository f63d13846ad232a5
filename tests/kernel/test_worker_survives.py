"""A worker and a server whose database goes away for a moment go on when it is back."""

import urllib.request
from http import HTTPStatus

import pytest
from django.db import OperationalError, connection

from parvis.kernel import worker
from parvis.kernel.models import Beat
from parvis.kernel.tenancy import inside
from tests.post import PostOffice
from tests.running import Installation
from tests.world import ODILE, World


def test_a_broken_moment_of_the_database_does_not_end_the_worker(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[str] = []

    def fragile() -> bool:
        tries.append("tried")
        if len(tries) == 1:
            raise OperationalError("the server closed the connection unexpectedly")
        return False

    monkeypatch.setattr(worker, "PUMPS", [fragile])
    worker.run(stopping=lambda: len(tries) == 3, idle=0, pause=0)
    assert Beat.objects.filter(name="worker").exists()


def test_cut_off_by_the_database_the_worker_comes_back_and_sends_and_the_next_page_is_served(
    town: World, installation: Installation, post: PostOffice
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server to cut the connection")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    for _connection in range(8):  # as many as the pool holds
        with urllib.request.urlopen(f"http://127.0.0.1:{installation.port}/", timeout=20) as page:
            assert page.status == HTTPStatus.OK
    with inside(town.authority):
        town.report()
    post.wait_for(ODILE.email)
    assert installation.processes["worker"].poll() is None
