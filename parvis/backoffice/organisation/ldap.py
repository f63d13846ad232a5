"""/agents/connexion/annuaire: the town's own directory of people, whose passwords open the desk."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.backoffice.keeping import kept_for
from parvis.backoffice.organisation.saving import Saved, save
from parvis.backoffice.organisation.sections import show_section
from parvis.backoffice.seats import at_desk
from parvis.directory.models import Agent, LdapDirectory
from parvis.directory.operations.providers import LDAP, describe_ldap
from parvis.directory.policy import can_arrange
from parvis.directory.ports import Unreachable
from parvis.directory.vouching import terms_of_ldap, the_people
from parvis.kernel.fronts import writes
from parvis.kernel.operations import require


class LdapForm(forms.Form):
    """`secret`: never shown again; "" keeps the one there is."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    url = forms.CharField(
        label=gettext_lazy("Adresse de l’annuaire"),
        help_text=gettext_lazy("Comme ldaps://annuaire.mairie.fr ; rien ne passe en clair."),
        max_length=300,
    )
    reader = forms.CharField(
        label=gettext_lazy("Compte de lecture"),
        help_text=gettext_lazy("Comme cn=parvis,ou=services,dc=mairie,dc=fr ; il n’a que le droit de lire."),
        max_length=300,
    )
    secret = forms.CharField(
        label=gettext_lazy("Mot de passe du compte de lecture"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        required=False,
        max_length=300,
    )
    base = forms.CharField(
        label=gettext_lazy("Où chercher les personnes"),
        help_text=gettext_lazy("Comme ou=agents,dc=mairie,dc=fr."),
        max_length=300,
    )
    login_attribute = forms.CharField(
        label=gettext_lazy("Attribut de l’identifiant"),
        help_text=gettext_lazy("uid, ou sAMAccountName dans Active Directory."),
        initial="uid",
        max_length=60,
    )
    mail_attribute = forms.CharField(label=gettext_lazy("Attribut de l’adresse e-mail"), initial="mail", max_length=60)
    certificate = forms.CharField(
        label=gettext_lazy("Certificat de l’autorité"),
        help_text=gettext_lazy("S’il est signé chez vous : le texte qui commence par -----BEGIN CERTIFICATE-----."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        required=False,
        max_length=20_000,
    )
    is_used = forms.BooleanField(
        label=gettext_lazy("Les agents se connectent avec leur mot de passe de l’annuaire"), required=False
    )
    use_required_attribute = False


@writes
@at_desk
def ldap(request: HttpRequest, agent: Agent) -> HttpResponse:
    require(can_arrange(agent))
    found = LdapDirectory.objects.first()
    known = {name: getattr(found, name) for name in (*LDAP, "version")} if found else {"is_used": True}
    form = LdapForm(request.POST or None, initial={**known, **kept_for(request)})
    kept: list[LdapDirectory] = []
    saved = Saved()
    if request.method == "POST":
        saved = save(form, lambda: kept.append(_describe(found, form.cleaned_data, agent)))
        if saved.is_done:
            _say(request, kept[0])
            return redirect("backoffice:ways-in")
    context: dict[str, object] = {"ldap": found, "form": form, "meanwhile": saved.meanwhile}
    return show_section(request, agent, "backoffice/organisation/ldap.html", context, section="ways-in", status=saved.status)


def _describe(found: LdapDirectory | None, typed: dict[str, object], agent: Agent) -> LdapDirectory:
    if found is not None:
        found.version = int(str(typed["version"] or 0))
    said: dict[str, str | bool] = {name: str(typed[name]).strip() for name in LDAP if name != "is_used"}
    return describe_ldap(found, said={**said, "is_used": bool(typed["is_used"])}, secret=str(typed["secret"]), by=agent)


def _say(request: HttpRequest, kept: LdapDirectory) -> None:
    try:
        the_people().check(terms_of_ldap(kept))
    except Unreachable as trouble:
        messages.error(request, _("C’est enregistré, mais l’annuaire ne peut pas servir : %s") % trouble)
    else:
        messages.success(request, _("C’est enregistré : l’annuaire répond."))
