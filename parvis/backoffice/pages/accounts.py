"""/agents/compte/…: sign in and out, and the password; by django-allauth, in our words."""

from typing import TYPE_CHECKING

from allauth.account import forms as allauth_forms
from allauth.account import views as allauth_views
from django.forms import Field
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from parvis.backoffice.keeping import open_sealed
from parvis.kernel.fronts import public, writes

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EMAIL = _("Adresse e-mail professionnelle")
WRONG = _("Écrivez une adresse e-mail, par exemple prenom.nom@mairie.fr.")
RULES = _("Douze caractères au moins. Quelques mots qui n’ont rien à voir ensemble font un bon mot de passe.")


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]  # allauth ships no types
    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["login"], EMAIL, _("Écrivez votre adresse e-mail."), autocomplete="username", invalid=WRONG)
        _say(self.fields["password"], _("Mot de passe"), _("Écrivez votre mot de passe."), autocomplete="current-password")


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


class SignIn(allauth_views.LoginView):  # type: ignore[misc]  # allauth ships no types
    def get_form_class(self) -> type[SignInForm]:
        return SignInForm

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """What was typed before the session ended is in the form, signed: it is given back after."""
        answer: HttpResponse = super().form_valid(form)
        if self.request.user.is_authenticated:
            open_sealed(self.request, self.request.POST.get("kept", ""))
        return answer

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        kept = self.request.POST.get("kept", "")
        next_page = self.request.POST.get("next") or self.request.GET.get("next", "")
        return {**super().get_context_data(**kwargs), "kept": kept, "next": next_page, "was_kept": bool(kept)}


class Forgotten(allauth_views.PasswordResetView):  # type: ignore[misc]  # allauth ships no types
    def get_form_class(self) -> type[ForgottenForm]:
        return ForgottenForm


class NewPassword(allauth_views.PasswordResetFromKeyView):  # type: ignore[misc]  # allauth ships no types
    def get_form_class(self) -> type[NewPasswordForm]:
        return NewPasswordForm

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return {"token_fail": False, **super().get_context_data(**kwargs)}


class ChangePassword(allauth_views.PasswordChangeView):  # type: ignore[misc]  # allauth ships no types
    success_url = reverse_lazy("backoffice:home")

    def get_form_class(self) -> type[ChangeForm]:
        return ChangeForm


sign_in = public(writes(SignIn.as_view()))
sign_out = public(writes(allauth_views.LogoutView.as_view()))
forgotten = public(writes(Forgotten.as_view()))
forgotten_sent = public(writes(allauth_views.PasswordResetDoneView.as_view()))
new_password = public(writes(NewPassword.as_view()))
new_password_done = public(writes(allauth_views.PasswordResetFromKeyDoneView.as_view()))
inactive = public(writes(allauth_views.AccountInactiveView.as_view()))
change_password = writes(ChangePassword.as_view())


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
