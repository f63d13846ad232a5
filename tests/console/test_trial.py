"""Whether letters can leave is asked of a real server."""

from parvis.connectors.mailbox.post import Mailbox
from parvis.connectors.smtp.post import Server, Smtp
from tests.post import free_port, post_office


def test_a_server_that_answers_and_one_that_does_not() -> None:
    with post_office() as office:
        assert Smtp(Server(host="127.0.0.1", port=office.port, timeout=5)).trouble() == ""
        assert not office.letters, "nothing is sent"
        wants_tls = Smtp(Server(host="127.0.0.1", port=office.port, timeout=5, tls="starttls"))
        assert "n’offre pas" in wants_tls.trouble()
    assert "injoignable" in Smtp(Server(host="127.0.0.1", port=free_port(), timeout=2)).trouble()
    assert Mailbox().trouble() == ""
