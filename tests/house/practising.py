"""A practice town, as the accessibility walk goes through it."""

from django.core import signing
from django.db import transaction

from parvis.backoffice.pages.practice_door import SALT
from parvis.directory.operations.agents import add_agent
from parvis.kernel import clock
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from parvis.practice.models import Practice, Stage, State
from parvis.practice.operations.ask import close_practice, halt_practice, open_practice, resume_practice
from tests.house.walking import Walk
from tests.world import MAKER, make_authority

PAGE, DOOR, MAILBOX = "/agents/formation", "/agents/entrainement", "/agents/boite-aux-lettres"


def practise(way: Walk) -> None:
    """Asked for wrongly, made, stopped, ready with what could not be copied, shut by an operator, closing; the pages that lead
    there; and there, a mailbox with and without letters."""
    world, paul = way.world, way.world.agent(way.world.paul)
    assert way.post("paul", PAGE, {"who": "x"})
    practice = open_practice(is_for_all=True, by=paul)
    Practice.objects.update(stage=Stage.CASES, total=48, done=10)
    assert way.get("paul", PAGE)
    practice.refresh_from_db()
    practice = halt_practice(practice, by=paul)
    assert way.get("paul", PAGE)
    resume_practice(practice, by=paul)
    town = make_authority("Valbourg (entraînement)", practice.host)
    Authority.objects.filter(pk=town.pk).update(practises_for=world.authority)
    refused = [{"part": "categories", "name": "Nid-de-poule", "why": "cela contredit ce qui est déjà ici"}]
    Practice.objects.update(town=town, state=State.READY, refused=refused, cases=48, ready_at=clock.now())
    for path in (PAGE, f"{PAGE}/recommencement", f"{PAGE}/fermeture"):
        assert way.get("paul", path), path
    leaving = way.client("paul").get(DOOR)
    leaving.content = leaving.content.replace(b'http-equiv="refresh"', b'name="still"')
    assert way.look("paul", DOOR, leaving)
    Practice.objects.update(is_for_all=False)
    way.get("karim", DOOR)
    Authority.objects.filter(pk=town.pk).update(closed_at=clock.now())
    assert way.get("paul", PAGE)
    Authority.objects.filter(pk=town.pk).update(closed_at=None)
    within(way, town)
    close_practice(Practice.objects.select_related("town").get(), by=paul)
    assert way.get("paul", PAGE)


def within(way: Walk, real: Authority) -> None:
    """The small town, for a moment, as if it were the practice town of another, where Paul works."""
    here, paul = way.world.authority, way.world.paul
    with transaction.atomic():
        Authority.objects.filter(pk=real.pk).update(practises_for=None)
        Authority.objects.filter(pk=here.pk).update(practises_for=real)
        with inside(real):
            add_agent(paul.first_name, paul.last_name, email=paul.email, by=MAKER)
            Practice.objects.create(town=here, host=here.host, state=State.READY, updated_at=clock.now())
        for path in ("/", "/agents/", "/agents/reglages", MAILBOX, f"{MAILBOX}/{Sending.objects.latest('pk').uid}"):
            assert way.get("paul", path), path
        Sending.objects.update(authority=real)
        assert way.get("paul", MAILBOX)
        pass_ = signing.dumps([here.pk, paul.user_id, clock.now().timestamp(), ""], salt=SALT)
        assert way.get("", f"/agents/compte/entree/{pass_}") and way.get("", "/agents/compte/entree/aucun") is False
        Authority.objects.filter(pk=here.pk).update(closed_at=clock.now())
        assert way.get("", "/") is False, "410, and a page"
        transaction.set_rollback(True)
