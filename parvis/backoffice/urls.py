"""The addresses of the room; they are for ever."""

from django.urls import URLPattern, URLResolver, include, path, re_path, register_converter

from parvis.backoffice.acts import (
    assignment,
    closing,
    priority,
    promise,
    publication,
    reopening,
    resolution,
    stage,
    taking,
    talk,
    transfer,
)
from parvis.backoffice.numbers import NumberConverter
from parvis.backoffice.organisation import (
    away,
    categories,
    category,
    category_end,
    category_places,
    district,
    foresight,
    hours,
    import_list,
    journal,
    overview,
    people,
    person,
    rule,
    rules,
    seeing,
    unit,
    units,
    zoning_import,
    zonings,
)
from parvis.backoffice.organisation import stage as org_stage
from parvis.backoffice.organisation import stages as org_stages
from parvis.backoffice.pages import (
    accounts,
    appearance,
    case,
    cases,
    home,
    my_letters,
    photo,
    photo_look,
    posters,
    queue,
    town,
    town_page,
)
from parvis.backoffice.starting import categories as start_categories
from parvis.backoffice.starting import commune as start_commune
from parvis.backoffice.starting import door as start_door
from parvis.backoffice.starting import end as start_end
from parvis.backoffice.starting import people as start_people
from parvis.backoffice.starting import steps as start

register_converter(NumberConverter, "desk_number")

CASE = "demandes/<desk_number:number>"

