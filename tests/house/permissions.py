"""Who may do what to a case, tried through the operations; run as a program, it writes docs/permissions.md.

.venv/bin/python -m tests.house.permissions
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.db import transaction

from parvis.cases.actors import Requester, Visitor
from parvis.cases.models import Case, Kind, Outcome, Priority, Stage
from parvis.cases.operations.assign import assign, take
from parvis.cases.operations.choose_letters import choose_letters
from parvis.cases.operations.close import close, drop, withdraw
from parvis.cases.operations.confide import lift, restrict
from parvis.cases.operations.configure import create_category, name_owner
from parvis.cases.operations.congratulate import congratulate
from parvis.cases.operations.converse import answer, ask, note, reply
from parvis.cases.operations.correct import add_photos, correct
from parvis.cases.operations.correct_email import correct_email
from parvis.cases.operations.follow import follow
from parvis.cases.operations.move_to_stage import move_to_stage
from parvis.cases.operations.promise import prioritise, promise
from parvis.cases.operations.publish import keep_words, publish_words
from parvis.cases.operations.reopen import insist, reopen
from parvis.cases.operations.resolve import resolve, send_back
from parvis.cases.operations.thank import thank
from parvis.cases.operations.transfer import transfer
from parvis.cases.policy import RIGHTS, abilities, may
from parvis.directory.models import Agent, Role
from parvis.directory.operations.agents import add_agent
from parvis.directory.operations.posts import post
from parvis.directory.operations.units import reserve_closing
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.operations import Forbidden
from tests.house.permissions_of_the_town import town_table
from tests.stages import roads_stages
from tests.world import MAKER, PASSWORD, RUE_BASSE, World

REWRITE = "REWRITE=1 .venv/bin/pytest tests/house/test_permissions.py"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"


@dataclass(frozen=True)
class Scene:
    """A lamp of the lighting in the Centre, in the three states that its verbs need, and those who look at it."""

    world: World
    fresh: Case
    resolved: Case
    closed: Case
    compliment: Case
    secret: Case
    actors: dict[str, Callable[[Case], Actor]]

    def in_need_of(self, verb: str) -> Case:
        if verb == "thank":
            return self.compliment
        if verb == "lift":
            return self.secret
        if verb in ("send_back", "close"):
            return self.resolved
        return self.closed if verb in ("reopen", "insist", "congratulate") else self.fresh


ByAgent = Callable[[Scene, Case, Agent], object]
ByRequester = Callable[[Case, Requester], object]
ByVisitor = Callable[[Case, Visitor], object]

AGENTS_VERBS: dict[str, ByAgent] = {
    "take": lambda scene, case, by: take(case, by=by),
    "assign": lambda scene, case, by: assign(case, to=scene.world.hugo, by=by),
    "transfer": lambda scene, case, by: transfer(case, to=scene.world.roads, because="Un nid-de-poule.", by=by),
    "promise": lambda scene, case, by: promise(case, on=clock.today(scene.world.authority) + timedelta(days=3), by=by),
    "prioritise": lambda scene, case, by: prioritise(case, priority=Priority.HIGH, by=by),
    "publish": lambda scene, case, by: publish_words(case, by=by),
    "keep": lambda scene, case, by: keep_words(case, by=by),
    "restrict": lambda scene, case, by: restrict(case, to=[scene.world.nadia], by=by),
    "lift": lambda scene, case, by: lift(case, by=by),
    "note": lambda scene, case, by: note(case, text="Vu.", by=by),
    "reply": lambda scene, case, by: reply(case, text="Nous passons jeudi.", by=by),
    "ask": lambda scene, case, by: ask(case, text="Quel côté ?", by=by),
    "move": lambda scene, case, by: move_to_stage(case, to=_quote(case), by=by),
    "thank": lambda scene, case, by: thank(case, by=by),
    "resolve": lambda scene, case, by: resolve(case, by=by),
    "send_back": lambda scene, case, by: send_back(case, because="Il clignote.", by=by),
    "close": lambda scene, case, by: close(case, by=by),
    "drop": lambda scene, case, by: drop(case, outcome=Outcome.DUPLICATE, because="Voir la 12.", by=by),
    "reopen": lambda scene, case, by: reopen(case, because="Il est éteint.", by=by),
}


def _quote(case: Case) -> Stage:
    return roads_stages(case.category)["Devis demandé"]


REQUESTERS_VERBS: dict[str, ByRequester] = {
    "answer": lambda case, by: answer(case, text="Côté école.", by=by),
    "withdraw": lambda case, by: withdraw(case, by=by),
    "correct": lambda case, by: correct(case, words="Il clignote.", place=RUE_BASSE, by=by),
    "correct_email": lambda case, by: correct_email(case, email="odile@exemple.fr", by=by),
    "add_photos": lambda case, by: add_photos(case, draft=uuid4(), by=by),
    "choose_letters": lambda case, by: choose_letters(case, less=True, by=by),
    "insist": lambda case, by: insist(case, because="Il est éteint.", by=by),
}
VISITORS_VERBS: dict[str, ByVisitor] = {
    "congratulate": lambda case, by: congratulate(case, by=by),
    "follow": lambda case, by: follow(case, email="voisine@exemple.fr", by=by),
}
WORDS = {
    "see": "Voir la demande et son historique",
    "take": "Prendre en charge",
    "assign": "Attribuer à un agent du service",
    "transfer": "Transférer à un autre service",
    "promise": "Annoncer une date",
    "prioritise": "Changer la priorité",
    "restrict": "La rendre confidentielle, dire qui peut l’ouvrir",
    "lift": "Lever sa confidentialité",
    "note": "Écrire une note interne",
    "reply": "Répondre au demandeur",
    "publish": "Publier les mots et les photos du demandeur, en masquant ce qu’il faut",
    "keep": "Garder privés les mots et les photos du demandeur",
    "ask": "Demander une précision au demandeur",
    "move": "Passer à une étape qui ne clôt pas la demande",
    "thank": "Remercier, ce qui clôt une félicitation",
    "resolve": "Indiquer que c’est terminé",
    "send_back": "Renvoyer à refaire",
    "close": "Clôturer",
    "drop": "Classer sans suite",
    "reopen": "Rouvrir",
    "answer": "Répondre à la mairie",
    "withdraw": "Annuler la demande",
    "correct": "Corriger ses mots ou l’adresse, tant que la demande est nouvelle",
    "correct_email": "Corriger son adresse e-mail, tant que la demande est nouvelle",
    "add_photos": "Ajouter des photos",
    "choose_letters": "Choisir d’avoir moins d’e-mails",
    "insist": "Dire que ce n’est pas réparé, ce qui rouvre la demande",
    "congratulate": "Dire bravo, si la demande est publique",
    "follow": "Demander à être prévenu aussi, si la demande est publique",
}


def make_scene(world: World) -> Scene:
    name_owner(world.lamp, agent=world.theo, district=world.centre, by=MAKER)
    above = add_agent("Sylvie", "Aubert", email="sylvie@valbourg.test", password=PASSWORD, by=MAKER)
    post(above, to=world.technical, role=Role.HEAD, by=MAKER)
    named = add_agent("Maya", "Roche", email="maya@valbourg.test", password=PASSWORD, by=MAKER)
    people = {
        "agent du service": world.karim,
        "chef du service": world.nadia,
        "chef d’un service au-dessus": above,
        "responsable de la catégorie dans le secteur": world.theo,
        "superviseur": world.helene,
        "agent d’un autre service": world.ines,
        "personne nommée sur la demande confidentielle": named,
        "administrateur": world.paul,
    }
    actors: dict[str, Callable[[Case], Actor]] = {name: _loaded(agent) for name, agent in people.items()}
    actors["demandeur, par son lien privé"] = lambda case: Requester(case.pk)
    actors["toute autre personne"] = lambda case: Visitor()
    resolved = resolve(world.report(), by=world.karim)
    closed = close(resolve(world.report(), by=world.karim), by=world.nadia)
    kind = create_category("Félicitations", kind=Kind.COMPLIMENT, unit=world.lighting, needs_place=False, by=MAKER)
    name_owner(kind, agent=world.theo, district=world.centre, by=MAKER)
    secret = restrict(world.report(), to=[named], by=world.nadia)
    return Scene(world, world.report(), resolved, closed, world.report(kind), secret, actors)


def _loaded(agent: Agent) -> Callable[[Case], Actor]:
    """As a new request would load them."""
    return lambda case: Agent.objects.get(pk=agent.pk)


def matrix(scene: Scene) -> dict[str, dict[str, bool]]:
    """For each verb, who may: what the operation says, which must be what the page's button says."""
    found: dict[str, dict[str, bool]] = {}
    for verb in RIGHTS:
        case = scene.in_need_of(verb)
        found[verb] = {}
        for name, actor in scene.actors.items():
            done = _succeeds(scene, verb, Case.objects.get(pk=case.pk), actor(case))
            shown = verb in abilities(actor(case), Case.objects.get(pk=case.pk))
            assert done == shown, f"{verb} by {name}: the button says {shown}, the door {done}"
            found[verb][name] = done
    return found


