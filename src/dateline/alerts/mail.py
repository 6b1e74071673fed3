"""E-mail: one message a delivery, through the server that the settings name."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from ..errors import UsageError
from .message import Message
from .outcome import DELIVERED, Outcome

#: Seconds for each step of the talk with the server.
PATIENCE = 30.0
SAFETY = ("starttls", "tls", "none")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where mail is handed over. `safety`: starttls, tls (from the first byte on) or none (only for a server on this machine)."""

    host: str
    port: int
    sender: str
    safety: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.safety not in SAFETY:
            raise UsageError(f"must be one of {', '.join(SAFETY)}, got {self.safety!r}", subject="smtp_safety")
        if self.safety == "none" and self.user and self.host not in ("127.0.0.1", "localhost", "::1"):
            raise UsageError("a password is not sent in the clear to another machine; use starttls or tls", subject="smtp_safety")


def composed(message: Message, sender: str, to: str) -> EmailMessage:
    """The message as mail. Its id is that of the delivery, so that a second copy can be told. Raises UsageError for no address."""
    mail = EmailMessage()
    mail["Subject"] = message.subject[:200]
    mail["From"] = sender
    mail["To"] = checked_address(to)
    mail["Date"] = format_datetime(datetime.fromisoformat(message.delivery.created))
    mail["Message-ID"] = f"<{message.delivery.id}@{parseaddr(sender)[1].rpartition('@')[2] or 'dateline.invalid'}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text())
    return mail


def checked_address(text: str) -> str:
    """A plain address, "name@host". Raises UsageError."""
    name, _, host = text.rpartition("@")
    plain = text.isprintable() and not any(char in text for char in ' ,;:<>()[]"\\') and len(text) <= 254
    if not (plain and name and "." in host.strip(".")) and not (plain and name and host == "localhost"):
        raise UsageError(f"an e-mail address is written name@host, got {text[:80]!r}")
    return text


def send(mail: EmailMessage, box: Mailbox) -> Outcome:
    """Hands a mail over; what the server refuses for good (5xx to the address) is not tried again."""
    try:
        with _connected(box) as server:
            if box.user:
                server.login(box.user, box.password)
            server.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        code = max((code for code, _ in error.recipients.values()), default=0)
        return Outcome(f"the address was refused ({code})", for_good=code >= 500)
    except smtplib.SMTPAuthenticationError as error:
        return Outcome(f"the mail server refused the password ({error.smtp_code})")
    except smtplib.SMTPResponseException as error:
        return Outcome(f"the mail server answered with {error.smtp_code}")
    except (smtplib.SMTPException, OSError) as error:
        return Outcome(f"the mail server cannot be reached: {type(error).__name__}")
    return DELIVERED


def _connected(box: Mailbox) -> smtplib.SMTP:
    if box.safety == "tls":
        return smtplib.SMTP_SSL(box.host, box.port, timeout=PATIENCE, context=ssl.create_default_context())
    server = smtplib.SMTP(box.host, box.port, timeout=PATIENCE)
    if box.safety == "starttls":
        server.starttls(context=ssl.create_default_context())
    return server
