"""What the directory forgets by itself."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.test import Client

from parvis.kernel import clock, worker
from tests.clock import move_by
from tests.world import World


def test_a_sign_in_that_has_ended_is_forgotten_and_the_others_are_not(world: World) -> None:
    assert world.karim.user is not None and world.nadia.user is not None
    Client().force_login(world.karim.user)
    Session.objects.update(expire_date=clock.now() + timedelta(days=1))
    Client().force_login(world.nadia.user)  # for two weeks
    with move_by(timedelta(days=2)):
        for forget in worker.PURGES:
            forget()
    left = Session.objects.get()
    assert left.get_decoded()["_auth_user_id"] == str(world.nadia.user.pk)
