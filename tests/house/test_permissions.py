"""Who may do what: the operations, the buttons and the printed page agree; so do the SQL and the Python of seeing."""

import os

from parvis.cases.policy import POSSIBLE, RIGHTS
from tests.house import permissions
from tests.world import World


def test_the_printed_page_says_who_may_do_what(world: World) -> None:
    expected = permissions.page(world)
    if os.environ.get("REWRITE"):
        permissions.PAGE.write_text(expected)
    written = permissions.PAGE.read_text() if permissions.PAGE.exists() else ""
    assert written == expected, f"out of date: {permissions.REWRITE}"


def test_every_verb_has_a_rule_a_state_and_words() -> None:
    assert set(RIGHTS) == set(POSSIBLE) == set(permissions.WORDS)
    assert set(RIGHTS) == {"see", *permissions.AGENTS_VERBS, *permissions.REQUESTERS_VERBS, *permissions.VISITORS_VERBS}


def test_where_closing_is_reserved_the_agent_only_says_that_it_is_done(world: World) -> None:
    reserved, free = permissions.both(world)
    for verb in ("close", "drop", "reopen", "send_back"):
        assert not reserved[verb]["agent du service"] and free[verb]["agent du service"]
        assert reserved[verb]["chef du service"]
