"""The spaces that must not break."""

import pytest

from parvis.kernel.text import JOINER, NARROW, SPACE, unbreakable
from tests.words import plain


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Où en est ma demande ?", "Où en est ma demande_?"),
        ("Merci ! À bientôt ; demain.", "Merci_! À bientôt_; demain."),
        ("Motif : voir « la 12 ».", "Motif~: voir «~la 12~»."),
        ("à 18 h 42", "à 18~h~42"),
        ("35 min, 1 250 m, 40 %", "35~min, 1_250~m, 40~%"),
        ("lundi 3 décembre, le 1er mai", "lundi 3~décembre, le 1er~mai"),
        ("Mme Dupont et M. Roux, n° 12", "Mme~Dupont et M.~Roux, n°~12"),
        ("%(count)s jours, %(share)d %%", "%(count)s~jours, %(share)d~%%"),
        ("Au 02 48 00 18 10 avant 18 h", "Au 02~48~00~18~10 avant 18~h"),
        ("Un e-mail, trois e-mails", "Un e-|mail, trois e-|mails"),
        ("http://valbourg.test/suivi", "http://valbourg.test/suivi"),
    ],
)
def test_french_keeps_together_what_belongs_together(written: str, printed: str) -> None:
    expected = printed.replace("_", NARROW).replace("~", SPACE).replace("|", JOINER)
    assert unbreakable(written) == expected
    assert unbreakable(expected) == expected, "a second pass changes nothing"
    assert plain(expected) == written
