"""What is said of a question of a category, as fields."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.forms.editing import new_choices, new_key
from parvis.forms.questions import Choice, Condition, Ending, Question, QuestionKind

YES_NO = "yes_no"
ANSWERS = ["Oui", "Non"]  # the town's own words, whatever the language of the page
KINDS = {
    YES_NO: gettext_lazy("Oui ou non"),
    QuestionKind.CHOICE: gettext_lazy("Une réponse à choisir"),
    QuestionKind.SEVERAL: gettext_lazy("Plusieurs réponses possibles"),
    QuestionKind.TEXT: gettext_lazy("Texte court"),
    QuestionKind.LONG_TEXT: gettext_lazy("Texte long"),
    QuestionKind.NUMBER: gettext_lazy("Nombre"),
    QuestionKind.DATE: gettext_lazy("Date"),
    QuestionKind.PHONE: gettext_lazy("Téléphone"),
}


class QuestionForm(forms.Form):
    """`only_if`: answers to earlier questions, each as its question and its value."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    label = forms.CharField(
        label=gettext_lazy("La question"),
        help_text=gettext_lazy("Comme un habitant la lit : « Combien de lampes sont éteintes ? »"),
        max_length=200,
        error_messages={"required": gettext_lazy("Écrivez la question.")},
    )
    help = forms.CharField(
        label=gettext_lazy("Aide"),
        help_text=gettext_lazy("Sous la question, en petit : « Il est écrit sur le mât, à hauteur des yeux. »"),
        max_length=500,
        required=False,
    )
    kind = forms.ChoiceField(label=gettext_lazy("On y répond par"), choices=list(KINDS.items()), initial=YES_NO)
    choices = forms.CharField(
        label=gettext_lazy("Les réponses à choisir"),
        help_text=gettext_lazy("Une par ligne. Vide pour un oui ou non, un texte, un nombre, une date, un téléphone."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    is_required = forms.BooleanField(label=gettext_lazy("Il faut y répondre"), required=False, initial=True)
    only_if = forms.MultipleChoiceField(
        label=gettext_lazy("Posée seulement si la réponse est"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Une de ces réponses n’existe plus : choisissez-en une autre.")},
    )
    use_required_attribute = False

    def offer(self, earlier: tuple[Question, ...]) -> None:
        """The answers of the questions before it may decide whether it is asked."""
        self.earlier = [one for one in earlier if one.choices]
        field = self.fields["only_if"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(_token(one, choice), choice.label) for one in self.earlier for choice in one.choices]

    @property
    def conditions(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """Question by question: each answer, and whether it is chosen."""
        value = self["only_if"].value() or []
        chosen = {value} if isinstance(value, str) else set(value)
        return [
            (one.label, [(_token(one, choice), choice.label, _token(one, choice) in chosen) for choice in one.choices])
            for one in self.earlier
        ]

    def clean_choices(self) -> list[str]:
        lines = [" ".join(line.split()) for line in str(self.cleaned_data["choices"]).replace("\0", "").splitlines()]
        return [line for line in lines if line]

    def clean(self) -> dict[str, object]:
        kind, written = self.cleaned_data.get("kind"), self.cleaned_data.get("choices") or []
        if kind == YES_NO and written and written != ANSWERS:
            self.add_error(
                "choices", _("« Oui ou non » a ses propres réponses : videz ceci, ou choisissez « Une réponse à choisir ».")
            )
        elif kind not in (YES_NO, QuestionKind.CHOICE, QuestionKind.SEVERAL, None) and written:
            self.add_error(
                "choices", _("Cette sorte de question n’a pas de réponses à choisir : videz ceci, ou changez de sorte.")
            )
        if len({token.partition(" ")[0] for token in self.cleaned_data.get("only_if", [])}) > 1:
            self.add_error("only_if", _("Choisissez les réponses d’une seule question."))
        return self.cleaned_data

    def said(self, question: Question | None, others: tuple[Question, ...]) -> Question:
        """As it will be asked; `question`: as it was."""
        typed = self.cleaned_data
        kind = QuestionKind.CHOICE if typed["kind"] == YES_NO else QuestionKind(typed["kind"])
        labels = ANSWERS if typed["kind"] == YES_NO else typed["choices"]
        pairs = [token.split(" ", 1) for token in typed["only_if"]]
        return Question(
            key=question.key if question else new_key(typed["label"], (one.key for one in others)),
            label=typed["label"],
            kind=kind,
            help=typed["help"],
            is_required=typed["is_required"],
            choices=new_choices(labels, question.choices if question else ()),
            only_if=Condition(pairs[0][0], tuple(value for _key, value in pairs)) if pairs else None,
        )


class EndingsForm(forms.Form):
    """Where each answer of a question leads: four fields for each, under the value of the answer."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    use_required_attribute = False

    def offer(self, question: Question) -> None:
        self.question = question
        for choice in question.choices:
            known = choice.ending or Ending("")
            for name, field in _ending_fields().items():
                field.initial = getattr(known, name)
                self.fields[f"{choice.value}-{name}"] = field

    @property
    def rows(self) -> list[tuple[Choice, list[forms.BoundField], bool]]:
        """Each answer, its fields, and whether something is written in them."""
        rows = []
        for choice in self.question.choices:
            bound = [self[f"{choice.value}-{name}"] for name in _ending_fields()]
            rows.append((choice, bound, any(one.value() for one in bound)))
        return rows

    def clean(self) -> dict[str, object]:
        for choice in self.question.choices:
            told = self._told(choice)
            if any(told.values()) and not told["title"]:
                self.add_error(f"{choice.value}-title", _("Dites d’abord ce qu’il faut faire, ou effacez le reste."))
            if told["url"] and not told["url"].startswith("https://"):
                self.add_error(f"{choice.value}-url", _("Un lien commence par https://."))
        return self.cleaned_data

    def said(self, question: Question) -> tuple[Choice, ...]:
        endings = {choice.value: self._told(choice) for choice in self.question.choices}
        return tuple(
            Choice(one.value, one.label, Ending(**told) if (told := endings.get(one.value)) and told["title"] else None)
            for one in question.choices
        )

    def _told(self, choice: Choice) -> dict[str, str]:
        return {name: str(self.cleaned_data.get(f"{choice.value}-{name}", "")).strip() for name in _ending_fields()}


def kind_of(question: Question) -> str:
    labels = [choice.label for choice in question.choices]
    return YES_NO if question.kind == QuestionKind.CHOICE and labels == ANSWERS else question.kind


def known(question: Question) -> dict[str, object]:
    """What the fields hold at first."""
    labels = [choice.label for choice in question.choices]
    condition = question.only_if
    return {
        "label": question.label,
        "help": question.help,
        "kind": kind_of(question),
        "choices": "" if kind_of(question) == YES_NO else "\n".join(labels),
        "is_required": question.is_required,
        "only_if": [f"{condition.question} {value}" for value in condition.values] if condition else [],
    }


def _ending_fields() -> dict[str, forms.CharField]:
    return {
        "title": forms.CharField(
            label=_("Ce qu’il faut faire"),
            help_text=_("« Éloignez-vous et appelez le 18 ». Vide : le formulaire continue."),
            max_length=200,
            required=False,
        ),
        "words": forms.CharField(
            label=_("Un conseil"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
        ),
        "phone": forms.CharField(label=_("Téléphone"), max_length=30, required=False),
        "url": forms.CharField(label=_("Lien"), max_length=500, required=False),
    }


def _token(question: Question, choice: Choice) -> str:
    return f"{question.key} {choice.value}"
