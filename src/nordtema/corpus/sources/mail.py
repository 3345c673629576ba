"""Mails, single (.eml) or in an archive (mbox), to texts: decoded, without heads, quoted mails,
signatures and the writer's name below.
"""

import datetime
import email
import re
from collections.abc import Callable, Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from ...tables import line_feeds
from ..repair import decoded_text
from ..webpages.markup import html_to_text
from .exported import ExportedDocument
from .mhtml import is_web_archive
from .readers import of_bytes
from .recogniser import Beginning, Recogniser, sign
from .rules import rule

_FROM_LINE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\d\d:\d\d[^\n]*\n")
_FROM_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)  # a line of the text, in an archive
_QUOTED_HTML = re.compile(r"<blockquote\b.*?</blockquote>", re.IGNORECASE | re.DOTALL)
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, MessageError)
_LAST_LINES = 5


def read_mail(data: bytes) -> list[ExportedDocument]:
    """The text of one mail; none where it has no text.

    Parameters
    ----------
    data : bytes of the file

    Returns
    -------
    list of ExportedDocument, at most one
    """
    text = _text_of(email.message_from_bytes(data), b"")
    return [text] if text else []


def read_mbox(data: bytes) -> list[ExportedDocument]:
    """The texts of the mails of an archive, in its order.

    Parameters
    ----------
    data : bytes of the file

    Returns
    -------
    list of ExportedDocument
    """
    starts = [match.span() for match in _FROM_LINE.finditer(data)]
    ends = [begin for begin, _ in starts[1:]] + [len(data)]
    mails = (
        _text_of(_unescaped(data[body:end]), data[begin:body])
        for (begin, body), end in zip(starts, ends, strict=True)
    )
    return [text for text in mails if text]


def _unescaped(data: bytes) -> Message:
    return email.message_from_bytes(_FROM_ESCAPED.sub(rb"\1", data))


def _text_of(mail: Message, from_line: bytes) -> ExportedDocument | None:
    author = _writer(mail)
    lines = _without_quotes(line_feeds(_body(mail)).split("\n"))
    text = "\n".join(_without_name(lines, author)).strip()
    if not text:
        return None
    title = rule("reply").sub("", _head(mail, "Subject")).strip()
    return ExportedDocument(text, _date(mail, from_line), title, author)


# ---------------------------------------------------------------- heads


def _head(mail: Message, name: str) -> str:
    value = mail.get(name, "")
    try:
        return " ".join(str(make_header(decode_header(str(value)))).split())
    except _BROKEN:
        return " ".join(str(value).split())


def _writer(mail: Message) -> str:
    name, address = parseaddr(_head(mail, "From"))
    return name.strip("\"' ") or address.split("@")[0]


def _date(mail: Message, from_line: bytes) -> str:
    """ISO date of a mail, from its heads, else from the line that begins it in an archive."""
    told = from_line.decode("latin-1").split(maxsplit=2)
    readers: tuple[tuple[str, Callable], ...] = (
        (str(mail.get("Date", "")), parsedate_to_datetime),
        (told[2].strip() if len(told) > 2 else "", _of_from_line),
    )
    for value, reader in readers:
        try:
            return reader(value).date().isoformat()
        except _BROKEN:
            continue
    return ""


def _of_from_line(value: str) -> datetime.datetime:
    return datetime.datetime.strptime(" ".join(value.split()[:5]), "%a %b %d %H:%M:%S %Y")


# ---------------------------------------------------------------- the body


def _body(mail: Message) -> str:
    """The plain text of a mail, else the text of its HTML."""
    parts = [part for part in mail.walk() if not part.is_multipart() and not _is_attached(part)]
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    if plain:
        return "\n\n".join(map(_decoded, plain))
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    return "\n\n".join(html_to_text(_QUOTED_HTML.sub("", _decoded(part))) for part in pages)


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(part.get_content_charset() or "utf-8")
    except _BROKEN:
        return decoded_text(data)


def _without_quotes(lines: list[str]) -> list[str]:
    """Lines of the writer's own: none of the mail that is answered, no signature below."""
    kept: list[str] = []
    for line in lines:
        if rule("cut").match(line):
            break
        if line.lstrip().startswith(">"):
            _drop_attribution(kept)
        elif not rule("attribution").search(line):
            kept.append(line)
    return kept


def _drop_attribution(kept: list[str]) -> None:
    """Take off the lines above a quotation that say who wrote it: they end in a colon."""
    while kept and not kept[-1].strip():
        kept.pop()
    if kept and kept[-1].rstrip().endswith(":") and len(kept[-1]) < 160:
        kept.pop()
        if kept and rule("begins attribution").match(kept[-1]):
            kept.pop()
    kept.append("")


def _without_name(lines: list[str], author: str) -> list[str]:
    """Lines without those at the end that only greet and name the writer."""
    names = {word.casefold() for word in re.findall(r"\w+", author)}
    kept = list(lines)
    for _ in range(_LAST_LINES):
        while kept and not kept[-1].strip():
            kept.pop()
        if not kept or not set(_words(kept[-1])) <= names | _greeting(kept[-1]):
            break
        kept.pop()
    return kept


def _words(line: str) -> Iterator[str]:
    return (word.casefold() for word in re.findall(r"\w+", line))


def _greeting(line: str) -> set[str]:
    """The words of a line that greets as mails end; what follows is a name."""
    return set(_words(line)) if rule("greeting").match(line) and len(line) < 60 else set()


_MBOX = sign(r"^From \S+ .{0,30}\d\d:\d\d.*$", "From ", least=2)
_HEAD = re.compile(r"([A-Za-z][A-Za-z-]{1,40}):(?: .*)?$")
_HEADS = frozenset((
    "received", "return-path", "message-id", "mime-version", "content-type", "delivered-to",
    "content-transfer-encoding", "in-reply-to", "references", "date", "from", "to", "subject",
    "reply-to", "cc", "sender", "x-mailer",
))  # fmt: skip


def _heads(lines: list[str]) -> int:
    """How many different heads of a mail the first lines are, up to the first blank one."""
    heads = set()
    for line in lines:
        match = _HEAD.match(line.rstrip())
        if match:
            heads.add(match[1].lower())
        elif not line[:1].isspace() or not line.strip():
            break
    return len(heads & _HEADS)


def _is_mbox(seen: Beginning) -> bool:
    first, *others = seen.start.split("\n")
    archive = first.startswith("From ") and _heads(others) > 1
    return archive or _MBOX.shows_in(seen.plain)


def _is_mail(seen: Beginning) -> bool:
    return _heads(seen.start.split("\n")) > 2 and not is_web_archive(seen)


RECOGNISERS = (
    Recogniser(
        "mbox", "a mail archive without a readable mail",
        "save the mails as plain text (UTF-8)",
        _is_mbox,
        of_bytes(read_mbox),
    ),
    Recogniser(
        "eml", "a mail without a readable text",
        "save its text as plain text (UTF-8)",
        _is_mail,
        of_bytes(read_mail),
    ),
)  # fmt: skip
