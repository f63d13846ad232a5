"""What a resident fills in: what and where, who they are, an answer, a tracking code."""

import re
from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.cases.admission import LONGEST, Coordinates, Place, wrong_with_address
from parvis.cases.models import Category, Kind, Publication
from parvis.cases.readings.catalogue import Catalogue
from parvis.kernel.tenancy import current
from parvis.kernel.typed import whole_number
from parvis.places.location import is_inside
from parvis.places.points import Point
from parvis.portal.seal import is_same, opened

_QUESTIONS = {
    Kind.REPORT: gettext_lazy("Que voyez-vous ?"),
    Kind.SERVICE: gettext_lazy("De quoi avez-vous besoin ?"),
    Kind.COMPLAINT: gettext_lazy("Que s’est-il passé ?"),
    Kind.QUESTION: gettext_lazy("Quelle est votre question ?"),
    Kind.IDEA: gettext_lazy("Quelle est votre idée ?"),
    Kind.COMPLIMENT: gettext_lazy("Que voulez-vous dire à l’équipe ?"),
}
_READERS = {
    Publication.AT_ONCE: gettext_lazy("Ces mots sont publiés : n’y mettez ni nom, ni téléphone, ni adresse e-mail."),
    Publication.LOOKED_AT: gettext_lazy("Un agent relit ces mots avant de les publier. Vos coordonnées ne le sont jamais."),
    Publication.NEVER: gettext_lazy("Seuls les agents de la mairie lisent ces mots : ils ne sont jamais publiés."),
}
ELSEWHERE = gettext_lazy("Cette adresse n’est pas à %(town)s.")
_ELSEWHERE_OR_NOWHERE = gettext_lazy("Cette adresse n’est pas à %(town)s : corrigez-la, ou laissez ce champ vide.")
_FAR = gettext_lazy("Cette position n’est pas à %(town)s : placez-la de nouveau, ou écrivez l’adresse.")


class WhatForm(forms.Form):
    """What and where. The category comes first: it says which question to ask, and whether a place is needed."""

    category = forms.ChoiceField(
        label=gettext_lazy("De quoi s’agit-il ?"),
        error_messages={
            "required": gettext_lazy("Choisissez de quoi il s’agit."),
            "invalid_choice": gettext_lazy("Cette catégorie n’est plus proposée : choisissez-en une autre."),
        },
    )
    address = forms.CharField(
        label=gettext_lazy("Où est-ce ?"),
        help_text=gettext_lazy("Une adresse ou un repère. Par exemple : 12, rue Basse, ou devant l’école."),
        max_length=250,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address", "enterkeyhint": "next"}),
    )
    words = forms.CharField(
        label=gettext_lazy("Que se passe-t-il ?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    lat = forms.CharField(required=False, widget=forms.HiddenInput)
    lon = forms.CharField(required=False, widget=forms.HiddenInput)
    # The address whose place this is, and the words that it was found for; both empty for the device's own position.
    found = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)
    found_for = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)
    sealed = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
    # The number of the case that is said not to have been mended.
    again = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, data: dict[str, str], catalogue: Catalogue, *, is_asked: bool = True) -> None:
        """`is_asked`: the person has sent it; else it is only shown with what is known already."""
        super().__init__(data if is_asked else None, initial=None if is_asked else data, label_suffix="")
        chosen = whole_number(data.get("category", ""))
        self.chosen = catalogue.choice(chosen) if chosen is not None else None
        self.point: Point | None = None
        category = self.fields["category"]
        assert isinstance(category, forms.ChoiceField)
        category.choices = _by_theme(catalogue)
        if self.chosen is not None:
            self._suit(self.chosen)

    def _suit(self, chosen: Category) -> None:
        self.fields["words"].label = _QUESTIONS[Kind(chosen.kind)]
        self.fields["words"].help_text = _READERS[Publication(chosen.publication)]
        # For a report the category and the place say enough to whoever has wet hands.
        self.fields["words"].required = chosen.kind != Kind.REPORT
        self.fields["words"].error_messages["required"] = _("Écrivez quelques mots.")
        if not chosen.asks_place:
            self.data = {**self.data, **dict.fromkeys(("address", "lat", "lon", "found", "found_for", "sealed"), "")}
        has_position = bool(self["lat"].value())
        self.fields["address"].required = chosen.needs_place and not has_position
        self.fields["address"].error_messages["required"] = _("Indiquez où cela se trouve : une adresse ou un lieu.")

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if wrong := wrong_with_address(address):
            raise forms.ValidationError(wrong)
        return address

    def clean_words(self) -> str:
        words = str(self.cleaned_data["words"]).replace("\r\n", "\n")
        if len(words) > LONGEST:
            told = {"count": f"{len(words):,}".replace(",", " ")}
            raise forms.ValidationError(_("Ce texte a %(count)s caractères : 10 000 au plus.") % told)
        return words

    def clean(self) -> dict[str, object]:
        lat, lon = self.cleaned_data.get("lat", ""), self.cleaned_data.get("lon", "")
        if lat or lon:
            try:
                self.point = Point(lon=_degrees(lon), lat=_degrees(lat))
            except ValueError:
                self.add_error("address", _("La position de l’appareil est illisible : tapez plutôt l’adresse."))
            else:
                if not is_inside(self.point):
                    self.refuse_elsewhere(is_typed=bool(self.cleaned_data.get("found_for")))
            # The wrong one is dropped: another is needed as much as if none had been given.
            self.fields["address"].required = "address" in self.errors and self._needs_place
        return self.cleaned_data

    def refuse_elsewhere(self, *, is_typed: bool = True) -> None:
        """`is_typed`: the place is that of the words, rather than of the device or of the map."""
        typed = ELSEWHERE if self._needs_place else _ELSEWHERE_OR_NOWHERE
        self.add_error("address", (typed if is_typed else _FAR) % {"town": current().name})

    @property
    def _needs_place(self) -> bool:
        return self.chosen is not None and self.chosen.needs_place

    @property
    def asks_place(self) -> bool:
        return self.chosen is None or self.chosen.asks_place

    @property
    def kept(self) -> dict[str, str]:
        """The place to show again: a wrong one is dropped, since nobody can correct what is hidden."""
        is_wrong = self.is_bound and "address" in self.errors
        return {name: "" if is_wrong else self[name].value() or "" for name in ("lat", "lon", "found", "found_for", "sealed")}

    @property
    def place(self) -> Place:
        return Place(self.cleaned_data["address"], self.point, self._name)

    @property
    def _name(self) -> str:
        """As the geocoder calls the place that was found for these words, or that they say themselves."""
        given = self.cleaned_data
        name = opened(given["sealed"]) if self.point is not None else ""
        return name if is_same(given["address"], name) or is_same(given["address"], given["found_for"]) else ""


