"""The accounts of those who keep the installation: made by a command, never by a page."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from parvis.directory import policy
from parvis.directory.identity import is_email
from parvis.directory.models import Operator, User
from parvis.kernel import clock
from parvis.kernel.actors import Actor
from parvis.kernel.operations import Refused, operation, require


@operation
def add_operator(email: str, *, name: str, by: Actor) -> Operator:
    """An account without a password, or the one there is with its own taken back: a link chooses the next one."""
    require(policy.can_operate(by))
    address = email.strip().lower()
    if not is_email(address):
        raise Refused(_("« %(value)s » n’est pas une adresse e-mail.") % {"value": email}, "email")
    known = Operator.objects.select_for_update().filter(email=address).first()
    operator = known or Operator(email=address, created_at=clock.now())
    operator.name = " ".join(name.split())[:120] or operator.name or address
    operator.ended_on = None
    operator.set_unusable_password()
    operator.save()
    return operator


@operation
def end_operator(operator: Operator, *, by: Actor) -> Operator:
    """They come in no more, and the sessions that they have open end."""
    require(policy.can_operate(by))
    operator = Operator.objects.select_for_update().get(pk=operator.pk)
    if operator.ended_on is None:
        operator.ended_on = clock.now().date()
        operator.set_unusable_password()
        operator.save(update_fields=["ended_on", "password"])
    return operator


@operation
def choose_password(operator: Operator, *, password: str, by: Operator) -> Operator:
    """Their own only; by the rules of everybody's. All their other sessions end."""
    operator = Operator.objects.select_for_update().get(pk=operator.pk)
    require(operator.is_in_post and by.pk == operator.pk)
    try:
        # Its rules compare the password with an address, of whichever sort of account.
        validate_password(password, User(email=operator.email))
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages), "password") from None
    operator.set_password(password)
    operator.save(update_fields=["password"])
    return operator


@operation
def note_arrival(operator: Operator, *, by: Operator) -> Operator:
    """When they last signed in; a link to choose a password, given before, opens nothing any more."""
    operator = Operator.objects.select_for_update().get(pk=operator.pk)
    require(by.pk == operator.pk)
    operator.last_login = clock.now()
    operator.save(update_fields=["last_login"])
    return operator
