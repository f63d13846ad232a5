"""The addresses of the console, on its own host; they are for ever."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from parvis.console.pages import accounts, closing, health, hosts, invitation, opening, queues, town, towns
from parvis.ui.views import town_sheet

console: list[URLPattern] = [
    path("", towns.towns, name="towns"),
    path("connexion", accounts.sign_in, name="sign-in"),
    path("deconnexion", accounts.sign_out, name="sign-out"),
    path("mot-de-passe", accounts.change_password, name="password"),
    re_path(r"^bienvenue/(?P<key>[0-9A-Za-z_:-]+)$", accounts.welcome, name="welcome"),
    path("villes/nouvelle", opening.opening, name="opening"),
    path("villes/<int:town_id>", town.town, name="town"),
    path("villes/<int:town_id>/adresses", hosts.hosts, name="hosts"),
    path("villes/<int:town_id>/invitation", invitation.invitation, name="invitation"),
    path("villes/<int:town_id>/fermeture", closing.closing, name="closing"),
    path("villes/<int:town_id>/reouverture", closing.reopening, name="reopening"),
    path("villes/<int:town_id>/file", queues.resumption, name="resumption"),
    path("files", queues.queues, name="queues"),
    path("sante", health.health, name="health"),
    path("sante/messagerie", health.mail, name="mail-trial"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((console, "console"))),
    # The console's own colour, which is a town's like another.
    re_path(r"^ui/ville-(?P<digits>[0-9a-f]{6})\.css$", town_sheet, name="town_sheet"),
]

handler400 = "parvis.ui.views.bad_request"
handler403 = "parvis.ui.views.forbidden"
handler404 = "parvis.console.pages.accounts.not_found"
handler500 = "parvis.ui.views.broken"
