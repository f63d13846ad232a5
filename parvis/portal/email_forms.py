"""A form that asks for an address and nothing else."""

from django import forms
from django.utils.translation import gettext_lazy


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Votre adresse e-mail"),
        help_text=gettext_lazy("Par exemple : nom@exemple.fr."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Écrivez votre adresse e-mail."),
            "invalid": gettext_lazy("Écrivez l’adresse en entier, comme nom@exemple.fr."),
        },
    )
    use_required_attribute = False
