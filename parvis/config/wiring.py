"""Which connector stands behind which port."""

from functools import cache

from django.conf import settings

from parvis.config.environment import Mail
from parvis.connectors.mailbox.post import Mailbox
from parvis.connectors.smtp.post import Server, Smtp
from parvis.kernel import leases
from parvis.notifications.ports import Post


def post() -> Post:
    """Who carries e-mails: named by the setting PARVIS_POST, since the notifications know no connector."""
    return _post(settings.PARVIS_EMAIL, leases.longest_work())


@cache
def _post(mail: Mail, longest: float) -> Post:
    if mail.scheme == "mailbox":
        return Mailbox()
    # A letter still in hand when its lease ends would be sent by another worker too.
    timeout = min(mail.timeout, longest)
    return Smtp(Server(host=mail.host, port=mail.port, user=mail.user, password=mail.password, tls=mail.tls, timeout=timeout))
