"""What each role may do on cases: a line a role, all that it may."""

from django.utils.translation import gettext_lazy

from parvis.cases.operations.rights import rights, set_rights
from parvis.cases.roles import CaseRole
from parvis.directory.queries import reception
from parvis.kernel.actors import Actor
from parvis.kernel.carrying import Field, OneOf, Part, Row, SomeOf

RIGHT = "cases.RoleRight."
ROLES = {
    "agent": "agent",
    "holder": "attributaire",
    "deputy": "adjoint",
    "head": "chef",
    "owner": "responsable de catégorie",
    "supervisor": "superviseur",
    "named": "personne nommée",
    "councillor": "élu",
    "contractor": "entreprise",
    "group": "membre du groupe",
    "reader": "membre d’un groupe qui voit",
}
WORDS = {
    "see": "voir",
    "identity": "voir qui demande",
    "restrict": "rendre confidentielle",
    "take": "prendre en charge",
    "assign": "attribuer",
    "transfer": "transférer",
    "promise": "annoncer une date",
    "prioritise": "changer la priorité",
    "note": "noter",
    "reply": "répondre",
    "ask": "demander une précision",
    "move": "changer d’étape",
    "thank": "remercier",
    "publish": "publier",
    "resolve": "terminer",
    "send_back": "renvoyer à refaire",
    "close": "clôturer",
    "drop": "classer sans suite",
    "reopen": "rouvrir",
}


class RightPart(Part):
    key = "droits"
    title = gettext_lazy("Droits")
    fields = (
        Field("role", gettext_lazy("rôle"), OneOf(ROLES), "agent", (RIGHT + "role",)),
        Field("peut", gettext_lazy("peut"), SomeOf(WORDS), (), (RIGHT + "action", RIGHT + "is_allowed")),
    )
    identity = ("role",)

    def rows(self) -> list[Row]:
        held = rights()
        return [{"role": role.value, "peut": tuple(one for one in WORDS if (role.value, one) in held)} for role in CaseRole]

    def name(self, row: Row) -> str:
        return str(row["role"])

    def said(self, row: Row) -> str:
        return str(CaseRole(str(row["role"])).label)

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        allowed = row["peut"]
        assert isinstance(allowed, tuple)
        set_rights(reception(), role=CaseRole(str(row["role"])), allowed=allowed, by=by)


PARTS = (RightPart(),)
