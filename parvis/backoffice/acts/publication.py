"""…/publication, …/mots-prives: say of what the requester wrote whether everybody reads it, and what of it is masked."""

import re
from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.acting import Act, ActForm, acts
from parvis.cases.masking import MASK, Span, left_out, masked
from parvis.cases.models import Case, Look
from parvis.cases.operations.publish import keep_words, publish_words
from parvis.cases.publishing import has_address, has_words, proposals
from parvis.directory.models import Agent
from parvis.kernel.text import unbreakable

_SPAN = re.compile(r"([0-9]{1,6})-([0-9]{1,6})")


class Masks(forms.MultipleChoiceField):
    """Passages of a text, each as "12-25". Those that the agent has selected are added to those proposed."""

    text = ""

    def propose(self, text: str, spans: Iterable[Span], sent: Iterable[str]) -> None:
        self.text = text
        values = dict.fromkeys([*(f"{start}-{end}" for start, end in spans), *(one for one in sent if _span(one, text))])
        self.choices = [(value, self._words(value)) for value in values]

    def _words(self, value: str) -> str:
        start, end = _span(value, self.text) or (0, 0)
        return f"« {self.text[start:end]} »"

    def valid_value(self, value: object) -> bool:
        return _span(str(value), self.text) is not None


def _span(value: str, text: str) -> Span | None:
    found = _SPAN.fullmatch(value)
    span = (int(found[1]), int(found[2])) if found else (0, 0)
    return span if span[0] < span[1] <= len(text) else None


class PublicationForm(ActForm):
    """The boxes of the proposed passages, and the text that everybody will read, in which more may be masked."""

    words_masks = Masks(label=gettext_lazy("À masquer"), required=False, widget=forms.CheckboxSelectMultiple)
    words = forms.CharField(
        label=gettext_lazy("Les mots du demandeur"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Ce qui est coché y sera masqué. Pour masquer autre chose, écrivez [masqué] à sa place."),
    )
    address_masks = Masks(label=gettext_lazy("À masquer dans l’adresse"), required=False, widget=forms.CheckboxSelectMultiple)
    address = forms.CharField(
        label=gettext_lazy("L’adresse qu’il a tapée"),
        required=False,
        strip=False,
        help_text=gettext_lazy("Elle est inconnue du plan. Pour en masquer une partie, écrivez [masqué] à sa place."),
    )

    def furnish(self) -> None:
        case = self.case
        self._offer("words", case.words, case.public_words, is_there=has_words(case))
        self._offer("address", case.address, case.public_address, is_there=has_address(case))

    def _offer(self, name: str, text: str, shown: str, *, is_there: bool) -> None:
        masks = self.fields[f"{name}_masks"]
        assert isinstance(masks, Masks)
        if not is_there:
            del self.fields[name], self.fields[f"{name}_masks"]
            return
        # What is already decided is where one begins again.
        spans = (shown and left_out(text, shown)) or proposals(self.case, text)
        given = self.data if self.is_bound else self.initial
        sent = given.getlist(f"{name}_masks") if isinstance(given, QueryDict) else given.get(f"{name}_masks", [])
        masks.propose(text, spans, [sent] if isinstance(sent, str) else sent)
        masks.initial = [f"{start}-{end}" for start, end in spans]
        if spans:
            masks.help_text = unbreakable(_("Si tout reste coché, le public lira : « %s »") % masked(text, spans))
        self.fields[name].initial = text
        if not masks.choices:
            self.fields[f"{name}_masks"].widget = forms.MultipleHiddenInput()

    def spans(self, name: str) -> list[Span]:
        """The passages ticked, and those that the text leaves out."""
        ticked = [_span(value, self._text(name)) for value in self.cleaned_data.get(f"{name}_masks", [])]
        edited: list[Span] = self.cleaned_data.get(name) or []
        return [*(span for span in ticked if span is not None), *edited]

    def clean_words(self) -> list[Span]:
        return self._left_out("words")

    def clean_address(self) -> list[Span]:
        return self._left_out("address")

    def _left_out(self, name: str) -> list[Span]:
        if name not in self.data:  # the card has the boxes alone
            return []
        spans = left_out(self._text(name), str(self.cleaned_data[name]))
        if spans is None:
            raise forms.ValidationError(
                _("Ce ne sont plus les mots du demandeur : remplacez des passages par %s, sans rien changer d’autre.") % MASK
            )
        return spans

    def _text(self, name: str) -> str:
        return self.case.words if name == "words" else self.case.address


class KeepForm(ActForm):
    pass


def _is_published_so(case: Case, form: ActForm) -> bool:
    """Whether everybody reads already what this form asks."""
    assert isinstance(form, PublicationForm)
    is_so = case.look == Look.PUBLISHED and case.public_words == masked(case.words, form.spans("words"))
    return (is_so or not has_words(case)) and (
        not has_address(case) or case.public_address == masked(case.address, form.spans("address"))
    )


@acts(
    Act(
        verb="publish",
        slug="publication",
        title=gettext_lazy("Publier les mots du demandeur"),
        submit=gettext_lazy("Publier"),
        icon="eye",
        form=PublicationForm,
        facts=(),
        is_done=_is_published_so,
    )
)
def publication(case: Case, form: ActForm, agent: Agent) -> str:
    assert isinstance(form, PublicationForm)
    publish_words(case, masking=form.spans("words"), masking_address=form.spans("address"), by=agent)
    return _("Le public lit maintenant ces mots.")


@acts(
    Act(
        verb="keep",
        slug="mots-prives",
        title=gettext_lazy("Garder ces mots privés"),
        submit=gettext_lazy("Garder privé"),
        icon="eye-off",
        form=KeepForm,
        facts=(),
        is_done=lambda case, form: case.look == Look.KEPT and case.public_address == case.place_name,
    )
)
def keeping(case: Case, form: ActForm, agent: Agent) -> str:
    keep_words(case, by=agent)
    return _("Ces mots restent privés : le public ne les lit pas.")
