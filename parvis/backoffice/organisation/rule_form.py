"""The form of a rule about letters: who is told of what, when, how often, with which words."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.organisation.alone import unseen
from parvis.cases.grouping import groups_in_use
from parvis.cases.models import Category, Channel, Group, Kind
from parvis.directory.models import Unit
from parvis.directory.queries import units_in_use
from parvis.notifications.drafts import NAMED, PLAIN, Draft
from parvis.notifications.models import Channel as ToldBy
from parvis.notifications.models import Freedom, Rhythm, Rule, RuleRecipient, Still, Who
from parvis.notifications.occasions import OCCASIONS
from parvis.notifications.standard import BY_KEY
from parvis.places.models import District

ANY = gettext_lazy("peu importe")
DELAYS = {"minutes": 1, "hours": 60, "days": 24 * 60}
_SIMPLE = {Who.REQUESTER, Who.FOLLOWERS, Who.ASSIGNEE}
OF_TOWN_RULES = ("name", "occasion", "who", "groups", "addresses", "delay", "delay_unit", "still")
BODY_HELP = gettext_lazy("Une ligne vide sépare deux paragraphes. Les champs se prennent dans la liste, en dessous.")
CHANNEL_HELP = gettext_lazy(
    "À l’écran, c’est tout de suite. Qui n’a pas d’adresse e-mail y lit tout ; un danger est toujours écrit aux autres."
)


def _hour() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class RuleForm(forms.Form):
    """`version`: of the rule as the page showed it. A standard letter has fewer fields: who gets it and when are its own."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=gettext_lazy("Nom de la règle"), required=False, max_length=120)
    occasion = forms.ChoiceField(
        label=gettext_lazy("Quand"), choices=[(one.kind, one.label) for one in OCCASIONS], required=False
    )
    who = forms.MultipleChoiceField(
        label=gettext_lazy("Qui est prévenu"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[one for one in Who.choices if one[0] not in NAMED],
    )  # fmt: skip
    groups = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Groupes prévenus"), required=False, widget=forms.CheckboxSelectMultiple,
        queryset=Group.everywhere.none(), help_text=gettext_lazy("Ceux de leurs membres qui voient la demande."),
        error_messages={"invalid_choice": gettext_lazy("Ce groupe n’existe plus.")},
    )  # fmt: skip
    addresses = forms.CharField(
        label=gettext_lazy("Adresses e-mail fixes"), required=False, max_length=1000,
        help_text=gettext_lazy("Séparées par des virgules. Elles ne lisent que ce qui est public."),
    )  # fmt: skip
    subject = forms.CharField(label=gettext_lazy("Objet"), required=False, max_length=200)
    title = forms.CharField(
        label=gettext_lazy("Titre"), help_text=gettext_lazy("Vide : l’objet."), required=False, max_length=200
    )
    body = forms.CharField(
        label=gettext_lazy("Texte"), help_text=BODY_HELP, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    category = forms.ChoiceField(label=gettext_lazy("Catégorie ou thème"), required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Service, et ceux en dessous"), required=False)
    district = forms.ChoiceField(label=gettext_lazy("Secteur"), required=False)
    case_kind = forms.ChoiceField(label=gettext_lazy("Genre"), choices=[("", ANY), *Kind.choices], required=False)
    came_by = forms.ChoiceField(label=gettext_lazy("Arrivée par"), choices=[("", ANY), *Channel.choices], required=False)
    is_urgent = forms.BooleanField(label=gettext_lazy("Seulement un danger ou une priorité haute"), required=False)
    delay = forms.IntegerField(
        label=gettext_lazy("Délai"), help_text=gettext_lazy("0 : dès que cela arrive."), required=False, min_value=0,
        error_messages={"invalid": gettext_lazy("Écrivez un nombre.")},
    )  # fmt: skip
    delay_unit = forms.ChoiceField(
        label=gettext_lazy("Unité du délai"), required=False,
        choices=[("minutes", gettext_lazy("minutes")), ("hours", gettext_lazy("heures")), ("days", gettext_lazy("jours"))],
    )  # fmt: skip
    still = forms.ChoiceField(label=gettext_lazy("Au moment d’écrire"), choices=Still.choices, required=False)
    quiet_from = forms.TimeField(label=gettext_lazy("Silence à partir de"), required=False, widget=_hour())
    quiet_until = forms.TimeField(label=gettext_lazy("Silence jusqu’à"), required=False, widget=_hour())
    rests_on_sundays = forms.BooleanField(
        label=gettext_lazy("Silence aussi les dimanches et jours fériés"), required=False,
        help_text=gettext_lazy("Un danger n’attend jamais."),
    )  # fmt: skip
    channel = forms.ChoiceField(
        label=gettext_lazy("Comment les agents sont prévenus"), help_text=CHANNEL_HELP, choices=ToldBy.choices, required=False
    )
    rhythm = forms.ChoiceField(
        label=gettext_lazy("Rythme"), choices=[one for one in Rhythm.choices if one[0] != Rhythm.NEVER], required=False
    )
    freedom = forms.ChoiceField(label=gettext_lazy("Ce qu’un agent peut choisir"), choices=Freedom.choices, required=False)
    use_required_attribute = False

    def draft(self) -> Draft:
        """What was typed, once it is valid."""
        said = self.cleaned_data
        plain = {name: said[name] for name in PLAIN if name in said}
        minutes = (said.get("delay") or 0) * DELAYS[said.get("delay_unit") or "minutes"]
        addresses = tuple(part for part in said.get("addresses", "").replace("\n", ",").split(",") if part.strip())
        things = {
            "category": Category.objects.filter(pk=said["category"] or 0).first(),
            "unit": Unit.objects.filter(pk=said["unit"] or 0).first(),
            "district": District.objects.filter(pk=said["district"] or 0).first(),
        }
        chosen = {
            "channel": said.get("channel") or ToldBy.EMAIL,
            "rhythm": said["rhythm"] or Rhythm.AT_ONCE,
            "freedom": said["freedom"] or Freedom.RHYTHM,
        }
        return Draft(
            **{**plain, **things, **chosen},
            delay_minutes=minutes,
            who=frozenset(said.get("who", ())),
            addresses=addresses,
            groups=tuple(said.get("groups", ())),
        )


def form_of(
    rule: Rule, recipients: list[RuleRecipient], data: Mapping[str, object] | None = None, kept: dict[str, object] | None = None
) -> RuleForm:
    form = RuleForm(data, initial={**_initial(rule, recipients), **(kept or {})})
    for name in OF_TOWN_RULES if rule.standard else ():
        del form.fields[name]
    if rule.standard and not BY_KEY[rule.standard].may_be_shown:
        del form.fields["channel"]
    _offer_groups(form)
    categories = Category.objects.order_by("name")
    _offer(form, "category", [(str(one.pk), one.name) for one in categories if _is_offered(one, rule.category_id)])
    _offer(form, "unit", [(str(one.pk), one.name) for one in units_in_use().order_by("name")])
    districts = District.objects.filter(ended_on__isnull=True).select_related("zoning").order_by("zoning__name", "name")
    _offer(form, "district", [(str(one.pk), f"{one.name} ({one.zoning.name})") for one in districts])
    return form


def _offer_groups(form: RuleForm) -> None:
    """Nothing of them in a town that has none."""
    field = form.fields.get("groups")
    if isinstance(field, forms.ModelMultipleChoiceField):
        field.queryset = groups_in_use()
        if not field.queryset.exists():
            del form.fields["groups"]


def narrow(form: RuleForm, recipients: list[RuleRecipient]) -> None:
    """To what one agent and one unit have a use for; whoever a rule tells already stays."""
    kept: set[str] = {*_SIMPLE, *(one.who for one in recipients)}
    for name, choices in (
        ("who", [one for one in Who.choices if one[0] in kept and one[0] not in NAMED]),
        ("occasion", [(one.kind, one.label) for one in OCCASIONS if not one.is_between_agents]),
    ):
        field = form.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
    unseen(form, "unit")


def _is_offered(category: Category, chosen: int | None) -> bool:
    return category.ended_on is None or category.pk == chosen


def _offer(form: RuleForm, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", _("peu importe")), *choices]


def _initial(rule: Rule, recipients: list[RuleRecipient]) -> dict[str, object]:
    minutes = rule.delay_minutes
    unit = next((name for name in ("days", "hours") if minutes and minutes % DELAYS[name] == 0), "minutes")
    return {
        **{name: getattr(rule, name) for name in PLAIN},
        **{name: str(getattr(rule, f"{name}_id") or "") for name in ("category", "unit", "district")},
        "version": rule.version, "delay": minutes // DELAYS[unit], "delay_unit": unit,
        "who": [one.who for one in recipients if one.who not in NAMED],
        "groups": [one.group_id for one in recipients if one.group_id],
        "addresses": ", ".join(one.address for one in recipients if one.who == Who.ADDRESS),
    }  # fmt: skip
