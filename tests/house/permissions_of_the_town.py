"""Who may arrange the town itself, tried through the operations: the last table of docs/permissions.md."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from parvis.carrying.compare import compare
from parvis.carrying.document import Document
from parvis.carrying.operations.carry import keep_file, start
from parvis.cases.models import Category, Status
from parvis.cases.operations.answers import set_questions
from parvis.cases.operations.arrange_stages import add_stage, create_stage_set
from parvis.cases.operations.begin import begin
from parvis.cases.operations.configure import create_category, name_owner, set_rule
from parvis.cases.operations.describe_category import describe_category, place_category
from parvis.cases.operations.dissolve import dissolve
from parvis.cases.operations.dissolve_group import dissolve_group
from parvis.cases.operations.groups import create_group, set_members
from parvis.cases.operations.leave import leave
from parvis.cases.operations.name_owners import name_owners
from parvis.cases.operations.retire_category import bring_back, retire_category
from parvis.cases.operations.unroute import unname_owner, unset_rule
from parvis.cases.proposals import Beginning, Size
from parvis.directory import pages
from parvis.directory.models import Agent, PageSlug, Role, Unit
from parvis.directory.operations.absences import announce_absence
from parvis.directory.operations.agents import add_agent, describe_agent, entitle
from parvis.directory.operations.arrange_unit import move_unit
from parvis.directory.operations.commune import confirm_commune
from parvis.directory.operations.import_units import import_units
from parvis.directory.operations.opening import set_opening
from parvis.directory.operations.pages import write_page
from parvis.directory.operations.particulars import tell_particulars
from parvis.directory.operations.posts import post, unpost
from parvis.directory.operations.suspension import suspend
from parvis.directory.operations.units import create_unit, describe_unit
from parvis.directory.queries import reception
from parvis.directory.unit_list import Listed
from parvis.kernel import clock
from parvis.kernel.operations import Forbidden
from parvis.kernel.tenancy import current
from parvis.notifications.operations.reply_templates import Wording, create_reply_template, end_reply_template
from parvis.notifications.operations.rules import own_standard, switch_rule
from parvis.places.models import Zoning
from parvis.places.operations.districts import rename_zoning
from parvis.places.operations.import_zoning import redraw
from parvis.places.outlines import Outline
from parvis.practice.operations.ask import close_practice, open_practice
from tests.world import CENTRE, MAKER, World

VERBS: dict[str, Callable[[World, Agent], object]] = {
    "Récrire les mentions légales et les autres pages de la commune": lambda world, by: write_page(
        pages.page_of(PageSlug.LEGAL), text="Chez nous.", by=by
    ),
    "Tenir à jour les renseignements que la loi demande": lambda world, by: tell_particulars(
        reception(), told={"phone": "02 48 00 18 10"}, by=by
    ),
    "Dire les horaires de la mairie et le numéro d’astreinte": lambda world, by: set_opening(
        reception(), hours="lun-ven 9:00-17:00", on_call_phone="", by=by
    ),
    "Confirmer quelle commune c’est": lambda world, by: confirm_commune(reception(), code="18033", by=by),
    "Commencer par les services et les catégories proposés": lambda world, by: begin(
        reception(), chosen=Beginning(size=Size.VILLAGE, units={}, themes={}, categories={}), by=by
    ),
    "Dire ce qu’est l’éclairage public : nom, coordonnées, horaires, clôture réservée": lambda world, by: describe_unit(
        _lighting(world), said={"phone": "02 48 00 18 44"}, by=by
    ),
    "Créer un service sous l’éclairage public": lambda world, by: create_unit("De nuit", under=_lighting(world), by=by),
    "Déplacer l’éclairage public, ou le supprimer": lambda world, by: (
        move_unit(_lighting(world), under=world.roads, by=by),
        dissolve(_lighting(world), into=world.roads, by=by),
    ),
    "Importer une liste de services": lambda world, by: import_units([Listed(line=2, name="Cimetières")], by=by),
    "Ajouter quelqu’un à l’éclairage public": lambda world, by: post(
        add_agent("Léa", "Martin", email="lea@valbourg.test", by=by), to=world.lighting, by=by
    ),
    "Y nommer un adjoint": lambda world, by: post(world.agent(world.hugo), to=world.lighting, role=Role.DEPUTY, by=by),
    "Y nommer un chef": lambda world, by: post(world.agent(world.hugo), to=world.lighting, role=Role.HEAD, by=by),
    "En retirer un agent": lambda world, by: unpost(world.agent(world.hugo), of=world.lighting, by=by),
    "Changer les coordonnées d’un agent de l’éclairage, suspendre son accès": lambda world, by: suspend(
        describe_agent(world.agent(world.hugo), said={"phone": "02 48 00 18 45"}, by=by), by=by
    ),
    "Annoncer son absence et qui le remplace": lambda world, by: announce_absence(
        world.agent(world.hugo), deputy=world.ines, starts_on=_today(), ends_on=_today(), by=by
    ),
    "Annoncer son départ et remettre son travail": lambda world, by: leave(world.agent(world.hugo), heir=None, by=by),
    "Créer une catégorie, dire ce qu’elle est, la placer parmi les autres": lambda world, by: place_category(
        describe_category(create_category("Essai", by=by), said={"synonyms": "test"}, by=by), at=0, by=by
    ),
    "Dire ses questions": lambda world, by: set_questions(_bench(world), questions=(), by=by),
    "Dire où vont ses demandes et qui en répond, secteur par secteur": lambda world, by: (
        set_rule(_bench(world), to=world.roads, by=by),
        unset_rule(_bench(world), by=by),
        name_owner(_bench(world), agent=world.karim, by=by),
        unname_owner(_bench(world), agent=world.karim, by=by),
    ),
    "La retirer, la remettre": lambda world, by: bring_back(retire_category(_bench(world), by=by), by=by),
    "Dire les étapes d’une demande, les mots qu’elles envoient, leur ordre ; en retirer": lambda world, by: add_stage(
        create_stage_set("Essai", by=by), said={"name": "Devis", "status": Status.OPEN}, by=by
    ),
    "Exporter toute la configuration dans un fichier, en importer une": lambda world, by: start(
        keep_file(Document({}, has_people=False), name="a.yaml", by=by),
        fingerprint=compare(Document({}, False)).fingerprint,
        is_whole=False,
        by=by,
    ),
    "Ouvrir la ville d’entraînement, la recommencer, la fermer": lambda world, by: close_practice(
        open_practice(is_for_all=True, by=by), by=by
    ),
    "Importer un découpage, en corriger les secteurs": lambda world, by: (
        redraw(Zoning.objects.get(), outlines=[Outline("C", "Centre", CENTRE)], by=by),
        rename_zoning(Zoning.objects.get(), name="Grands quartiers", by=by),
    ),
    "Dire qui, de l’éclairage public, répond des lampadaires qui lui arrivent": lambda world, by: name_owners(
        Category.objects.get(pk=world.lamp.pk), owners=[world.hugo], by=by
    ),
    "Écrire une réponse type pour l’éclairage public, la retirer": lambda world, by: end_reply_template(
        create_reply_template(Wording(name="Pièce commandée", body="Bonjour.", unit=_lighting(world)), by=by), by=by
    ),
    "Écrire une réponse type pour toute la commune": lambda world, by: create_reply_template(
        Wording(name="Merci", body="Merci."), by=by
    ),
    "Créer un groupe de l’éclairage public, dire qui en est, le supprimer": lambda world, by: dissolve_group(
        set_members(create_group("Astreinte", unit=_lighting(world), by=by), to=[world.ines], by=by), by=by
    ),
    "Créer un groupe de toute la commune": lambda world, by: create_group("Astreinte", by=by),
    "Dire qui est prévenu de quoi, et avec quels mots": lambda world, by: switch_rule(
        own_standard("requester/promised", by=by), on=False, by=by
    ),
    "Donner le droit de tout voir, ou de régler la commune": lambda world, by: entitle(
        world.agent(world.hugo), is_supervisor=True, is_administrator=False, by=by
    ),
}


def _bench(world: World) -> Category:
    return Category.objects.get(pk=world.bench.pk)


def _lighting(world: World) -> Unit:
    return Unit.objects.get(pk=world.lighting.pk)


def _today() -> date:
    return clock.today(current())


def town_table(world: World) -> str:
    deputy = add_agent("Agnès", "Vidal", email="agnes@valbourg.test", by=MAKER)
    post(deputy, to=world.lighting, role=Role.DEPUTY, by=MAKER)
    people = {
        "agent de l’éclairage": world.karim,
        "adjoint de l’éclairage": deputy,
        "chef de l’éclairage": world.nadia,
        "chef de la voirie": world.claire,
        "responsable de catégorie": world.theo,
        "superviseur": world.helene,
        "administrateur": world.paul,
    }
    lines = ["| | " + " | ".join(people) + " |", "|---|" + ":-:|" * len(people)]
    for words, act in VERBS.items():
        marks = ["oui" if _succeeds(act, world, Agent.objects.get(pk=agent.pk)) else "–" for agent in people.values()]
        lines.append(f"| {words} | " + " | ".join(marks) + " |")
    return "\n".join(lines) + "\n"


def _succeeds(act: Callable[[World, Agent], object], world: World, by: Agent) -> bool:
    """Do it and undo it."""
    with transaction.atomic():
        try:
            act(world, by)
        except Forbidden:
            return False
        finally:
            transaction.set_rollback(True)
    return True
