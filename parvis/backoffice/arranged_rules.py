"""The facts about rules of letters and words to take up, in words."""

from django.utils.translation import gettext as _

from parvis.backoffice.naming import Said
from parvis.kernel.events import Fact
from parvis.notifications import events as facts
from parvis.notifications.models import Channel, Freedom, ReplyUse, Rhythm, Still, Who
from parvis.notifications.occasions import BY_KIND


def of_rules(fact: Fact) -> list[Said]:
    match fact:
        case facts.RuleWritten():
            return _written(fact)
        case facts.RuleSwitched():
            return [Said(_("La règle est en service") if fact.is_active else _("La règle est hors service"))]
        case facts.RuleEnded():
            return [Said(_("La règle est supprimée"))]
        case facts.ReplyTemplateWritten():
            return _reworded(fact)
        case facts.ReplyTemplateEnded():
            return [Said(_("La réponse type n’est plus proposée"))]
    return []


def _reworded(fact: facts.ReplyTemplateWritten) -> list[Said]:
    before, after = fact.before or {}, fact.after or {}
    labels = {"name": _("Nom"), "body": _("Texte"), "use": _("Proposée pour"), "unit": _("Service"), "category": _("Catégorie")}
    empty = {"use": str(ReplyUse.ANY.label), "unit": _("toute la commune"), "category": _("toutes")}

    def told(name: str, code: str) -> str:
        return str(ReplyUse(code).label) if name == "use" and code in ReplyUse.values else code or empty.get(name, _("(vide)"))

    return [
        Said(labels[name], told(name, after.get(name, "")), told(name, before.get(name, "")) if before else "")
        for name in labels
        if name in after or name in before
    ]


def _written(fact: facts.RuleWritten) -> list[Said]:
    before, after = fact.before or {}, fact.after or {}
    labels = {
        "name": _("Nom"), "occasion": _("Quand"), "who": _("Qui est prévenu"), "addresses": _("Adresses e-mail fixes"),
        "groups": _("Groupes prévenus"),
        "subject": _("Objet"), "title": _("Titre"), "body": _("Texte"), "category": _("Catégorie ou thème"),
        "unit": _("Service"), "district": _("Secteur"), "case_kind": _("Genre"), "came_by": _("Arrivée par"),
        "is_urgent": _("Seulement un danger ou une priorité haute"), "delay_minutes": _("Délai en minutes"),
        "still": _("Au moment d’écrire"), "quiet_from": _("Silence à partir de"), "quiet_until": _("Silence jusqu’à"),
        "rests_on_sundays": _("Silence les dimanches"),
        "channel": _("Comment les agents sont prévenus"), "rhythm": _("Rythme"), "freedom": _("Ce qu’un agent peut choisir"),
    }  # fmt: skip
    is_new = not before
    return [
        Said(labels.get(name, name), _value(name, after.get(name, "")), "" if is_new else _value(name, before.get(name, "")))
        for name in labels
        if name in after or name in before
    ]


def _value(name: str, code: str) -> str:
    """A code in the words of its list; other words as they are."""
    if name == "occasion" and code in BY_KIND:
        return str(BY_KIND[code].label)
    if name == "who":
        return ", ".join(str(Who(one).label) for one in code.split(", ") if one) or _("(vide)")
    for field, choices in (("channel", Channel), ("rhythm", Rhythm), ("freedom", Freedom), ("still", Still)):
        if name == field and code in choices.values:
            return str(choices(code).label)
    return _("oui") if code == "yes" else code or _("(vide)")
