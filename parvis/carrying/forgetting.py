"""Forgets the files that were sent a week ago, whatever became of them: they may name people."""

from datetime import timedelta

from parvis.carrying.models import Carriage, State
from parvis.kernel import clock, worker

KEPT = timedelta(days=7)


@worker.purge
def forget_files() -> int:
    return Carriage.everywhere.filter(created_at__lt=clock.now() - KEPT).exclude(state=State.RUNNING).delete()[0]
