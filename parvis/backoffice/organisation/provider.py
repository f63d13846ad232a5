"""/agents/connexion/fournisseur: one OpenID Connect provider that vouches for agents, ProConnect or another."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.pages.elsewhere import way_back
from parvis.backoffice.seats import at_desk
from parvis.directory.models import Agent, OidcProvider
from parvis.directory.operations.providers import PROVIDER, describe_provider
from parvis.directory.policy import can_arrange
from parvis.directory.ports import Unreachable
from parvis.directory.vouching import terms_of, the_openid
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require

# In production, as ProConnect's own documentation says it.
PROCONNECT = {"label": "ProConnect", "issuer": "https://auth.agentconnect.gouv.fr/api/v2", "is_proconnect": True}


class ProviderForm(forms.Form):
    """`secret`: never shown again; "" keeps the one there is."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    is_proconnect = forms.BooleanField(widget=forms.HiddenInput, required=False)
    label = forms.CharField(
        label=gettext_lazy("Nom, sur le bouton"), help_text=gettext_lazy("Comme vos collègues l’appellent."), max_length=60
    )
    issuer = forms.URLField(
        label=gettext_lazy("Adresse du fournisseur"),
        help_text=gettext_lazy("Celle qu’il appelle « issuer » ; elle commence par https://."),
        assume_scheme="https",
        max_length=300,
    )
    client_id = forms.CharField(label=gettext_lazy("Identifiant de client"), max_length=200)
    secret = forms.CharField(
        label=gettext_lazy("Secret de client"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        required=False,
        max_length=300,
    )
    sirets = forms.CharField(
        label=gettext_lazy("SIRET admis"),
        help_text=gettext_lazy("Celui de la commune, et d’autres après une espace : les agents d’ailleurs n’entrent pas."),
        required=False,
        max_length=300,
    )
    trusts_emails = forms.BooleanField(
        label=gettext_lazy("Ce fournisseur vérifie les adresses e-mail"),
        help_text=gettext_lazy(
            "Un agent y est reconnu à son adresse : ne cochez que si personne ne peut y inscrire celle d’un autre."
        ),
        required=False,
    )
    is_offered = forms.BooleanField(label=gettext_lazy("Proposé sur la page de connexion"), required=False, initial=True)
    use_required_attribute = False


@writes
@at_desk
def new_provider(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    first = PROCONNECT if "proconnect" in request.GET else {}
    return _page(request, agent, None, {"is_offered": True, **first, **kept_for(request)})


@writes
@at_desk
def provider(request: HttpRequest, agent: Agent, provider_id: int) -> HttpResponse:
    found = OidcProvider.objects.filter(pk=provider_id).first()
    if found is None:
        raise Http404
    require(can_arrange(agent))
    known = {name: getattr(found, name) for name in (*PROVIDER, "version")}
    return _page(request, agent, found, {**known, **kept_for(request)})


def _page(request: HttpRequest, agent: Agent, found: OidcProvider | None, known: dict[str, object]) -> HttpResponse:
    form = ProviderForm(request.POST or None, initial=known)
    if form.data.get("is_proconnect") or known.get("is_proconnect"):
        del form.fields["trusts_emails"]  # it does
    kept: list[OidcProvider] = []
    saved = Saved()
    if request.method == "POST":
        saved = save(form, lambda: kept.append(_describe(found, form.cleaned_data, agent)))
        if saved.is_done:
            _say(request, kept[0])
            return redirect("backoffice:ways-in")
    context: dict[str, object] = {
        "provider": found,
        "form": form,
        "meanwhile": saved.meanwhile,
        "back": way_back("account_elsewhere_back"),
        "out": way_back("account_login"),
    }
    return show_section(
        request, agent, "backoffice/organisation/provider.html", context, section="ways-in", status=saved.status
    )


def _describe(found: OidcProvider | None, typed: dict[str, object], agent: Agent) -> OidcProvider:
    if found is not None:
        found.version = int(str(typed["version"] or 0))
    flags = ("is_proconnect", "trusts_emails", "is_offered")
    said: dict[str, str | bool] = {name: bool(typed.get(name)) for name in flags}
    said |= {name: " ".join(str(typed[name]).split()) for name in PROVIDER if name not in flags}
    return describe_provider(found, said=said, secret=str(typed["secret"]), by=agent)


def _say(request: HttpRequest, kept: OidcProvider) -> None:
    """Whether it answers, asked at once: who types an address wants to know."""
    try:
        the_openid().check(terms_of(kept))
    except Unreachable as trouble:
        messages.error(
            request, _("C’est enregistré, mais %(label)s ne peut pas servir : %(why)s") % {"label": kept, "why": trouble}
        )
    else:
        messages.success(request, _("C’est enregistré : %s répond.") % kept)
