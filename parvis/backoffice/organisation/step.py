"""A step of what a try of a case says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    icon: str
    title: str
    text: str = ""
