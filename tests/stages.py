"""The stages of a town's roads and of its ideas, for the tests that need some."""

from parvis.cases.models import Category, Outcome, Stage, StageSet, Status
from parvis.cases.operations.arrange_stages import add_stage, create_stage_set
from parvis.cases.operations.describe_category import describe_category
from tests.world import MAKER

QUOTE = {
    "name": "Devis demandé", "public_name": "Devis demandé à l’entreprise", "status": Status.OPEN,
    "message": "Nous avons demandé un devis à une entreprise.",
}  # fmt: skip
PLANNED = {"name": "Intervention programmée", "public_name": "Intervention programmée", "status": Status.OPEN}
SIGNED = {"name": "Visa de la direction", "status": Status.OPEN}
ASKED = {
    "name": "Photo demandée", "public_name": "Photo demandée", "status": Status.WAITING,
    "message": "Pouvez-vous nous envoyer une photo ?",
}  # fmt: skip
MENDED = {
    "name": "Fait par l’entreprise", "public_name": "Réparé par l’entreprise", "status": Status.CLOSED, "outcome": Outcome.DONE,
}  # fmt: skip
ELSEWHERE = {
    "name": "Transmis au département", "public_name": "Transmis au département", "status": Status.CLOSED,
    "outcome": Outcome.NOT_COMPETENT,
}  # fmt: skip
STUDIED = {
    "name": "Au comité", "public_name": "Étudiée par le comité de quartier", "status": Status.CLOSED, "outcome": Outcome.KEPT,
}  # fmt: skip


def roads_stages(*categories: Category) -> dict[str, Stage]:
    """By their names; the categories go by them."""
    stages = create_stage_set("Voirie", by=MAKER)
    made = {}
    for said in (QUOTE, PLANNED, SIGNED, ASKED, MENDED, ELSEWHERE, STUDIED):
        stage = add_stage(StageSet.objects.get(pk=stages.pk), said=said, by=MAKER)
        made[stage.name] = stage
    for category in categories:
        describe_category(Category.objects.get(pk=category.pk), said={"stages": StageSet.objects.get(pk=stages.pk)}, by=MAKER)
    return made
