"""Files that are none of ours: each is told in a sentence, with its line, and nothing recurses or grows."""

import pytest

from parvis.carrying import yaml
from parvis.carrying.compare import What, compare
from parvis.carrying.document import read
from parvis.carrying.yaml import HEAVIEST, Faults
from parvis.kernel.tenancy import inside
from tests.carrying.test_round_trip import opened
from tests.words import plain

HEAD = "parvis:\n  format: '1'\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Ce fichier est vide."),
        ("bonjour", "Ce fichier n’est pas une configuration de Parvis : il commence par « parvis: »."),
        ("parvis:\n  format: '2'\n", "Ce fichier est au format « 2 » ; cette version de Parvis lit le format 1."),
        ("parvis: [", "Ligne 2 : ce n’est pas du YAML lisible"),
        (HEAD + "services:\n  - nom: A\n nom: B\n", "Ligne 5 : ce n’est pas du YAML lisible"),
        (BOMB, "Ligne 1 : les renvois (&, *) et les types (!) ne sont pas admis"),
        (HEAD + "a: *b\n", "Ligne 3 : les renvois"),
        (HEAD + "a: !!python/object/apply:os.system [ls]\n", "Ligne 3 : les renvois"),
        (HEAD + "services:\n- <<: &x {nom: A}\n", "Ligne 4 : les renvois"),
        (HEAD + "---\nautre: document\n", "un seul document est attendu"),
        (HEAD + "services: []\nservices: []\n", "Ligne 4 : « services » est écrit deux fois au même endroit."),
        (HEAD + "? [a]\n: b\n", "un nom est attendu"),
        (HEAD + "serivces:\n- nom: A\n", "« serivces » n’est pas une partie connue."),
        (HEAD + "services:\n- nom: A\n  couleur: bleu\n", "Ligne 5 : « couleur » n’existe pas dans « services »."),
        (HEAD + "services:\n  nom: A\n", "« services » est une liste : chaque ligne commence par « - »."),
        (HEAD + "services:\n- A\n", "Ligne 4 : des lignes « nom: valeur » sont attendues ici."),
        (HEAD + "services:\n- telephone: '12'\n", "Ligne 4 : « nom » manque."),
        (HEAD + "services:\n- nom: A\n- nom: B\n- nom: A\n", "Ligne 6 : « A » est déjà à la ligne 4."),
        (HEAD + "services:\n- nom: [A]\n", "Ligne 4 : nom : un texte est attendu."),
        (HEAD + "categories:\n- nom: A\n  danger: peut-être\n", "Ligne 5 : danger : « oui » ou « non » est attendu."),
        (HEAD + "categories:\n- nom: A\n  reouverture_jours: -3\n", "reouverture_jours : un nombre entier est attendu."),
        (HEAD + "categories:\n- nom: A\n  genre: plainte\n", "Ligne 5 : genre : l’un de ces mots est attendu : signalement, "),
        (HEAD + "categories:\n- nom: A\n  questions:\n  - cle: 1\n", "questions : ces questions ne sont pas complètes"),
        (HEAD + "categories:\n- nom: A\n  questions: oui\n", "une liste de questions est attendue."),
        (HEAD + "droits:\n- role: agent\n  peut: voir\n", "peut : une liste de mots est attendue."),
        (HEAD + "contour:\n  trace: ici\n", "Ligne 4 : trace : ce contour ne peut pas être lu"),
        (HEAD + 'contour:\n  trace: \'{"type":"Point","coordinates":[1,2]}\'\n', "un contour est un « Polygon »"),
        (HEAD + "commune:\n  logo: svg;PHN2Zz48c2NyaXB0Lz48L3N2Zz4=\n", "logo : Le logo doit être une image PNG"),
        ("a: " + "[" * 100_000, "Ligne 1 : ce n’est pas du YAML lisible"),
        ("a: " + "[" * 13 + "]" * 13, "Ligne 1 : il y a trop de niveaux les uns dans les autres."),
        ("a: " + "{a: " * 100_000, "Ligne 1 : il y a trop de niveaux les uns dans les autres."),
        ("- " * 300_000, "il y a trop de niveaux"),
        ("x: y\n" + "\x01", "caractères interdits"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence_with_its_line(text: str, said: str) -> None:
    with pytest.raises(Faults) as wrong:
        read(text.encode())
    assert said in plain("\n".join(wrong.value.lines)), wrong.value.lines


def test_what_is_not_text_or_too_much_is_refused_at_once() -> None:
    for content, said in (
        (b"\xff\xfe\x00", "pas du texte en UTF-8"),
        (b"x" * (HEAVIEST + 1), "dépasse 15 Mo"),
        (b"- a\n" * 500_000, "trop de choses"),
    ):
        with pytest.raises(Faults) as wrong:
            yaml.read(content)
        assert said in plain(wrong.value.lines[0])


@pytest.mark.django_db
def test_a_tree_that_turns_round_has_no_top_and_is_barred() -> None:
    """A way is its names from the top: two that stand under each other name what is nowhere."""
    with inside(opened("A")):
        text = HEAD + "services:\n- nom: A\n  sous: B\n- nom: B\n  sous: A\n"
        found = compare(read(text.encode()))
        assert found.is_nothing and [one.what for one in found.sections[0].of(What.BARRED)] == [What.BARRED] * 2


def test_all_faults_are_told_together() -> None:
    with pytest.raises(Faults) as wrong:
        read((HEAD + "services:\n- nom: A\n  x: 1\n- y: 2\n").encode())
    assert len(wrong.value.lines) == 3
