"""Several real processes on the tests' database, let go at the same instant."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Generic, Self, TypeVar

from tests.running import database_url

_CHILD = """
import importlib, json, sys
import django
django.setup()
work = getattr(importlib.import_module(sys.argv[1]), sys.argv[2])
print("ready", flush=True)
for line in sys.stdin:
    print(json.dumps(work(*json.loads(line))), flush=True)
"""


R = TypeVar("R")


class Crowd(Generic[R]):
    """Each process runs the same function of a test's module; `rush` gives each its arguments, and all their answers."""

    def __init__(self, work: Callable[..., R], size: int) -> None:
        env = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "parvis.config.settings"}
        command = [sys.executable, "-c", _CHILD, work.__module__, work.__name__]
        self.processes = [
            subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(size)
        ]

    def __enter__(self) -> Self:
        assert [self._line(process).strip() for process in self.processes] == ["ready"] * len(self.processes)
        return self

    def rush(self, arguments: Sequence[Sequence[object]]) -> list[R]:
        for process, given in zip(self.processes, arguments, strict=True):
            assert process.stdin is not None
            process.stdin.write(json.dumps(given) + "\n")
            process.stdin.flush()
        return [json.loads(self._line(process)) for process in self.processes]

    def __exit__(self, *error: object) -> None:
        for process in self.processes:
            process.communicate()

    @staticmethod
    def _line(process: "subprocess.Popen[str]") -> str:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, "a process of the crowd died"
        return line
