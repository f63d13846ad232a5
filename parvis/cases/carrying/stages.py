"""The stages that categories go by: their sets, then the stages of each, in order."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.cases.models import Outcome, Stage, StageSet, Status
from parvis.cases.operations.arrange_stages import create_stage_set
from parvis.cases.operations.keep_stage import keep_stage
from parvis.cases.operations.retire_stage import place_stage, retire_stage
from parvis.kernel.actors import Actor
from parvis.kernel.carrying import NAME, Field, Number, OneOf, Part, Row, Text, Value, join, split
from parvis.kernel.operations import Refused

STAGE = "cases.Stage."
STATUSES = {"open": "en cours", "waiting": "en attente du demandeur", "closed": "close"}
OUTCOMES = {
    "": "",
    "done": "réalisée",
    "answered": "répondue",
    "kept": "idée retenue",
    "not_kept": "idée non retenue",
    "thanked": "transmise à l’équipe",
    "no_follow_up": "classée sans suite",
    "not_competent": "hors de la compétence de la commune",
    "duplicate": "déjà signalée",
}


class StageSetPart(Part):
    key = "circuits"
    title = gettext_lazy("Circuits d’étapes")
    fields = (Field("nom", NAME, Text(), carries=("cases.StageSet.name",)),)
    identity = ("nom",)

    def rows(self) -> list[Row]:
        return [{"nom": name} for name in StageSet.objects.order_by("name").values_list("name", flat=True)]

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        if _set_called(join((str(row["nom"]),))) is None:
            create_stage_set(str(row["nom"]), by=by)


class StagePart(Part):
    key = "etapes"
    title = gettext_lazy("Étapes")
    fields = (
        Field("circuit", gettext_lazy("circuit"), Text(), carries=(STAGE + "stage_set",), refers="circuits"),
        Field("nom", NAME, Text(), carries=(STAGE + "name",)),
        Field("rang", gettext_lazy("rang"), Number(), usual=0, carries=(STAGE + "position",), stays=True, is_rank=True),
        Field("lu_par_le_demandeur", gettext_lazy("lu par le demandeur"), Text(), carries=(STAGE + "public_name",)),
        Field("etat", gettext_lazy("état"), OneOf(STATUSES), "open", (STAGE + "status",)),
        Field("issue", gettext_lazy("issue"), OneOf(OUTCOMES), "", (STAGE + "outcome",)),
        Field("message", gettext_lazy("message"), Text(is_long=True), carries=(STAGE + "message",)),
    )
    identity = ("circuit", "nom")

    def rows(self) -> list[Row]:
        rows: list[Row] = []
        ranks: dict[int, int] = {}
        live = Stage.objects.filter(ended_on__isnull=True).select_related("stage_set")
        for stage in live.order_by("stage_set__name", "position", "pk"):
            ranks[stage.stage_set_id] = ranks.get(stage.stage_set_id, 0) + 1
            row: dict[str, Value] = {"circuit": join((stage.stage_set.name,)), "nom": stage.name}
            row |= {"rang": ranks[stage.stage_set_id], "lu_par_le_demandeur": stage.public_name, "etat": stage.status}
            rows.append({**row, "issue": stage.outcome, "message": stage.message})
        return rows

    def name(self, row: Row) -> str:
        return join((*split(str(row.get("circuit", ""))), str(row.get("nom", ""))))

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        stages = _set_called(row["circuit"])
        if stages is None:
            raise Refused(_("Le circuit « %s » n’existe pas ici.") % row["circuit"])
        said = {
            "name": str(row["nom"]), "public_name": str(row["lu_par_le_demandeur"]), "message": str(row["message"]),
            "status": Status(str(row["etat"])), "outcome": Outcome(str(row["issue"])) if row["issue"] else "",
        }  # fmt: skip
        keep_stage(stages, said=said, stage=_stage(stages, row), by=by)

    def order(self, beside: str, names: tuple[str, ...], *, by: Actor) -> None:
        for at, name in enumerate(names):
            stages = _set_called(beside)
            stage = _stage(stages, {"nom": name}) if stages is not None else None
            if stages is not None and stage is not None:
                place_stage(stages, stage=stage, at=at, by=by)

    def drop(self, row: Row, *, by: Actor) -> None:
        stages = _set_called(row["circuit"])
        stage = _stage(stages, row) if stages is not None else None
        if stages is not None and stage is not None:
            retire_stage(stages, stage=stage, by=by)


def _set_called(name: Value) -> StageSet | None:
    wanted = str(name).casefold()
    return next((one for one in StageSet.objects.order_by("pk") if join((one.name,)).casefold() == wanted), None)


def _stage(stages: StageSet, row: Row) -> Stage | None:
    live = Stage.objects.filter(stage_set=stages, ended_on__isnull=True)
    return next((one for one in live if one.name.casefold() == str(row["nom"]).casefold()), None)


PARTS = (StageSetPart(), StagePart())