def _succeeds(scene: Scene, verb: str, case: Case, by: Actor) -> bool:
    """Do it and undo it. An operation that takes agents only cannot be called by anybody else: the rule must say so."""
    with transaction.atomic():
        try:
            if verb in AGENTS_VERBS and isinstance(by, Agent):
                AGENTS_VERBS[verb](scene, case, by)
            elif verb in REQUESTERS_VERBS and isinstance(by, Requester):
                REQUESTERS_VERBS[verb](case, by)
            elif verb in VISITORS_VERBS and isinstance(by, Visitor):
                VISITORS_VERBS[verb](case, by)
            elif verb == "see" and isinstance(by, Agent):
                return Case.objects.visible_to(by).filter(pk=case.pk).exists()
            else:
                return may(verb, by, case)
        except Forbidden:
            return False
        finally:
            transaction.set_rollback(True)
    return True


def both(world: World) -> tuple[dict[str, dict[str, bool]], dict[str, dict[str, bool]]]:
    """Where closing is reserved, and where it is not."""
    scene = make_scene(world)
    reserved = matrix(scene)
    reserve_closing(world.lighting, reserved=False, by=MAKER)
    return reserved, matrix(scene)


def page(world: World) -> str:
    reserved, free = both(world)
    return f"""\
# Qui peut faire quoi

Ces tableaux sont écrits par un test, qui essaie chaque action avec chaque personne : ils disent ce que le logiciel fait.
Une action qui n’est pas permise n’apparaît pas sur la page, et elle est refusée si on la demande quand même.

Un chef de service peut aussi tout ce que peut un agent de son service, et des services en dessous du sien. Le
responsable d’une catégorie la voit partout, ou dans ses secteurs seulement, quel que soit le service qui s’en charge.
Un agent à qui une demande est attribuée la voit tant qu’elle l’est. Le demandeur voit où en est la sienne et les messages
échangés avec lui, sans les noms des agents ni les notes internes.

Les membres du groupe à qui une demande est confiée en font ce qu’en fait un agent de son service. Ceux d’un groupe qui voit les
demandes d’un service, d’une catégorie ou d’un secteur les lisent, et y écrivent des notes.

Une demande confidentielle n’existe que pour les personnes nommées, d’où qu’elles soient, qui en font tout ce qu’un chef de
service fait des autres ; pour tout autre agent, aucune action n’y est permise, ni même de la voir.

Ce que l’état de la demande ne permet pas n’est offert à personne : on ne rouvre qu’une demande close, on n’annonce plus
de date quand le travail est terminé.

## Quand le service réserve la clôture

L’agent indique que c’est terminé ; le chef de service ou le responsable de la catégorie clôture, et c’est à ce moment
que le demandeur est prévenu.

{_table(reserved)}
## Quand la clôture n’est pas réservée

Indiquer que c’est terminé clôture la demande, et le demandeur est prévenu aussitôt.

{_table(free)}
## La commune elle-même

{town_table(world)}
Pour mettre cette page à jour : `{REWRITE}`.
"""


def _table(found: dict[str, dict[str, bool]]) -> str:
    people = list(found["see"])
    lines = ["| | " + " | ".join(people) + " |", "|---|" + ":-:|" * len(people)]
    for verb, rights in found.items():
        lines.append(f"| {WORDS[verb]} | " + " | ".join("oui" if rights[name] else "–" for name in people) + " |")
    return "\n".join(lines) + "\n"
