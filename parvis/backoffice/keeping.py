"""What was typed when the session had ended: carried through the sign-in, and given back in its form."""

from http import HTTPStatus

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render

from parvis.backoffice.account_forms import SignInForm
from parvis.backoffice.tablet import keep_in_hand
from parvis.backoffice.threshold import offered
from parvis.backoffice.vouched import close_if_of_another_town
from parvis.kernel.middleware import Handler, SignInMiddleware

Typed = dict[str, str | list[str]]

SALT = "parvis.backoffice.kept"
LONGEST = 40_000
HOURS = 12
SESSION_KEY = "kept"
NOT_KEPT = {"csrfmiddlewaretoken", "password"}


class KeepWhatWasTyped(SignInMiddleware):
    """Asks to sign in; a form that was sent meanwhile goes along, signed, in the sign-in form itself."""

    def process_view(
        self, request: HttpRequest, view_func: Handler, view_args: tuple[object, ...], view_kwargs: dict[str, object]
    ) -> HttpResponseBase | None:
        if getattr(view_func, "login_required", True):
            close_if_of_another_town(request)
            keep_in_hand(request)
        asked: HttpResponseBase | None = super().process_view(request, view_func, view_args, view_kwargs)
        if asked is None or request.method != "POST":
            return asked
        path = request.get_full_path()
        context = {
            "form": SignInForm(request=request),
            "kept": seal(path, whole(request.POST)),
            "next": path,
            "was_kept": True,
            **offered(request),
        }
        return render(request, "account/login.html", context, status=HTTPStatus.UNAUTHORIZED)


def whole(typed: QueryDict) -> Typed:
    """All that was sent: several of one name as a list."""
    return {name: values[0] if len(values) == 1 else list(map(str, values)) for name, values in typed.lists() if values}


def seal(path: str, typed: Typed) -> str:
    """Signed, so that nobody can put words into somebody's form through a link."""
    fields = {name: value for name, value in typed.items() if name not in NOT_KEPT}
    sealed = signing.dumps({"path": path, "fields": fields}, salt=SALT, compress=True)
    return sealed if len(sealed) <= LONGEST else ""


def open_sealed(request: HttpRequest, sealed: str) -> str:
    """Put what was typed in the new session; the address of its form, or "" when there is nothing to give back."""
    try:
        kept = signing.loads(sealed, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return ""
    path = str(kept["path"])
    request.session[SESSION_KEY] = {"path": path.partition("?")[0], "fields": kept["fields"]}
    return path


def kept_for(request: HttpRequest) -> Typed:
    """What was typed in this very form before the sign-in, once."""
    kept = request.session.get(SESSION_KEY)
    if kept is None or kept["path"] != request.path:
        return {}
    del request.session[SESSION_KEY]
    fields: Typed = kept["fields"]
    return fields
