"""The forms of sign-in and passwords: django-allauth's, in our words."""

from typing import TYPE_CHECKING

from allauth.account import forms as allauth_forms
from django import forms
from django.forms import Field
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from parvis.directory.identity import is_email
from parvis.directory.operations.credentials import address_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EMAIL = _("Adresse e-mail professionnelle")
LOGIN = _("Adresse e-mail professionnelle, ou identifiant")
WRONG = _("Écrivez une adresse e-mail, par exemple prenom.nom@mairie.fr.")
RULES = _("Douze caractères au moins. Quelques mots qui n’ont rien à voir ensemble font un bon mot de passe.")


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]  # allauth ships no types
    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(max_length=254)
        _say(self.fields["login"], LOGIN, _("Écrivez votre adresse e-mail, ou votre identifiant."), autocomplete="username")
        _say(self.fields["password"], _("Mot de passe"), _("Écrivez votre mot de passe."), autocomplete="current-password")

    def clean_login(self) -> str:
        """An identifier names the same credentials as the address that nobody can be written to."""
        typed = str(self.cleaned_data["login"]).strip()
        if "@" not in typed:
            return address_of(typed.lower())
        if not is_email(typed):
            raise forms.ValidationError(WRONG)
        return typed


class ForgottenForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["email"], EMAIL, _("Écrivez votre adresse e-mail."), autocomplete="username", invalid=WRONG)

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        """An address that is nobody's gets nothing, and the page says the same."""
        if self.users:
            super().save(request, **kwargs)
        return str(self.cleaned_data["email"])


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth ships no types
    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say_new(self.fields)


class ChangeForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        said = _("Écrivez votre mot de passe actuel.")
        _say(self.fields["oldpassword"], _("Mot de passe actuel"), said, autocomplete="current-password")
        _say_new(self.fields)


def _say(
    field: Field, label: "StrOrPromise", missing: "StrOrPromise", *, autocomplete: str, invalid: "StrOrPromise" = ""
) -> None:
    """Our label and sentences in place of allauth's; no placeholder, which goes when one types."""
    field.label, field.help_text = label, ""
    field.error_messages["required"] = missing
    if invalid:
        for validator in field.validators:
            vars(validator)["message"] = invalid
    field.widget.attrs = {"autocomplete": autocomplete}


def _say_new(fields: dict[str, Field]) -> None:
    _say(fields["password1"], _("Nouveau mot de passe"), _("Choisissez un mot de passe."), autocomplete="new-password")
    fields["password1"].help_text = RULES
    _say(fields["password2"], _("Le même, encore une fois"), _("Écrivez-le une seconde fois."), autocomplete="new-password")
