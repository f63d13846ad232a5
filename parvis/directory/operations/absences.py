"""Announce that somebody will be away and who stands in for them, and call it off."""

from datetime import date

from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.events import AbsenceAnnounced, AbsenceCalledOff
from parvis.directory.models import Absence, Agent
from parvis.directory.operations.agents import posts_of
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.events import record
from parvis.kernel.operations import Refused, lock, operation, require, require_ours
from parvis.kernel.tenancy import current


@operation
def announce_absence(agent: Agent, *, deputy: Agent, starts_on: date, ends_on: date, by: Actor) -> Absence:
    """Both days included. The deputy sees and does meanwhile all that the absent one may: nothing is moved, so that
    there is nothing to give back. Said by oneself, or by who runs one's units."""
    agent = lock(agent)
    require_ours(deputy)
    require(policy.can_announce(by, agent, posts_of(agent)))
    if not agent.is_colleague:
        raise Refused(_("Un élu qui consulte ou une entreprise ne se fait pas remplacer."), "deputy")
    if not deputy.is_in_post or deputy.pk == agent.pk or not deputy.is_colleague:
        raise Refused(_("Choisissez une autre personne, qui travaille ici."), "deputy")
    if ends_on < starts_on:
        raise Refused(_("Le dernier jour vient après le premier."), "ends_on")
    if ends_on < clock.today(current()):
        raise Refused(_("Cette absence est déjà passée."), "ends_on")
    overlapping = Absence.objects.filter(agent=agent, starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if overlapping is not None:
        if (overlapping.deputy_id, overlapping.starts_on, overlapping.ends_on) == (deputy.pk, starts_on, ends_on):
            return overlapping
        raise Refused(_("Une absence est déjà annoncée pour une partie de ces jours."), "starts_on")
    absence = Absence.objects.create(agent=agent, deputy=deputy, starts_on=starts_on, ends_on=ends_on)
    record(agent, AbsenceAnnounced(deputy_id=deputy.pk, starts_on=starts_on, ends_on=ends_on), by=by)
    return absence


@operation
def call_off_absence(agent: Agent, *, starting_on: date, by: Actor) -> Agent:
    """They are there after all, or back before the last day. Called off twice, it is called off once."""
    agent = lock(agent)
    require(policy.can_announce(by, agent, posts_of(agent)))
    absence = Absence.objects.filter(agent=agent, starts_on=starting_on).first()
    if absence is not None:
        absence.delete()
        fact = AbsenceCalledOff(deputy_id=absence.deputy_id, starts_on=absence.starts_on, ends_on=absence.ends_on)
        record(agent, fact, by=by)
    return agent