class YouForm(forms.Form):
    """Who asks: nothing of it is required, and the page says what follows from leaving it out."""

    first_name = forms.CharField(
        label=gettext_lazy("Votre prénom"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=gettext_lazy("Votre nom"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Votre adresse e-mail"),
        help_text=gettext_lazy("Pour recevoir les réponses et la date prévue. Par exemple : nom@exemple.fr."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": gettext_lazy("Écrivez l’adresse en entier, comme nom@exemple.fr.")},
    )
    phone = forms.CharField(
        label=gettext_lazy("Votre téléphone"),
        help_text=gettext_lazy("Si un agent doit vous joindre sur place."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, data: Mapping[str, str] | None = None, *, initial: Mapping[str, str] | None = None) -> None:
        super().__init__(_split(data), initial=_split(initial), label_suffix="")

    def clean_phone(self) -> str:
        phone = " ".join(str(self.cleaned_data["phone"]).split())
        digits = sum(letter.isdigit() for letter in phone)
        if phone and (not 4 <= digits <= 15 or not re.fullmatch(r"\+?[0-9 ().\-/]+", phone)):
            raise forms.ValidationError(_("Écrivez un numéro de téléphone, comme 06 12 34 56 78."))
        return phone

    @property
    def coordinates(self) -> Coordinates:
        given = self.cleaned_data
        return Coordinates(given["first_name"], given["last_name"], given["email"], given["phone"])

    @property
    def named(self) -> str:
        """As one says it."""
        return f"{self.cleaned_data['first_name']} {self.cleaned_data['last_name']}".strip()


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Votre message"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Écrivez quelques mots.")},
    )

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Votre code de suivi"),
        help_text=gettext_lazy("Huit lettres et chiffres, comme BCDF-GHJK. Il est dans le premier e-mail de la mairie."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code-input"}
        ),
    )


def _split(given: Mapping[str, str] | None) -> dict[str, str] | None:
    """A page that was opened, or kept on a device, when there was one field for the whole name: nobody guesses where to
    split it, and nothing of it is lost."""
    if given is None:
        return None
    whole = given.get("name", "")
    return {**given, "last_name": whole} if whole and "last_name" not in given else dict(given)


def _by_theme(catalogue: Catalogue) -> list[tuple[str, list[tuple[str, str]]]]:
    """For a list to choose from: the themes as its groups."""
    groups = [
        (
            group.theme.name if group.theme else _("Autres demandes"),
            [(str(category.pk), category.name) for category in group.categories],
        )
        for group in catalogue.to_choose
    ]
    return [("", [("", _("Choisissez"))]), *groups]


def _degrees(text: str) -> float:
    """Degrees, rounded to a tenth of a metre. Raises ValueError for what is not a number; a point refuses the absurd."""
    return round(float(text.replace(",", ".")), 6)
