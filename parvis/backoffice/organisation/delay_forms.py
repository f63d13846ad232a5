"""The delay of a category, its reminders and its limit, as fields: an empty one is none."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class CountField(forms.IntegerField):
    """A number that may be left empty, which is 0."""

    def __init__(self, *, label: "StrOrPromise", help_text: "StrOrPromise" = "") -> None:
        super().__init__(
            label=label, help_text=help_text, required=False,
            error_messages={"invalid": gettext_lazy("Écrivez un nombre, ou rien.")},
        )  # fmt: skip

    def prepare_value(self, value: object) -> object:
        return value or ""

    def clean(self, value: object) -> int:
        return super().clean(value) or 0


class DelayForm(forms.Form):
    goal_days = CountField(label=gettext_lazy("Délai visé (jours)"), help_text=gettext_lazy("Vide : aucune échéance."))
    goal_is_working = forms.BooleanField(
        label=gettext_lazy("En jours ouvrés"),
        help_text=gettext_lazy("Sans les samedis, les dimanches ni les jours fériés d’ici ; les relances aussi."),
        required=False,
    )
    goal_is_told = forms.BooleanField(
        label=gettext_lazy("Annoncé aux habitants"),
        help_text=gettext_lazy(
            "La date est dans l’accusé et sur la page de la demande, tant qu’un agent n’en annonce pas une."
        ),
        required=False,
    )
    remind_before = CountField(
        label=gettext_lazy("Avant l’échéance (jours)"), help_text=gettext_lazy("À l’agent chargé, sinon au chef.")
    )
    remind_after = CountField(
        label=gettext_lazy("Après l’échéance (jours)"), help_text=gettext_lazy("À l’agent chargé, sinon au chef.")
    )
    remind_head_after = CountField(
        label=gettext_lazy("Au chef, après (jours)"), help_text=gettext_lazy("En plus de l’agent chargé.")
    )
    remind_every = CountField(
        label=gettext_lazy("Puis tous les (jours)"), help_text=gettext_lazy("Un service plus haut à chaque fois, dix fois.")
    )
    daily_limit = CountField(
        label=gettext_lazy("Demandes par personne et par jour"),
        help_text=gettext_lazy(
            "Vide : sans limite. Comptées par l’adresse ou le téléphone donnés, jamais pour un agent qui saisit."
        ),
    )
    is_for_open = forms.BooleanField(
        label=gettext_lazy("Appliquer aussi aux demandes déjà ouvertes"),
        help_text=gettext_lazy("Sinon, le délai et les relances valent pour celles à venir. Une date annoncée ne bouge pas."),
        required=False,
    )
