"""Who vouches for the town's agents. No secret is ever in the file: whoever has none here is added by hand, with theirs."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.directory.models import LdapDirectory, OidcProvider
from parvis.directory.operations.providers import describe_ldap, describe_provider
from parvis.kernel.actors import Actor
from parvis.kernel.carrying import NAME, Field, Part, Row, Text, Value, YesNo

OIDC, LDAP = "directory.OidcProvider.", "directory.LdapDirectory."
PROVIDER_KEYS = {
    "nom": "label",
    "emetteur": "issuer",
    "client": "client_id",
    "proconnect": "is_proconnect",
    "adresses_verifiees": "trusts_emails",
    "sirets": "sirets",
    "propose": "is_offered",
}
LDAP_KEYS = {
    "adresse": "url",
    "lecteur": "reader",
    "base": "base",
    "attribut_identifiant": "login_attribute",
    "attribut_courriel": "mail_attribute",
    "certificat": "certificate",
    "utilise": "is_used",
}


class ProviderPart(Part):
    key = "fournisseurs_identite"
    title = gettext_lazy("Connexion par un fournisseur d’identité")
    fields = (
        Field("nom", NAME, Text(), carries=(OIDC + "label",)),
        Field("emetteur", gettext_lazy("émetteur"), Text(), carries=(OIDC + "issuer",)),
        Field("client", gettext_lazy("identifiant du site"), Text(), carries=(OIDC + "client_id",)),
        Field("proconnect", gettext_lazy("ProConnect"), YesNo(), usual=False, carries=(OIDC + "is_proconnect",)),
        Field(
            "adresses_verifiees", gettext_lazy("adresses vérifiées"), YesNo(), usual=False, carries=(OIDC + "trusts_emails",)
        ),
        Field("sirets", gettext_lazy("SIRET admis"), Text(), carries=(OIDC + "sirets",)),
        Field("propose", gettext_lazy("proposé"), YesNo(), usual=True, carries=(OIDC + "is_offered",)),
    )
    identity = ("emetteur", "client")

    def rows(self) -> list[Row]:
        return [_row(one, PROVIDER_KEYS) for one in OidcProvider.objects.order_by("issuer", "client_id")]

    def said(self, row: Row) -> str:
        return str(row["nom"])

    def obstacle(self, row: Row, *, is_new: bool) -> str:
        return _no_secret() if is_new else ""

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        known = OidcProvider.objects.filter(issuer=row["emetteur"], client_id=row["client"]).first()
        describe_provider(known, said=_told(row, PROVIDER_KEYS), secret="", by=by)


class LdapPart(Part):
    key = "annuaire"
    title = gettext_lazy("Connexion par l’annuaire de la mairie")
    fields = (
        Field("adresse", gettext_lazy("adresse"), Text(), carries=(LDAP + "url",)),
        Field("lecteur", gettext_lazy("compte de lecture"), Text(), carries=(LDAP + "reader",)),
        Field("base", gettext_lazy("base"), Text(), carries=(LDAP + "base",)),
        Field("attribut_identifiant", gettext_lazy("attribut de l’identifiant"), Text(), "uid", (LDAP + "login_attribute",)),
        Field("attribut_courriel", gettext_lazy("attribut de l’adresse"), Text(), "mail", (LDAP + "mail_attribute",)),
        Field("certificat", gettext_lazy("certificat"), Text(is_long=True), carries=(LDAP + "certificate",)),
        Field("utilise", gettext_lazy("utilisé"), YesNo(), usual=True, carries=(LDAP + "is_used",)),
    )

    def rows(self) -> list[Row]:
        return [_row(one, LDAP_KEYS) for one in LdapDirectory.objects.all()]

    def obstacle(self, row: Row, *, is_new: bool) -> str:
        return _no_secret() if is_new else ""

    def bring(self, row: Row, *, was: str, by: Actor) -> None:
        describe_ldap(LdapDirectory.objects.first(), said=_told(row, LDAP_KEYS), secret="", by=by)


def _row(one: OidcProvider | LdapDirectory, keys: Mapping[str, str]) -> Row:
    row: dict[str, Value] = {key: getattr(one, field) for key, field in keys.items()}
    return row


def _told(row: Row, keys: Mapping[str, str]) -> dict[str, str | bool]:
    told = {field: row[key] for key, field in keys.items()}
    return {field: value if isinstance(value, bool) else str(value) for field, value in told.items()}


def _no_secret() -> str:
    return _("le fichier ne contient aucun secret : ajoutez cet accès dans Connexion, avec le sien, puis importez de nouveau")


PARTS = (ProviderPart(), LdapPart())
