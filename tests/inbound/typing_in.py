"""Typing a command of `parvis`, here or in a process of its own; files to give it."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from parvis.config.cli import main
from tests.running import database_url
from tests.words import plain

COLUMNS = [
    "numero", "type", "soustype", "adresse", "code_postal", "ville", "arrondissement", "conseilquartier", "datedecl",
    "anneedecl", "moisdecl", "prefixe", "intervenant", "id_dmr", "lon", "lat",
]  # fmt: skip
USUAL = {
    "numero": "1", "type": "Propreté", "soustype": "Corbeille pleine", "adresse": "12 rue Basse, 18999 VALBOURG",
    "datedecl": "2024-03-05", "prefixe": "Android", "intervenant": "NET", "lon": "2.01", "lat": "47.02",
}  # fmt: skip


class Typed:
    """What came of a command."""

    def __init__(self, status: int, said: str, complained: str) -> None:
        self.status, self.said, self.complained = status, plain(said), plain(complained)


def type_in(capsys: pytest.CaptureFixture[str], *words: str) -> Typed:
    capsys.readouterr()
    status = main(words)
    return Typed(status, *capsys.readouterr())


def start(*words: str) -> "subprocess.Popen[str]":
    """The real command, on the database of the tests."""
    environ = {**os.environ, "DATABASE_URL": database_url()}
    command = [sys.executable, "-m", "parvis.config.cli", *words]
    return subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def write_reports(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """A file in the layout of Dans Ma Rue; each row says what it has of its own, its key is its place unless said."""
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for number, row in enumerate(rows, 1):
            writer.writerow({**dict.fromkeys(COLUMNS, ""), **USUAL, "id_dmr": f"G{number:05d}", **row})
    return path


def write_features(path: Path, *features: tuple[Mapping[str, object], object]) -> Path:
    rows = [{"type": "Feature", "properties": properties, "geometry": geometry} for properties, geometry in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
    return path
