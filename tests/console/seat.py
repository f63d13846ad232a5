"""An operator at the console, without a browser."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.test import Client

from parvis.directory.models import Operator
from parvis.directory.operations.operators import add_operator, choose_password
from parvis.kernel.actors import System

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer  # as the stubs name what a test client gets

HOST = "console.test"
EMAIL, PASSWORD = "lise@exploitant.test", "trois mots bien rangés"


def an_operator(email: str = EMAIL) -> Operator:
    operator = add_operator(email, name="Lise Aubert", by=System("test"))
    return choose_password(operator, password=PASSWORD, by=operator)


class Seat:
    """Signed in, unless told not to."""

    def __init__(self, *, is_in: bool = True) -> None:
        self.client = Client(headers={"host": HOST})
        if is_in:
            self.operator = an_operator()
            assert self.post("/connexion", {"email": EMAIL, "password": PASSWORD}).status_code == 302

    def get(self, path: str) -> "Answer":
        return self.client.get(path)

    def post(self, path: str, fields: Mapping[str, object] | None = None) -> "Answer":
        return self.client.post(path, fields or {})
