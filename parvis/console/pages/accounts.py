"""/connexion, /bienvenue/…, /mot-de-passe: the operators' own ways in and out."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.console import door
from parvis.console.showing import attempt, show
from parvis.directory.models import Operator
from parvis.directory.operations.operators import choose_password
from parvis.kernel.fronts import public, writes

RULES = gettext_lazy("Douze caractères au moins. Quelques mots qui n’ont rien à voir ensemble font un bon mot de passe.")


class SignInForm(forms.Form):
    email = forms.CharField(
        label=gettext_lazy("Adresse e-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "class": "input"}),
        error_messages={"required": gettext_lazy("Écrivez votre adresse e-mail.")},
    )
    password = forms.CharField(
        label=gettext_lazy("Mot de passe"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "input"}),
        error_messages={"required": gettext_lazy("Écrivez votre mot de passe.")},
    )
    use_required_attribute = False


class PasswordForm(forms.Form):
    """`current` is asked of whoever has one."""

    current = forms.CharField(
        label=gettext_lazy("Mot de passe actuel"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "input"}),
        error_messages={"required": gettext_lazy("Écrivez votre mot de passe actuel.")},
    )
    password = forms.CharField(
        label=gettext_lazy("Nouveau mot de passe"),
        help_text=RULES,
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "input"}),
        error_messages={"required": gettext_lazy("Choisissez un mot de passe.")},
    )
    again = forms.CharField(
        label=gettext_lazy("Le même, encore une fois"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "input"}),
        error_messages={"required": gettext_lazy("Écrivez-le une seconde fois.")},
    )
    use_required_attribute = False

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        if said.get("password") and said.get("again") and said["password"] != said["again"]:
            self.add_error("again", _("Ce n’est pas le même."))
        return said


@public
@writes
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = _try(request, form)
        if status == HTTPStatus.OK:
            onward = request.POST.get("suite", "")
            is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
            return redirect(onward if is_ours and onward.startswith("/") else "console:towns")
    onward = request.POST.get("suite") or request.GET.get("suite", "")
    return render(request, "console/sign_in.html", {"form": form, "onward": onward}, status=status)


def _try(request: HttpRequest, form: SignInForm) -> HTTPStatus:
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    email = form.cleaned_data["email"]
    if not door.may_try(request, email):
        form.add_error(None, _("Trop d’essais : attendez cinq minutes."))
        return HTTPStatus.TOO_MANY_REQUESTS
    operator = door.recognise(email, form.cleaned_data["password"])
    if operator is None:
        door.count_a_wrong_try(request, email)
        form.add_error(None, _("L’adresse ou le mot de passe ne va pas. Vérifiez les deux."))
        return HTTPStatus.UNPROCESSABLE_ENTITY
    door.let_in(request, operator)
    return HTTPStatus.OK


@public
@writes
def sign_out(request: HttpRequest) -> HttpResponse:
    """Looked at, it does nothing: a link in a page of others must not end somebody's session."""
    if request.method == "POST":
        request.session.flush()
    return redirect("console:sign-in")


@public
@writes
def welcome(request: HttpRequest, key: str) -> HttpResponse:
    """The link that the command has printed: choose a password, and come in."""
    operator = door.invited_by(key)
    if operator is None:
        return render(request, "console/link_over.html", status=HTTPStatus.NOT_FOUND)
    form = PasswordForm(request.POST or None)
    del form.fields["current"]
    status: int = HTTPStatus.OK
    if request.method == "POST":
        status = attempt(form, lambda: choose_password(operator, password=form.cleaned_data["password"], by=operator))
        if status == HTTPStatus.OK:
            door.let_in(request, Operator.objects.get(pk=operator.pk))
            return redirect("console:towns")
    return render(request, "console/welcome.html", {"form": form, "invited": operator}, status=status)


@writes
@door.at_console
def change_password(request: HttpRequest, operator: Operator) -> HttpResponse:
    form = PasswordForm(request.POST or None)
    status: int = HTTPStatus.OK
    if request.method == "POST":
        typed = request.POST.get("current", "")
        if typed and not (door.may_try(request, operator.email) and operator.check_password(typed)):
            door.count_a_wrong_try(request, operator.email)
            form.add_error("current", _("Ce n’est pas votre mot de passe actuel."))
        status = attempt(form, lambda: choose_password(operator, password=form.cleaned_data["password"], by=operator))
        if status == HTTPStatus.OK:
            door.let_in(request, Operator.objects.get(pk=operator.pk))
            messages.success(request, _("Votre mot de passe est changé."))
            return redirect("console:towns")
    return show(request, operator, "console/password.html", {"form": form, "here": ""}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "console/not_found.html", status=HTTPStatus.NOT_FOUND)
