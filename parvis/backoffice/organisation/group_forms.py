"""What is said of a group of people, as fields."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.organisation.units import by_tree, indented, run_by
from parvis.cases.models import Category, Group
from parvis.cases.operations.groups import Value
from parvis.cases.readings.coverage import Coverage
from parvis.directory.models import Agent, Unit
from parvis.directory.policy import can_arrange
from parvis.places.models import District

NO_NAME = {"required": gettext_lazy("Donnez un nom au groupe.")}
NOT_OFFERED = {"invalid_choice": gettext_lazy("Ce choix n’est plus proposé : choisissez de nouveau.")}


class NewGroupForm(forms.Form):
    """`unit`: "" for the whole town, which only an administrator is offered."""

    name = forms.CharField(
        label=gettext_lazy("Nom du groupe"),
        help_text=gettext_lazy("Entre agents : « Astreinte », « Propreté centre-ville »."),
        max_length=120,
        error_messages=NO_NAME,
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Service"),
        help_text=gettext_lazy("Le chef de ce service règle le groupe. Ses membres peuvent être d’ailleurs."),
        required=False,
        error_messages=NOT_OFFERED,
    )
    use_required_attribute = False

    def offer(self, agent: Agent) -> None:
        self.units = {str(one.pk): one for one in run_by(agent)}
        whole = [("", _("Toute la commune"))] if can_arrange(agent) else []
        self.choose("unit", [*whole, *indented(by_tree(list(self.units.values())))])

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def unit_chosen(self) -> Unit | None:
        return self.units.get(self.cleaned_data["unit"])


class GroupForm(NewGroupForm):
    """`version`: of the group as the page showed it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    category = forms.ChoiceField(
        label=gettext_lazy("Catégorie, et celles en dessous"), required=False, error_messages=NOT_OFFERED
    )
    district = forms.ChoiceField(label=gettext_lazy("Secteur"), required=False, error_messages=NOT_OFFERED)
    sees_all = forms.BooleanField(
        label=gettext_lazy("Ses membres voient toutes ces demandes, même celles qui ne sont pas confiées au groupe"),
        help_text=gettext_lazy("Celles du service, de la catégorie et du secteur dits ici, ensemble ; aucune confidentielle."),
        required=False,
    )

    def offer(self, agent: Agent) -> None:
        super().offer(agent)
        coverage = Coverage()
        in_use = {str(one.pk): one for one in coverage.all.values() if one.ended_on is None}
        self.categories: dict[str, Category] = in_use
        self.choose("category", [("", _("Toutes")), *((pk, coverage.path(one)) for pk, one in in_use.items())])
        places = District.objects.filter(ended_on__isnull=True).select_related("zoning").defer("geometry")
        self.districts = {str(one.pk): one for one in places.order_by("zoning_id", "name")}
        is_one = len(coverage.zonings) < 2
        named = [(pk, one.name if is_one else f"{one.zoning.name} › {one.name}") for pk, one in self.districts.items()]
        self.choose("district", [("", _("Tous")), *named])

    def said(self) -> dict[str, Value]:
        """As the operation reads it."""
        typed = self.cleaned_data
        return {
            "name": typed["name"],
            "unit": self.unit_chosen,
            "category": self.categories.get(typed["category"]),
            "district": self.districts.get(typed["district"]),
            "sees_all": typed["sees_all"],
        }


class DissolutionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    into = forms.ChoiceField(
        label=gettext_lazy("Ses demandes en cours, et ce qui lui arrivait"), required=False, error_messages=NOT_OFFERED
    )
    use_required_attribute = False

    def offer(self, others: list[Group]) -> None:
        into = self.fields["into"]
        assert isinstance(into, forms.ChoiceField)
        into.choices = [
            ("", _("restent à leurs services, sans groupe")),
            *((str(one.pk), _("vont au groupe « %s »") % one.name) for one in others),
        ]


def known(group: Group) -> dict[str, object]:
    return {
        "version": group.version,
        "name": group.name,
        "unit": str(group.unit_id or ""),
        "category": str(group.category_id or ""),
        "district": str(group.district_id or ""),
        "sees_all": group.sees_all,
    }
