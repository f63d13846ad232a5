"""The small town of the tests, with no case, one, or a great many: what the pictures and the speed tests look at."""

import random
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.test import RequestFactory

from parvis.cases import events as facts
from parvis.cases.actors import Visitor
from parvis.cases.keyring import new_keyring
from parvis.cases.models import Case, Category, Channel, Outcome
from parvis.cases.operations.answers import set_questions
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close
from parvis.cases.operations.configure import create_category
from parvis.cases.operations.congratulate import congratulate
from parvis.cases.operations.converse import reply
from parvis.cases.operations.follow import follow
from parvis.cases.operations.promise import promise
from parvis.cases.operations.receive import Coordinates, Place, receive
from parvis.cases.operations.resolve import resolve
from parvis.cases.operations.take_over import take_over
from parvis.cases.past import PastCase, PastFact, Reference
from parvis.demo import ground
from parvis.demo.questions import QUESTIONS
from parvis.directory.operations.opening import set_opening
from parvis.documents.operations.photos import upload
from parvis.kernel import clock, deliveries, leases, worker
from parvis.kernel.actors import System
from parvis.kernel.models import Authority
from parvis.kernel.tenancy import inside
from parvis.notifications.models import Sending
from parvis.places.operations.import_zoning import import_zoning, set_territory
from parvis.places.points import Point
from parvis.ui import views
from tests.documents.pictures import a_street, read
from tests.world import MAKER, PASSWORD, World, make_world

STREETS = ["rue Basse", "Grande Rue", "avenue de la Gare", "quai des Tanneurs", "rue des Écoles", "chemin des Lavoirs"]
LONG = "rond-point du Docteur-Anticonstitutionnellement-Hospitalier-de-Saint-Rémi-en-Valbourg"
# On the demo town’s plan, so that the small maps have something to show.
HERE = ground.place("12, rue Basse")
WORDS = [
    "Le lampadaire devant le portail ne s’allume plus depuis jeudi. Les enfants sortent à 18 h dans le noir.",
    "Deux sacs éventrés et un matelas.",
    "Un trou profond, juste après le passage piéton : un vélo est tombé ce matin.",
]


def _in_the_square(dice: random.Random) -> Point:
    return Point(dice.uniform(2.001, 2.039), dice.uniform(47.001, 47.039))


def _on_the_plan(dice: random.Random) -> Point:
    """Near one of the demo town's doors."""
    east, north = dice.choice(list(ground.STREETS.values()))
    return ground.point((east + dice.randint(-40, 40), north + dice.randint(-40, 40)))


def fill(world: World, count: int, seed: int = 7, *, at: Callable[[random.Random], Point] = _in_the_square) -> list[Case]:
    """So many cases of all sorts, over the last ninety days: dated, told to nobody. The same seed, the same town."""
    dice = random.Random(seed)
    return [take_over(past, by=System("test"))[0] for past in _pasts(world, count, dice, at)]


def _pasts(world: World, count: int, dice: random.Random, at: Callable[[random.Random], Point]) -> Iterator[PastCase]:
    now = clock.now()
    today = clock.today(world.authority)
    categories = [world.lamp, world.lamp, world.pothole, world.bench, world.cable, world.idea]
    for number in range(count):
        received = now - timedelta(minutes=dice.randint(30, 90 * 24 * 60))
        category = dice.choice(categories)
        street = LONG if number == 3 else dice.choice(STREETS)
        address = f"{dice.randint(1, 90)}, {street}"
        yield PastCase(
            category=category,
            received_at=received,
            place=Place(address, at(dice), name=address),
            words=dice.choice(WORDS),
            requester=Coordinates(
                first_name="Odile", last_name="Garnier", email="odile.garnier@exemple.fr", phone="06 12 34 56 78"
            ),
            channel=dice.choice([Channel.WEB, Channel.PHONE, Channel.COUNTER]),
            reference=Reference(system="busy", key=str(number)),
            history=tuple(_history(world, category, received, today, now, dice)),
        )


def _history(
    world: World, category: Category, received: datetime, today: date, now: datetime, dice: random.Random
) -> Iterator[PastFact]:
    age = (now - received).total_seconds()
    fate = dice.random()
    karim = dice.choice([world.karim, world.hugo]) if category.unit_id == world.lighting.pk else world.claire
    if fate < 0.15:
        return
    taken = received + timedelta(seconds=age * 0.1)
    yield PastFact(at=taken, by=karim, what=facts.CaseTaken(assignee_id=karim.pk, previous_id=None))
    if category.can_be_late:
        on = today + timedelta(days=dice.randint(-6, 25))
        yield PastFact(at=taken, by=karim, what=facts.CasePromised(estimated_on=on, previous_on=None))
    yield PastFact(at=taken + timedelta(seconds=1), by=karim, what=facts.CaseNoted(message_id=0), words="Nacelle à réserver.")
    if fate > 0.45 and category.can_be_late:
        at = received + timedelta(seconds=age * 0.7)
        done = facts.CaseResolved(outcome=Outcome.DONE, message_id=None, minutes=35)
        yield PastFact(at=at, by=karim, what=done, words="L’ampoule est changée.", started_at=at - timedelta(minutes=35))
        if fate > 0.55:
            closed = facts.CaseClosed(outcome=Outcome.DONE, message_id=None)
            yield PastFact(at=at + timedelta(minutes=5), by=world.nadia, what=closed)


