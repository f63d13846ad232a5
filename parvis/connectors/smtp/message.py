"""The letter as bytes: headers that clients thread by, that robots do not answer, and both bodies."""

from binascii import b2a_qp
from email.errors import MessageError
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import format_datetime, formataddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from parvis.notifications.ports import Letter

WIRE = compat32.clone(linesep="\r\n")


def build(letter: Letter) -> bytes:
    """Raises ValueError for what no header can hold.

    By email's older half: the newer one drops a space where it folds a long subject with accents.
    """
    message = MIMEMultipart("alternative", policy=WIRE)
    sender = formataddr((letter.sender, wired(letter.mailbox)))
    message["From"] = sender
    message["To"] = wired(letter.to)
    message["Reply-To"] = sender
    message["Subject"] = Header(letter.subject, "utf-8", header_name="Subject").encode(linesep="\r\n")
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = letter.message_id
    if letter.thread:
        message["References"] = letter.thread
        message["In-Reply-To"] = letter.thread
    # RFC 3834: no robot answers a robot; Outlook's own words for the same.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["Content-Language"] = letter.language
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        if letter.unsubscribe.startswith("https:"):  # RFC 8058: one click in the mail program, by a POST to an https address
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.attach(_part("plain", letter.text))
    message.attach(_part("html", letter.html))
    try:
        return message.as_bytes()
    except MessageError as error:
        raise ValueError(str(error)) from None


def _part(kind: str, words: str) -> MIMENonMultipart:
    """In quoted-printable, which every server takes, with no line longer than it allows."""
    part = MIMENonMultipart("text", kind, policy=WIRE, charset="utf-8")
    part["Content-Transfer-Encoding"] = "quoted-printable"
    part.set_payload(b2a_qp(words.encode(), istext=True).decode("ascii"))
    return part


def wired(address: str) -> str:
    """The address with its domain in the letters that SMTP knows: mairie@café.fr is mairie@xn--caf-dma.fr."""
    try:
        validate_email(address)
    except ValidationError:
        raise ValueError(_("cette adresse n’est lisible par aucun serveur")) from None
    local, _at, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"
