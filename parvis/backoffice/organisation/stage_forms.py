"""What is said of a set of stages, and of a stage, as fields."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.cases.models import Outcome, Stage, StageSet, Status
from parvis.cases.operations.arrange_stages import Value

ENDS = [one for one in Outcome if one != Outcome.WITHDRAWN]


class StageSetForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=gettext_lazy("Nom du parcours"),
        help_text=gettext_lazy("Entre agents : « Voirie », « Idées »."),
        max_length=120,
        error_messages={"required": gettext_lazy("Donnez un nom.")},
    )
    use_required_attribute = False


class StageForm(forms.Form):
    """`end`: the status, or how it ends a case, in one choice. `at`: its place, "" where it stays."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=gettext_lazy("Nom de l’étape"),
        help_text=gettext_lazy("Comme les agents la disent : « Devis demandé »."),
        max_length=80,
        error_messages={"required": gettext_lazy("Donnez un nom.")},
    )
    public_name = forms.CharField(
        label=gettext_lazy("Ce que lisent les habitants"),
        help_text=gettext_lazy("« Devis demandé à une entreprise ». Vide : l’étape reste entre agents."),
        max_length=80,
        required=False,
    )
    end = forms.ChoiceField(
        label=gettext_lazy("Où en est la demande"),
        help_text=gettext_lazy("« En attente » est du demandeur : pour un devis ou une livraison, choisissez « en cours »."),
        error_messages={"required": gettext_lazy("Choisissez où en est une demande à cette étape.")},
    )
    message = forms.CharField(
        label=gettext_lazy("Message au demandeur"),
        help_text=gettext_lazy("L’agent le relit et peut le changer avant l’envoi. Vide : seule l’étape est annoncée."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    at = forms.ChoiceField(label=gettext_lazy("Place parmi les étapes"), required=False)
    use_required_attribute = False

    def offer(self, stages: StageSet, stage: Stage | None = None) -> None:
        self._choose("end", [
            (Status.OPEN, _("en cours")),
            (Status.WAITING, _("en attente de la réponse du demandeur")),
            *((str(one), _("close : %s") % one.label) for one in ENDS),
        ])  # fmt: skip
        beside = [one for one in stages.stages.all() if one.ended_on is None and one != stage]
        after = [(str(place), _("Après « %s »") % one.name) for place, one in enumerate(beside, 1)]
        self._choose("at", [("", _("Où elle est") if stage else _("En dernier")), ("0", _("En premier")), *after])

    def _choose(self, name: str, choices: list[tuple[str, object]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def said(self) -> dict[str, Value]:
        """As the operation reads it."""
        typed = self.cleaned_data
        is_end = typed["end"] in Outcome.values
        return {
            "name": typed["name"],
            "public_name": typed["public_name"],
            "message": typed["message"],
            "status": Status.CLOSED if is_end else Status(typed["end"]),
            "outcome": typed["end"] if is_end else "",
        }


class RetirementForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    into = forms.ChoiceField(label=gettext_lazy("Ses demandes en cours"), required=False)
    use_required_attribute = False

    def offer(self, others: list[Stage]) -> None:
        into = self.fields["into"]
        assert isinstance(into, forms.ChoiceField)
        into.choices = [
            ("", _("n’ont plus d’étape, et gardent leur état")),
            *((str(one.pk), _("vont à « %s »") % one.name) for one in others),
        ]


def known(stage: Stage) -> dict[str, object]:
    return {
        "name": stage.name,
        "public_name": stage.public_name,
        "message": stage.message,
        "end": stage.outcome or stage.status,
    }
