"""Hands letters to an SMTP server, several on one connection, and tells a refusal for now from one for good."""

import smtplib
import socket
import ssl
import time
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parvis.connectors.smtp.message import build, wired
from parvis.notifications.ports import Letter, Receipt, Refusal


@dataclass(frozen=True, kw_only=True)
class Server:
    """`timeout`: seconds that handing one letter over may take, all in all."""

    host: str
    port: int
    timeout: float
    user: str = ""
    password: str = ""
    tls: str = "no"  # "no", "starttls" or "implicit"


class Smtp:
    """One per process: not for two threads."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._open: smtplib.SMTP | None = None
        self._deadline = 0.0

    def hand_over(self, letter: Letter) -> Receipt:
        try:
            content, to = build(letter), wired(letter.to)
        except ValueError as error:  # UnicodeError is one
            raise Refusal(str(error), is_final=True) from None
        self._deadline = time.monotonic() + self.server.timeout
        try:
            return Receipt(self.server.host, self._transact(letter.bounces, to, content))
        except Refusal:
            self._begin_again()
            raise
        except smtplib.SMTPResponseException as error:  # a greeting, a STARTTLS or a password that was refused
            self.rest()
            raise Refusal(_said(error.smtp_code, error.smtp_error), is_final=False) from None
        except (smtplib.SMTPException, OSError, UnicodeError, ValueError) as error:
            # After the letter's last line nobody knows whether it was taken: it is sent again under the same Message-ID.
            self.rest()
            raise Refusal(_trouble(error), is_final=False) from None

    def rest(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def trouble(self) -> str:
        """On a connection of its own: the worker's may be in the middle of a letter."""
        probe = Smtp(self.server)
        probe._deadline = time.monotonic() + self.server.timeout
        try:
            with probe._connect() as smtp:
                smtp.noop()
        except smtplib.SMTPResponseException as error:
            return _said(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError, UnicodeError, ValueError) as error:
            return _trouble(error)
        return ""

    def _transact(self, sender: str, to: str, content: bytes) -> str:
        smtp = self._ready(sender)
        self._in_time(smtp)
        self._expect(smtp.rcpt(to))
        self._in_time(smtp)
        try:
            return self._expect(smtp.data(content))
        except smtplib.SMTPDataError as error:  # the server did not want the content
            raise _refusal(error.smtp_code, error.smtp_error) from None

    def _ready(self, sender: str) -> smtplib.SMTP:
        """A connection on which the letter is begun: the kept one, unless the server has closed it meanwhile."""
        if self._open is not None:
            try:
                self._in_time(self._open)
                code, words = self._open.mail(sender)
                if code != 421:
                    self._expect((code, words))
                    return self._open
            except (smtplib.SMTPServerDisconnected, OSError):
                pass
            self.rest()
        self._open = smtp = self._connect()
        self._expect(smtp.mail(sender))
        return smtp

    def _connect(self) -> smtplib.SMTP:
        server = self.server
        # Not smtplib's own choice of a name, which may ask a DNS server that does not answer.
        name = socket.gethostname()
        if server.tls == "implicit":
            context = ssl.create_default_context()
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, local_hostname=name, timeout=self._left(), context=context
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, local_hostname=name, timeout=self._left())
        try:
            self._greet(smtp)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _greet(self, smtp: smtplib.SMTP) -> None:
        self._in_time(smtp)
        if self.server.tls == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        self._in_time(smtp)
        if self.server.user:
            smtp.login(self.server.user, self.server.password)
        self._in_time(smtp)
        smtp.ehlo_or_helo_if_needed()
        self._in_time(smtp)

    def _begin_again(self) -> None:
        """After a refusal the connection is good for the next letter, unless the server says otherwise."""
        try:
            if self._open is not None and self._open.rset()[0] != 250:
                self.rest()
        except (smtplib.SMTPException, OSError):
            self.rest()

    def _expect(self, reply: tuple[int, bytes]) -> str:
        """What was said, when it is yes."""
        code, words = reply
        if 200 <= code < 300:
            return _said(code, words)
        raise _refusal(code, words)

    def _in_time(self, smtp: smtplib.SMTP) -> None:
        if smtp.sock is not None:
            smtp.sock.settimeout(self._left())

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def _trouble(error: Exception) -> str:
    """For the administrator who reads the queue, with the machine's word for it."""
    match error:
        case TimeoutError():
            said = _("le serveur de messagerie met trop de temps à répondre")
        case smtplib.SMTPServerDisconnected():
            said = _("le serveur de messagerie a coupé la connexion")
        case ssl.SSLError():
            said = _("la connexion chiffrée au serveur de messagerie échoue")
        case smtplib.SMTPNotSupportedError():
            said = _("le serveur de messagerie n’offre pas ce que demande EMAIL_URL")
        case OSError():  # as smtplib's own are
            said = _("le serveur de messagerie est injoignable")
        case _:
            said = _("le serveur de messagerie n’offre pas ce que demande EMAIL_URL")
    return f"{said} ({type(error).__name__})"


def _refusal(code: int, words: bytes | str) -> Refusal:
    """530 asks who we are: a matter of settings, which the letter did not cause."""
    return Refusal(_said(code, words), is_final=code >= 500 and code != 530)


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"[:500]
