"""A town in which every page has something to show: cases in each state, letters, followers, photos, questions."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

from parvis.carrying import document as configuration
from parvis.carrying.operations.carry import keep_file as bring_file
from parvis.cases.actors import Requester, Visitor
from parvis.cases.keyring import new_keyring
from parvis.cases.models import Case, Category, Kind, Outcome, Publication
from parvis.cases.operations.answers import set_questions
from parvis.cases.operations.assign import take
from parvis.cases.operations.close import close, drop
from parvis.cases.operations.configure import create_category, name_owner
from parvis.cases.operations.congratulate import congratulate
from parvis.cases.operations.converse import answer, ask, note
from parvis.cases.operations.describe_category import describe_category
from parvis.cases.operations.follow import confirm, follow
from parvis.cases.operations.groups import create_group, describe_group, set_members
from parvis.cases.operations.move_to_stage import move_to_stage
from parvis.cases.operations.promise import promise
from parvis.cases.operations.publish import publish_words
from parvis.cases.operations.publish_photo import publish_photo
from parvis.cases.operations.receive import Place, receive
from parvis.cases.operations.resolve import resolve
from parvis.cases.readings.photos import photos_of
from parvis.directory.models import Agent
from parvis.directory.operations.opening import set_opening
from parvis.documents.operations.photos import upload
from parvis.kernel import clock, deliveries, leases, worker
from parvis.notifications.drafts import Draft
from parvis.notifications.models import Channel, Sending
from parvis.notifications.operations.reply_templates import Wording, create_reply_template
from parvis.notifications.operations.rules import create_rule
from parvis.places.geojson import read_sheet
from parvis.places.location import ground
from parvis.places.operations.files import keep_file
from tests.documents.pictures import photo, read
from tests.forms.test_questions import LAMP
from tests.house.addresses import Address
from tests.places.sheets import a_file
from tests.stages import roads_stages
from tests.world import CENTRE, MAKER, ODILE, RUE_BASSE, World

# What is to be read over before it is public, with a word that is wider than a phone.
SIGHT = f"Devant chez M. Durand, au 06 12 34 56 78 : {'Anticonstitutionnellement' * 4}."


@dataclass
class Lived:
    """`links`: keys of letters, by the name of their address."""

    world: World
    cases: dict[str, Case] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def path(self, address: Address, case: Case) -> str:
        path = address.call(case)
        link = self.links.get(address.name)
        return path.replace(case.private_key, link) if link else path


def live(world: World) -> Lived:
    """Through operations only. The photos are small: nobody looks at them."""
    set_opening(world.reception, hours="dim 3:00-3:01", on_call_phone="02 48 00 18 99", by=MAKER)
    set_questions(world.cable, questions=LAMP, by=MAKER)
    on_screen = Draft(
        name="Arrivées", occasion="case.taken", who=frozenset(["supervisors", "unit"]), channel=Channel.DESK,
        subject="{{ demande.quoi }} : prise en charge", body="Bonjour.",
    )  # fmt: skip
    create_rule(on_screen, by=MAKER)
    lived = Lived(world)
    cases = lived.cases
    cases["new"] = with_photo(world, SIGHT)
    cases["published"] = published(world)
    quote = roads_stages(world.bench)["Devis demandé"]
    cases["staged"] = move_to_stage(world.report(world.bench), to=quote, by=world.claire)
    cases["danger"] = world.report(world.cable)
    cases["idea"] = world.report(world.idea, words="Un banc de plus au soleil.")
    bravo = create_category("Féliciter", kind=Kind.COMPLIMENT, unit=world.lighting, needs_place=False, by=MAKER)
    cases["compliment"] = world.report(bravo, words="Merci à l’équipe de nuit.")
    cases["private"] = world.report(world.complaint, words="Personne ne répond.")
    cases["taken"] = note(taken(world.report(), world.karim, days=9), text="Nacelle libre mercredi.", by=world.karim)
    cases["late"] = taken(world.report(), world.nadia, days=0)
    cases["waiting"] = ask(taken(world.report(), world.karim), text="Quel numéro ?", by=world.karim)
    asked = ask(taken(world.report(), world.karim), text="Quel mât ?", by=world.karim)
    cases["answered"] = answer(asked, text="Le 12.", by=Requester(asked.pk))
    cases["resolved"] = resolve(taken(world.report(), world.hugo), by=world.hugo)
    cases["done"] = repaired(world)
    cases["dropped"] = drop(world.report(), outcome=Outcome.NOT_COMPETENT, because="C’est une voie privée.", by=world.nadia)
    again = Place(cases["done"].address)
    cases["again"] = receive(world.lamp, words=SIGHT, place=again, requester=ODILE, by=Visitor(), again_of=cases["done"])
    category = create_category("Violences", unit=world.lighting, publication=Publication.NEVER, by=MAKER)
    name_owner(category, agent=world.nadia, by=MAKER)
    describe_category(Category.objects.get(pk=category.pk), said={"is_confidential": True}, by=MAKER)
    cases["secret"] = world.report(Category.objects.get(pk=category.pk), words="Des cris, la nuit.")
    group = set_members(create_group("Équipe de nuit", unit=world.lighting, by=MAKER), to=[world.ines, world.hugo], by=MAKER)
    describe_group(group, said={"district": world.station, "sees_all": True}, by=MAKER)
    waiting = follow(cases["taken"], email="lucie.voisine@exemple.fr", by=Visitor())
    lived.links["following"] = confirm(follow(cases["taken"], email="ali@exemple.fr", by=Visitor()), by=Visitor()).key
    lived.links["unfollow"] = waiting.key
    lived.links["my_cases"] = new_keyring(cases["new"])
    sheet = read_sheet(a_file(({"nom": "Centre", "ref": "C"}, CENTRE)), ground())
    keep_file(sheet, zoning=world.centre.zoning, name="", by=MAKER)
    bring_file(configuration.document_here(with_people=True), name="valbourg.yaml", by=MAKER)
    told = frozenset(["unit_address"])
    create_rule(Draft(name="Priorités", occasion="case.prioritised", who=told, subject="Priorité", body="Bonjour."), by=MAKER)
    create_reply_template(Wording(name="Merci", body="Merci, {{ demande.numero }}.", unit=world.lighting), by=MAKER)
    letters()
    return lived


def with_photo(world: World, words: str) -> Case:
    key = uuid4()
    upload(key, picture=read(photo(size=(40, 30))), by=Visitor())
    return receive(world.lamp, words=words, place=RUE_BASSE, requester=ODILE, by=Visitor(), form_key=key)


def published(world: World) -> Case:
    case = publish_words(with_photo(world, SIGHT), by=world.karim)
    (photo_,) = photos_of(case)
    return publish_photo(case, uid=photo_.uid, by=world.karim)


def taken(case: Case, by: Agent, days: int | None = None) -> Case:
    case = take(case, by=by)
    return case if days is None else promise(case, on=clock.today(case.authority) + timedelta(days=days), by=by)


def repaired(world: World) -> Case:
    after = uuid4()
    upload(after, picture=read(photo(size=(40, 30))), by=world.karim)
    case = resolve(taken(world.report(), world.karim, days=3), by=world.karim, form_key=after, saying="C’est changé.")
    case = close(case, by=world.nadia)
    congratulate(case, by=Visitor())
    return case


def letters() -> None:
    """All are written, and one is stopped."""
    while deliveries.deliver():
        pass
    stuck = Sending.objects.order_by("pk")[:1]
    for sending in leases.claim(Sending.objects.filter(pk__in=stuck.values("pk"))):
        leases.fail(sending, "550 5.1.1 boîte inconnue", for_good=True)
    worker.run_until_idle()
