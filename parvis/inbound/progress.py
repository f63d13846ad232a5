"""How far a long command is, on the error output."""

import sys
from typing import TextIO

STEPS = 10


class Progress:
    """One line that changes on a terminal; a line every tenth of the way elsewhere."""

    def __init__(self, what: str, total: int, out: TextIO | None = None) -> None:
        self.what, self.total, self.out = what, total, out or sys.stderr
        self.said = -1

    def __call__(self, done: int) -> None:
        if self.out.isatty():
            end = "\n" if done >= self.total else ""
            print(f"\r{self.what} : {done} / {self.total}", end=end, file=self.out, flush=True)
            return
        step = done * STEPS // self.total if self.total else STEPS
        if step > self.said:
            self.said = step
            print(f"{self.what} : {done} / {self.total}", file=self.out, flush=True)
