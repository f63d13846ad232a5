"""How a town and the installation are, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.kernel import clock, health
from parvis.kernel.models import Authority
from parvis.ui.words import moment_words


def state_of(town: Authority) -> tuple[str, str]:
    """As a badge shows it. The town was found by `directory.installation.towns`."""
    if town.closed_at is not None:
        return "ended", _("Fermée")
    if town.is_practice:
        return "done", _("Entraînement")
    if town.is_demo:
        return "done", _("Démonstration")
    return ("done", _("Ouverte")) if town.__dict__["is_entered"] else ("waiting", _("En ouverture"))


def alarms() -> list[str]:
    """What stops every town at once; nothing when all is well."""
    beat, disk = health.last_beat(), health.disk()
    said = []
    if beat is None:
        said.append(
            _("Le worker n’a jamais donné signe de vie : rien ne part, aucune échéance ne sonne. Lancez « parvis worker ».")
        )
    elif not health.beats(beat):
        minutes = int((clock.now() - beat).total_seconds() // 60)
        since = (
            ngettext("Le worker ne bat plus depuis %d minute", "Le worker ne bat plus depuis %d minutes", minutes) % minutes
            if minutes < 120
            else _("Le worker ne bat plus depuis %s") % moment_words(beat)
        )
        said.append(_("%s : rien ne part, aucune échéance ne sonne.") % since)
    if disk.is_short:
        said.append(_("Le disque est presque plein."))
    return said
