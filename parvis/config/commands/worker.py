"""`parvis worker`: reactions, sendings and timers, until told to stop."""

import argparse
import signal
from types import FrameType

from parvis.config.commands.migrate import need_migrated
from parvis.kernel import worker

HELP = "Envoyer les messages, mettre à jour ce qui suit les demandes, sonner les échéances."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> int:
    """Ends after the piece of work in hand: a second worker may run meanwhile, leases keep them apart."""
    need_migrated()
    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.run(stopping=lambda: stopped)
    return 0
