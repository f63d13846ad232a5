"""/agents/compte/…: sign in and out, and the password; by django-allauth."""

from collections.abc import Callable
from functools import wraps

from allauth.account import views as allauth_views
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy

from parvis.backoffice.account_forms import ChangeForm, ForgottenForm, NewPasswordForm, SignInForm
from parvis.backoffice.keeping import open_sealed
from parvis.backoffice.pages.elsewhere import BY, way_out
from parvis.backoffice.tablet import hold
from parvis.backoffice.threshold import offered
from parvis.backoffice.vouched import bind, is_directory_silent
from parvis.kernel.fronts import public, writes
from parvis.kernel.tenancy import current


class SignIn(allauth_views.LoginView):  # type: ignore[misc]  # allauth ships no types
    def get_form_class(self) -> type[SignInForm]:
        return SignInForm

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """What was typed before the session ended is in the form, signed: it is given back after."""
        answer: HttpResponse = super().form_valid(form)
        if self.request.user.is_authenticated:
            bind(self.request)
            hold(self.request)
            open_sealed(self.request, self.request.POST.get("kept", ""))
        return answer

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        kept = self.request.POST.get("kept", "")
        next_page = self.request.POST.get("next") or self.request.GET.get("next", "")
        said = {"kept": kept, "next": next_page, "was_kept": bool(kept), **offered(self.request)}
        return {**super().get_context_data(**kwargs), **said, "is_silent": is_directory_silent(self.request)}


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

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Whoever comes in by a provider or the directory has none to change: a first one is chosen by a link, by e-mail."""
        user = request.user
        if user.is_authenticated and not user.has_usable_password():
            return redirect("account_reset_password")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_form_class(self) -> type[ChangeForm]:
        return ChangeForm


def _leave(request: HttpRequest) -> HttpResponseBase:
    """Here, then at whoever vouched: else the next person at this machine would come in by one click."""
    out = way_out(request.session.get(BY, {})) if request.method == "POST" else None
    answer: HttpResponseBase = allauth_views.LogoutView.as_view()(request)
    if out is None:
        return answer
    provider, url = out
    return render(request, "account/elsewhere.html", {"provider": provider, "url": url, "is_leaving": True})


def of_the_real_town(view: Callable[..., HttpResponseBase], name: str) -> Callable[..., HttpResponseBase]:
    """In a practice town, leads to the same page of the town that it is for: a password is chosen there alone."""

    @wraps(view)
    def led(request: HttpRequest, /, **parts: str) -> HttpResponseBase:
        real = current().practises_for
        return view(request, **parts) if real is None else redirect(real.link_to(reverse(name)))

    return led


sign_in = public(writes(SignIn.as_view()))
sign_out = public(writes(_leave))
forgotten = public(writes(of_the_real_town(Forgotten.as_view(), "account_reset_password")))
forgotten_sent = public(writes(allauth_views.PasswordResetDoneView.as_view()))
new_password = public(writes(of_the_real_town(NewPassword.as_view(), "account_reset_password")))
new_password_done = public(writes(allauth_views.PasswordResetFromKeyDoneView.as_view()))
inactive = public(writes(allauth_views.AccountInactiveView.as_view()))
change_password = writes(of_the_real_town(ChangePassword.as_view(), "account_change_password"))
