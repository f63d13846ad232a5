"""What somebody is to the town hall, and which cases are opened to a councillor or a contractor: the forms."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.organisation.units import by_tree, indented
from parvis.cases.models import Category
from parvis.directory.models import AgentKind
from parvis.directory.queries import units_in_use
from parvis.places.models import District

KINDS = {
    AgentKind.COLLEAGUE: gettext_lazy("Agent de la mairie : voit et traite les demandes de ses services"),
    AgentKind.COUNCILLOR: gettext_lazy("Élu : consulte les demandes qu’on lui ouvre, et n’agit pas"),
    AgentKind.CONTRACTOR: gettext_lazy("Entreprise : voit ce qu’on lui confie, sans jamais savoir qui l’a demandé"),
}


class KindForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Cette personne est"), widget=forms.RadioSelect, choices=[(one.value, KINDS[one]) for one in KINDS]
    )
    use_required_attribute = False


class AccessForm(forms.Form):
    """Each choice of nothing limits nothing."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Du service, et de ceux en dessous"), required=False)
    category = forms.ChoiceField(label=gettext_lazy("De la catégorie, et de celles en dessous"), required=False)
    district = forms.ChoiceField(label=gettext_lazy("Du secteur"), required=False)
    use_required_attribute = False

    def offer(self) -> "AccessForm":
        categories = Category.objects.filter(ended_on__isnull=True).select_related("parent")
        named = sorted((f"{one.parent.name} › {one.name}" if one.parent else one.name, str(one.pk)) for one in categories)
        districts = District.objects.filter(ended_on__isnull=True).order_by("zoning_id", "name").values_list("pk", "name")
        for name, choices in {
            "unit": [("", _("Tous les services")), *indented(by_tree(list(units_in_use())))],
            "category": [("", _("Toutes les catégories")), *((pk, words) for words, pk in named)],
            "district": [("", _("Tous les secteurs")), *((str(pk), words) for pk, words in districts)],
        }.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        return self
