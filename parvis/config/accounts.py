"""What django-allauth may do here: agents sign in, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.directory.models import User
from parvis.kernel.actors import System
from parvis.kernel.tenancy import current
from parvis.notifications.operations.forgotten_password import write_forgotten_password


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("L’adresse ou le mot de passe ne va pas. Vérifiez les deux."),
        "too_many_login_attempts": _("Trop d’essais : attendez cinq minutes, ou demandez un autre mot de passe."),
        "enter_current_password": _("Ce n’est pas votre mot de passe actuel."),
        "invalid_password_reset": _("Ce lien ne sert plus."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of a forgotten password: from the town's own address, since a request's Host may be forged."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return current().link_to(path.replace("UID-KEY", key))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """A row that the worker sends. Nothing goes to an address that is nobody's here: anyone may type it."""
        user, link = context.get("user"), context.get("password_reset_url")
        if template_prefix == "account/email/password_reset_key" and isinstance(user, User) and isinstance(link, str):
            write_forgotten_password(user, link=link, by=System("accounts"))