desk: list[URLPattern] = [
    path("", home.home, name="home"),
    path("demandes", cases.cases, name="cases"),
    path(CASE, case.case, name="case"),
    path(f"{CASE}/photos/<uuid:photo>", photo.photo, name="photo"),
    path(f"{CASE}/photos/<uuid:photo>/publication", photo_look.look, name="photo-publication"),
    path(f"{CASE}/prise-en-charge", taking.taking, name="prise-en-charge"),
    path(f"{CASE}/attribution", assignment.assignment, name="attribution"),
    path(f"{CASE}/transfert", transfer.transfer, name="transfert"),
    path(f"{CASE}/echeance", promise.deadline, name="echeance"),
    path(f"{CASE}/priorite", priority.priority, name="priorite"),
    path(f"{CASE}/publication", publication.publication, name="publication"),
    path(f"{CASE}/mots-prives", publication.keeping, name="mots-prives"),
    path(f"{CASE}/note", talk.note, name="note"),
    path(f"{CASE}/reponse", talk.reply, name="reponse"),
    path(f"{CASE}/precision", talk.question, name="precision"),
    path(f"{CASE}/etape", stage.staging, name="etape"),
    path(f"{CASE}/resolution", resolution.resolution, name="resolution"),
    path(f"{CASE}/reprise", resolution.again, name="reprise"),
    path(f"{CASE}/cloture", closing.closing, name="cloture"),
    path(f"{CASE}/classement", closing.dropping, name="classement"),
    path(f"{CASE}/remerciement", closing.thanking, name="remerciement"),
    path(f"{CASE}/reouverture", reopening.reopening, name="reouverture"),
    path("file-d-attente", queue.queue, name="queue"),
    path("affiches", posters.posters, name="posters"),
    path("commune", town.town, name="town"),
    path("commune/pages/<slug:slug>", town_page.town_page, name="town-page"),
    path("reglages", overview.overview, name="settings"),
    path("reglages/journal", journal.journal, name="journal"),
    path("horaires", hours.hours, name="hours"),
    path("demarrage", start.start, name="start"),
    path("demarrage/commune", start_commune.commune, name="start-commune"),
    path("demarrage/categories", start_categories.categories, name="start-categories"),
    path("demarrage/personnes", start_people.people, name="start-people"),
    path("demarrage/horaires", start_door.door, name="start-door"),
    path("demarrage/fin", start_end.end, name="start-end"),
    path("services", units.units, name="units"),
    path("services/nouveau", units.new_unit, name="new-unit"),
    path("services/liste", import_list.import_list, name="import-units"),
    path("services/<int:unit_id>", unit.unit, name="unit"),
    path("services/<int:unit_id>/membres", unit.members, name="unit-members"),
    path("services/<int:unit_id>/fin", unit.ending, name="unit-end"),
    path("personnes", people.people, name="people"),
    path("personnes/nouvelle", people.new_person, name="new-person"),
    path("personnes/<int:person_id>", person.person, name="person"),
    path("personnes/<int:person_id>/vue", seeing.view, name="person-view"),
    path("personnes/<int:person_id>/droits", person.rights, name="person-rights"),
    path("personnes/<int:person_id>/suspension", person.suspension, name="person-suspension"),
    path("personnes/<int:person_id>/invitation", person.invitation, name="person-invitation"),
    path("personnes/<int:person_id>/code", person.code, name="person-code"),
    path("personnes/<int:person_id>/absence", away.absence, name="person-absence"),
    path("personnes/<int:person_id>/depart", away.leaving, name="person-leaving"),
    path("secteurs", zonings.zonings, name="zonings"),
    path("secteurs/import", zoning_import.import_file, name="import-zoning"),
    path("secteurs/import/<uuid:file>", zoning_import.try_file, name="try-zoning"),
    path("secteurs/<int:zoning_id>", zonings.zoning, name="zoning"),
    path("secteurs/<int:zoning_id>/import", zoning_import.import_file, name="import-districts"),
    path("secteurs/<int:zoning_id>/nouveau", district.new_district, name="new-district"),
    path("secteurs/<int:zoning_id>/<int:district_id>", district.district, name="district"),
    path("secteurs/<int:zoning_id>/<int:district_id>/fin", district.district_end, name="district-end"),
    path("categories", categories.categories, name="categories"),
    path("categories/nouvelle", categories.new_category, name="new-category"),
    path("categories/lacunes", categories.gaps, name="category-gaps"),
    path("categories/<int:category_id>", category.category, name="category"),
    path("categories/<int:category_id>/secteur", category_places.place, name="category-place"),
    path("categories/<int:category_id>/retrait", category_end.retirement, name="category-end"),
    path("etapes", org_stages.stages, name="stages"),
    path("etapes/<int:set_id>", org_stages.stage_set, name="stage-set"),
    path("etapes/<int:set_id>/nouvelle", org_stage.new_stage, name="new-stage"),
    path("etapes/<int:set_id>/<int:stage_id>", org_stage.stage, name="stage"),
    path("etapes/<int:set_id>/<int:stage_id>/retrait", org_stage.stage_end, name="stage-end"),
    path("notifications", rules.rules, name="rules"),
    path("notifications/<path:rule>/etat", rule.rule_switch, name="rule-switch"),
    path("notifications/<path:rule>", rule.rule, name="rule"),
    path("mes-courriels", my_letters.my_letters, name="my-letters"),
    path("que-se-passerait-il", foresight.foresight, name="foresight"),
    path("apparence", appearance.appearance, name="appearance"),
]

# django-allauth finds its own pages by these names.
accounts_: list[URLPattern] = [
    path("connexion", accounts.sign_in, name="account_login"),
    path("deconnexion", accounts.sign_out, name="account_logout"),
    path("desactive", accounts.inactive, name="account_inactive"),
    path("mot-de-passe", accounts.change_password, name="account_change_password"),
    path("mot-de-passe-oublie", accounts.forgotten, name="account_reset_password"),
    path("mot-de-passe-oublie/envoye", accounts.forgotten_sent, name="account_reset_password_done"),
    re_path(
        r"^nouveau-mot-de-passe/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        accounts.new_password,
        name="account_reset_password_from_key",
    ),
    path("nouveau-mot-de-passe/fait", accounts.new_password_done, name="account_reset_password_from_key_done"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((desk, "backoffice"))),
    path("compte/", include(accounts_)),
]
