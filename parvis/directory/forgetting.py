"""Forgets the sign-ins that have ended, and with them the words that some of them keep."""

from django.contrib.sessions.models import Session

from parvis.kernel import clock, worker


@worker.purge
def forget_ended_sessions() -> int:
    return Session.objects.filter(expire_date__lt=clock.now()).delete()[0]
