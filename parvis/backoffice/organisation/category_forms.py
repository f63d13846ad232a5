"""What is said of a category, as fields."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.organisation.delay_forms import DelayForm
from parvis.backoffice.organisation.pictograms import PICTOGRAMS
from parvis.backoffice.organisation.units import by_tree, indented
from parvis.cases.models import Category, Kind, Publication, StageSet
from parvis.cases.operations.describe_category import Value
from parvis.cases.readings.coverage import Coverage
from parvis.directory.queries import units_in_use

NOT_OF_IT = ("version", "at", "is_for_open")
NUMBER = {"required": gettext_lazy("Écrivez un nombre."), "invalid": gettext_lazy("Écrivez un nombre.")}


class SeasonField(forms.CharField):
    """A day of the year, typed as 15/11 and kept as 11-15."""

    def prepare_value(self, value: object) -> object:
        found = re.fullmatch(r"(\d\d)-(\d\d)", str(value or ""))
        return f"{found[2]}/{found[1]}" if found else value

    def clean(self, value: object) -> str:
        text = "".join(str(value or "").split())
        found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})", text)
        if text and not found:
            raise forms.ValidationError(_("Écrivez le jour et le mois, comme 15/11."))
        return f"{int(found[2]):02}-{int(found[1]):02}" if found else ""


class NewCategoryForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Son nom"),
        help_text=gettext_lazy("Comme les habitants le lisent : « Lampadaire éteint »."),
        max_length=200,
        error_messages={"required": gettext_lazy("Donnez un nom.")},
    )
    parent = forms.ChoiceField(label=gettext_lazy("Sous le thème"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Genre"), choices=Kind.choices)
    unit = forms.ChoiceField(
        label=gettext_lazy("Service"),
        help_text=gettext_lazy("Qui reçoit ses demandes, là où rien d’autre n’est dit secteur par secteur."),
        required=False,
    )
    pictogram = forms.ChoiceField(
        label=gettext_lazy("Dessin"), choices=list(PICTOGRAMS.items()), widget=forms.RadioSelect, initial="circle-dot"
    )
    use_required_attribute = False

    def offer(self, coverage: Coverage, category: Category | None = None) -> None:
        """What may be chosen in this town; `category`: not under itself, and with the drawing that it has."""
        under = [one for one in coverage.all.values() if one.ended_on is None and not _is_within(one, category, coverage)]
        self._choose("parent", [("", _("Aucun : c’est un thème")), *((str(one.pk), coverage.path(one)) for one in under)])
        self._choose("unit", [("", _("Celui du thème, ou l’accueil")), *indented(by_tree(list(units_in_use())))])
        if category is not None and category.pictogram not in PICTOGRAMS:
            self._choose("pictogram", [(category.pictogram, _("celui d’aujourd’hui")), *PICTOGRAMS.items()])

    def _choose(self, name: str, choices: list[tuple[str, object]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class CategoryForm(NewCategoryForm, DelayForm):
    """`version`: of the category as the page showed it; `at`: the place among its sisters, "" where it stays."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    synonyms = forms.CharField(
        label=gettext_lazy("Autres mots"),
        help_text=gettext_lazy("Ceux que les gens tapent pour la chercher : réverbère, ampoule, lumière."),
        required=False,
    )
    notice = forms.CharField(
        label=gettext_lazy("À dire en haut du formulaire"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    season_from = SeasonField(
        label=gettext_lazy("Proposée à partir du"), help_text=gettext_lazy("Jour et mois, comme 15/11."), required=False
    )
    season_to = SeasonField(
        label=gettext_lazy("Jusqu’au"),
        help_text=gettext_lazy("Sans dates, la catégorie est proposée toute l’année."),
        required=False,
    )
    at = forms.ChoiceField(label=gettext_lazy("Place dans la liste"), required=False)
    zoning = forms.ChoiceField(label=gettext_lazy("Découpage qui décide du service"), required=False)
    stages = forms.ChoiceField(
        label=gettext_lazy("Étapes"),
        help_text=gettext_lazy("Ce qui est au-dessous les suit aussi. Une demande déjà à une autre étape y reste."),
        required=False,
    )
    is_danger = forms.BooleanField(
        label=gettext_lazy("C’est un danger"),
        help_text=gettext_lazy("Urgente dès son arrivée, toute l’équipe est prévenue, et le numéro d’astreinte est montré."),
        required=False,
    )
    asks_place = forms.BooleanField(label=gettext_lazy("Le lieu est demandé"), required=False)
    needs_place = forms.BooleanField(label=gettext_lazy("Le lieu est obligatoire"), required=False)
    nearby_metres = forms.IntegerField(
        label=gettext_lazy("Montrer ce qui est déjà signalé à moins de (mètres)"),
        help_text=gettext_lazy("0 : rien n’est montré avant l’envoi."),
        error_messages=NUMBER,
    )
    reopening_days = forms.IntegerField(
        label=gettext_lazy("« Toujours en panne ? » pendant (jours)"),
        help_text=gettext_lazy("Après la réparation. 0 : jamais."),
        error_messages=NUMBER,
    )
    publication = forms.ChoiceField(
        label=gettext_lazy("Ce que tout le monde peut voir"), choices=Publication.choices, widget=forms.RadioSelect
    )
    is_confidential = forms.BooleanField(
        label=gettext_lazy("Confidentielle dès son arrivée"),
        help_text=gettext_lazy(
            "Seules les personnes qui répondent de cette catégorie même l’ouvrent : ni leur chef, ni l’administration. Jamais "
            "publique."
        ),
        required=False,
    )
    is_anonymous = forms.BooleanField(label=gettext_lazy("Ni nom ni coordonnées ne sont demandés"), required=False)
    is_for_agents = forms.BooleanField(label=gettext_lazy("Réservée aux agents, jamais proposée aux habitants"), required=False)

    def offer(self, coverage: Coverage, category: Category | None = None) -> None:
        super().offer(coverage, category)
        zonings = [(str(pk), one.name) for pk, one in coverage.zonings.items()]
        self._choose("zoning", [("", _("Celui du thème, ou le premier")), *zonings])
        sets = [(str(one.pk), one.name) for one in StageSet.objects.order_by("name")]
        self._choose("stages", [("", _("Celles du thème, ou aucune")), *sets])
        sisters = [one for one in coverage.all.values() if category and one.parent_id == category.parent_id]
        others = [one for one in sisters if one.ended_on is None and one != category]
        after = [(str(place), _("Après « %s »") % one.name) for place, one in enumerate(others, 1)]
        self._choose("at", [("", _("Où elle est")), ("0", _("En premier")), *after])

    def said(self, coverage: Coverage) -> dict[str, Value]:
        """As the operation reads it."""
        typed = self.cleaned_data
        units = {str(one.pk): one for one in units_in_use()} if typed["unit"] else {}
        things: dict[str, Value] = {
            "parent": coverage.all[int(typed["parent"])] if typed["parent"] else None,
            "unit": units.get(typed["unit"]),
            "zoning": coverage.zonings[int(typed["zoning"])] if typed["zoning"] else None,
            "stages": StageSet.objects.get(pk=int(typed["stages"])) if typed["stages"] else None,
            "kind": Kind(typed["kind"]),
            "publication": Publication(typed["publication"]),
        }
        return {**{name: value for name, value in typed.items() if name not in NOT_OF_IT}, **things}


def known(category: Category) -> dict[str, object]:
    """What the fields hold at first."""
    apart = ("parent", "unit", "zoning", "stages", "at", "is_for_open")
    names = [name for name in CategoryForm.base_fields if name not in apart]
    ids = {name: str(getattr(category, f"{name}_id") or "") for name in ("parent", "unit", "zoning", "stages")}
    return {**{name: getattr(category, name) for name in names}, **ids}


def _is_within(one: Category, category: Category | None, coverage: Coverage) -> bool:
    return category is not None and category in coverage.lineage(one)