def _shared(world: World) -> Case:
    """A case on which Hugo did much since somebody else opened it."""
    case = take(world.report(words=WORDS[2], place=HERE), by=world.hugo)
    case = promise(case, on=clock.today(world.authority) + timedelta(days=3), by=world.hugo)
    return reply(case, text="Bonjour, la nacelle passe mercredi matin. Veuillez excuser ce retard.", by=world.hugo)


def _repaired(world: World) -> Case:
    """A case with a photo of what was wrong and one of the work done."""
    before, after = uuid4(), uuid4()
    upload(before, picture=read(a_street(is_lit=False)), by=Visitor())
    upload(after, picture=read(a_street(is_lit=True)), by=world.karim)
    odile = Coordinates(first_name="Odile", last_name="Garnier", email="odile.garnier@exemple.fr")
    case = receive(world.lamp, words=WORDS[0], place=HERE, requester=odile, by=Visitor(), form_key=before)
    case = promise(take(case, by=world.karim), on=clock.today(world.authority) + timedelta(days=3), by=world.karim)
    return close(resolve(case, by=world.karim, form_key=after, saying="L’ampoule est changée."), by=world.nadia)


def _to_look_at(world: World) -> Case:
    """A case whose words and photo an agent is to look at before they are public."""
    key = uuid4()
    upload(key, picture=read(a_street(is_lit=False)), by=Visitor())
    words = "Devant chez M. Anticonstitut, au 06 12 34 56 78. Le lampadaire clignote et empêche de dormir."
    odile = Coordinates(first_name="Odile", last_name="Garnier", email="odile.garnier@exemple.fr")
    return receive(world.lamp, words=words, place=Place(HERE.address, HERE.point), requester=odile, by=Visitor(), form_key=key)


def _broken() -> str:
    page = views.broken(RequestFactory().get("/"))
    return b64encode(page.content).decode()


def _letters(world: World) -> str:
    """What those cases make the town write: one letter is stopped, the others are kept. Gives the name of one."""
    while deliveries.deliver():
        pass
    stuck = Sending.objects.order_by("pk")[:1]
    for sending in leases.claim(Sending.objects.filter(pk__in=stuck.values("pk"))):
        leases.fail(sending, "550 5.1.1 boîte inconnue", for_good=True)
    worker.run_until_idle()
    return str(Sending.objects.filter(state=leases.State.DONE).latest("pk").uid)


def _asking(world: World) -> Category:
    """A category that asks, and that one answer of ends."""
    category = create_category(
        "Véhicule abandonné", pictogram="car", notice="Un véhicule qui roule n’est pas abandonné.", by=MAKER
    )
    return set_questions(category, questions=QUESTIONS["Véhicule abandonné"], by=MAKER)


def main(rows: str, many: int) -> None:
    """Prints, as words `name=value`, what an address may need."""
    world = make_world()
    with inside(world.authority):
        Authority.objects.filter(pk=world.authority.pk).update(is_demo=True, map_style="/demo/plan/style.json")
        import_zoning("Quartiers", outlines=ground.outlines(), by=MAKER)
        set_territory([outline.geometry for outline in ground.outlines()], by=MAKER)
        set_opening(world.reception, hours="dim 3:00-3:01", on_call_phone="02 48 00 18 99", by=MAKER)
        if rows != "none":
            case = world.report(words=WORDS[0], place=HERE)
            told = {"number": case.number, "key": case.private_key, "code": case.tracking_code}
            told["follower"] = follow(case, email="lucie.voisine@exemple.fr", by=Visitor()).key
            told["elsewhere"] = world.report(world.idea, words="Un banc de plus au soleil.", place=HERE).number
            told["shared"] = _shared(world).number
            told["to_look_at"] = _to_look_at(world).number
            done = _repaired(world)
            told |= {"done": done.number, "done_key": done.private_key}
            told["asked"] = str(_asking(world).pk)
            mended = close(resolve(world.report(place=HERE), by=world.karim), by=world.nadia)
            congratulate(mended, by=Visitor())
            told["mended_number"] = mended.number
            told["mended"] = mended.private_key
            told["again"] = receive(
                world.lamp, words=WORDS[0], place=Place(mended.address), requester=Coordinates(), by=Visitor(), again_of=mended
            ).number
            told["keyring"] = new_keyring(case)
            told["letter"] = _letters(world)
            print(*(f"{name}={value}" for name, value in told.items()))
        if rows == "many":
            cases = fill(world, many, at=_on_the_plan)
            repaired = next(case for case in cases if case.outcome == Outcome.DONE)
            long = next(case for case in cases if LONG in case.address)
            print(f"repaired={repaired.number} long={long.number}")
        assert HERE.point is not None
        print(f"zoning={world.centre.zoning_id} district={world.centre.zoning.districts.get(code='V').pk}")
        print(f"category={world.lamp.pk} danger={world.cable.pk} lat={HERE.point.lat} lon={HERE.point.lon}")
        print(f"password={PASSWORD} broken={_broken()}")
