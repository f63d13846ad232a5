"""What the worker does, in words for those who read its queue."""

from django.utils.translation import gettext_lazy

LABELS = {
    "notifications.requester": gettext_lazy("Écrire au demandeur"),
    "notifications.agents": gettext_lazy("Écrire aux agents"),
    "notifications.followers": gettext_lazy("Écrire aux personnes qui suivent"),
    "notifications.templates_inherited": gettext_lazy("Remettre les réponses types d’un service dissous"),
    "notifications.rules": gettext_lazy("Suivre les règles de la commune"),
    "notifications.rule_later": gettext_lazy("Suivre une règle de la commune, plus tard"),
    "notifications.confirmation": gettext_lazy("Demander une confirmation à qui veut suivre"),
    "cases.promise_passed": gettext_lazy("Relancer : la date annoncée est passée"),
    "cases.reminder": gettext_lazy("Relancer : l’échéance approche, ou est passée"),
    "cases.delay_applied": gettext_lazy("Appliquer le délai d’une catégorie aux demandes ouvertes"),
    "configuration.carrying": gettext_lazy("Importer une configuration"),
    "practice.making": gettext_lazy("Faire la ville d’entraînement"),
    "zoning.placing": gettext_lazy("Replacer les demandes dans leurs secteurs"),
}


def task_in_words(name: str) -> str:
    """Its own name for what is rare."""
    return str(LABELS.get(name, name))
