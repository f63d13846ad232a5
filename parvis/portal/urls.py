"""The addresses of the room, which are for ever."""

from django.urls import path, re_path

from parvis.directory.models import PageSlug
from parvis.portal.views import (
    addresses,
    bravo,
    cases,
    correcting,
    email_correcting,
    follow,
    home,
    insisting,
    installing,
    my_cases,
    outbox,
    pages,
    photos,
    plan,
    private,
    report,
    tiles,
    tracking,
)

app_name = "portal"
UID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
NUMBER = r"(?P<year>[0-9]{4})/(?P<sequence>[0-9]{1,9})"

urlpatterns = [
    path("", home.home, name="home"),
    path("carte", plan.plan, name="map"),
    path("carte/ici", plan.frame, name="map_frame"),
    path("carte/fiches", plan.cards, name="map_cards"),
    path("carte/tuiles/<int:z>/<int:x>/<int:y>", tiles.tile, name="tile"),
    path("robots.txt", home.robots, name="robots"),
    path("mentions-legales", pages.page, {"slug": PageSlug.LEGAL}, name="legal"),
    path("donnees-personnelles", pages.page, {"slug": PageSlug.PRIVACY}, name="privacy"),
    path("accessibilite", pages.page, {"slug": PageSlug.ACCESSIBILITY}, name="accessibility"),
    path(".well-known/security.txt", pages.security, name="security"),
    path("demandes", cases.cases, name="cases"),
    re_path(rf"^demandes/{NUMBER}$", cases.case, name="case"),
    re_path(rf"^demandes/{NUMBER}/suivre$", follow.follow, name="follow"),
    re_path(rf"^demandes/{NUMBER}/bravo$", bravo.bravo, name="bravo"),
    path("suivre/<str:key>", follow.following, name="following"),
    path("suivre/<str:key>/arret", follow.unfollow, name="unfollow"),
    re_path(rf"^demandes/{NUMBER}/photos/(?P<photo>{UID})$", photos.of_case, name="case_photo"),
    path("signaler", report.report, name="report"),
    path("signaler/adresses", addresses.addresses, name="addresses"),
    path("signaler/merci/<str:key>", report.thanks, name="thanks"),
    path("signaler/papier", outbox.papers, name="papers"),
    path("signaler/envoi", outbox.send, name="outbox"),
    path("hors-ligne", outbox.page, name="offline"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("service-worker.js", installing.service_worker, name="service_worker"),
    path("signaler/photos", photos.photos, name="photos"),
    path("signaler/photos/<str:ticket>", photos.photo, name="photo"),
    path("ma-demande/<str:key>", private.mine, name="mine"),
    path("ma-demande/<str:key>/reponse", private.answer, name="answer"),
    path("ma-demande/<str:key>/annulation", private.withdrawal, name="withdrawal"),
    path("ma-demande/<str:key>/photos/<uuid:photo>", photos.mine, name="my_photo"),
    path("ma-demande/<str:key>/photos", correcting.more_photos, name="more_photos"),
    path("ma-demande/<str:key>/correction", correcting.correction, name="correction"),
    path("ma-demande/<str:key>/adresse-e-mail", email_correcting.correction, name="email_correction"),
    path("ma-demande/<str:key>/courriels", private.letters, name="letters_wanted"),
    path("ma-demande/<str:key>/toujours-en-panne", insisting.insist, name="insist"),
    path("suivi", tracking.search, name="tracking"),
    path("suivi/mes-demandes", my_cases.ask, name="my_cases_link"),
    path("suivi/mes-demandes/<str:key>", my_cases.listed, name="my_cases"),
    path("suivi/<str:code>", tracking.tracked, name="tracked"),
]
