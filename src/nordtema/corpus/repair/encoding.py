"""Bytes to text: which encoding was a file written in?

What is valid UTF-8 is UTF-8. Of the others each decodes almost any byte, most of them into the
wrong letters; so the words decide: the encoding is taken in which the dictionaries know most of
the words that hold a letter outside ASCII. Where they cannot tell, it is cp1252.
"""

import codecs
import functools
import re
from collections.abc import Sequence
from itertools import pairwise

from ...languages import LANGUAGES
from .words import is_known

#: single-byte encodings that are tried, the likeliest first, and what people call them
LEGACY = {"cp1252": "cp1252", "mac_roman": "Mac Roman", "cp850": "DOS", "cp865": "DOS"}
MARGIN = 0.5  # words by which another encoding must read better than cp1252
SAMPLE = 4000  # different words that are judged
BINARY_SHARE = 0.01
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"{\\rtf", b"\xd0\xcf\x11\xe0")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b]")
_WIDE = 65536  # bytes that are looked at to tell what a file is
# signs of two and more bytes that texts in the norms hold: Latin letters, quotes, dashes, emoji
_SEQUENCE = re.compile(
    rb"\xc2[\xa0-\xbf]|\xc3[\x80-\xbf]|\xcc[\x80-\xbf]|\xe2[\x80-\x9f][\x80-\xbf]|\xef\xbb\xbf"
    rb"|\xef\xac[\x80-\x86]|\xef\xb8[\x80-\x8f]|\xf0\x9f[\x80-\xbf]{2}"
)
_HIGH = re.compile(rb"[A-Za-z\x80-\xff']{0,40}[\x80-\xff][A-Za-z\x80-\xff']{0,40}")
#: letters in the places of brackets, as terminals of the 1980s had them (ISO 646), by norm
_BRACKETS = {"da": "ÆØÅæøå", "nb": "ÆØÅæøå", "sv": "ÄÖÅäöå"}
_BRACKETED = re.compile(r"[A-Za-z]*[{|}][A-Za-z{|}]*")
_EDGES = "«»“”„‘’‚…–—°§©®½¼¾%€£·•´\u00a0'-"
_NO_LETTERS = re.compile("[\u0080-\u009f\ufffd\ue000-\uf8ff\u2500-\u259f]")
_OUR_LETTERS = frozenset("æøåäöéèêóòôüáàâëïçðþíúñÆØÅÄÖÉÈÜÁÓ")


def decoded(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Text of a file and notes on how it was read; None where the file is no text.

    Parameters
    ----------
    data : bytes of the file

    Returns
    -------
    (text with the line ends that it has, notes) or None
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError:
                return None
    if data.startswith(_NO_TEXT):
        return None
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, errors="replace"), ("UTF-16 or UTF-32 without a mark",)
    text, notes = _utf_8(data) or _legacy(data)
    if not notes and text.isascii():
        text, notes = _seven_bits(text)
    return None if _is_binary(text) else (text, notes)


def _wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark, by where its NUL bytes stand; "" for others."""
    sample = data[: min(_WIDE, len(data) // 4 * 4 or len(data))]
    if sample.count(0) < len(sample) / 4 or len(sample) < 2:
        return ""
    zero = [sample[n::4].count(0) / max(len(sample[n::4]), 1) for n in range(4)]
    signs = {"utf-32-le": (2, 3), "utf-32-be": (0, 1), "utf-16-le": (1, 3), "utf-16-be": (0, 2)}
    for encoding, empty in signs.items():
        filled = set(range(4)) - set(empty)
        if min(zero[n] for n in empty) > 0.6 and min(zero[n] for n in filled) < 0.1:
            return encoding
    return ""


def _utf_8(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """The text where it is UTF-8, also cut off within a letter."""
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        cut = error.start >= len(data) - 3 and "unexpected end" in error.reason
        if cut and _SEQUENCE.search(data[: error.start]):
            return data.decode("utf-8", errors="replace"), ("cut off within a letter",)
    return None


def _seven_bits(text: str) -> tuple[str, tuple[str, ...]]:
    """ASCII in which { | } [ \\ ] stand for letters, with these, if that gives words of a norm."""
    words = list(dict.fromkeys(_BRACKETED.findall(text[: 50 * SAMPLE])))[:SAMPLE]
    if not words:
        return text, ()
    tables = {norm: str.maketrans("[\\]{|}", letters) for norm, letters in _BRACKETS.items()}
    scores = {
        norm: sum(_word_score(word.translate(table), norm) for word in words)
        for norm, table in tables.items()
    }
    best = max(scores, key=scores.__getitem__)
    if scores[best] < max(MARGIN * len(words), 1):
        return text, ()
    return text.translate(tables[best]), ("read as 7-bit letters",)


def _legacy(data: bytes) -> tuple[str, tuple[str, ...]]:
    """A text in a single-byte encoding; lines and signs that are UTF-8 are read as such."""
    lines = data.splitlines(keepends=True)
    mixed = _SEQUENCE.search(data) is not None
    utf_8 = [mixed and _is_utf_8(line) for line in lines]
    rest = b"".join(line for line, known in zip(lines, utf_8, strict=True) if not known)
    encoding = best_encoding(_SEQUENCE.sub(b" ", rest) if mixed else rest)
    texts = [
        line.decode() if known else _decoded_line(line, encoding, mixed)
        for line, known in zip(lines, utf_8, strict=True)
    ]
    notes = ["two encodings"] * mixed
    notes += [f"read as {LEGACY[encoding]}"] * (encoding != "cp1252")
    return "".join(texts), tuple(notes)


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return not line.isascii()


def _decoded_line(line: bytes, encoding: str, mixed: bool) -> str:
    if not mixed or line.isascii():
        return line.decode(encoding, errors="replace")
    parts, end = [], 0
    for match in _SEQUENCE.finditer(line):
        parts += [line[end : match.start()].decode(encoding, "replace"), match.group().decode()]
        end = match.end()
    return "".join([*parts, line[end:].decode(encoding, "replace")])


def best_encoding(data: bytes) -> str:
    """The single-byte encoding in which the dictionaries know most words; cp1252 in doubt.

    Parameters
    ----------
    data : bytes that are no UTF-8

    Returns
    -------
    name of a codec in `LEGACY`
    """
    words = list(dict.fromkeys(_HIGH.findall(data[: 200 * SAMPLE])))[:SAMPLE]
    if not words:
        return "cp1252"
    scores = {
        encoding: readability([word.decode(encoding, "replace") for word in words])
        for encoding in LEGACY
    }
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > scores["cp1252"] + MARGIN else "cp1252"


def readability(words: Sequence[str]) -> float:
    """How well words read, in the norm in which they read best: about 1 for each known word.

    Only words with something outside ASCII tell encodings apart; signs amid letters, capitals
    amid small ones and letters that the norms do not have count against.

    Parameters
    ----------
    words : different words of a text

    Returns
    -------
    float, at most the number of words
    """
    return max(sum(_word_score(word, norm) for word in words) for norm in LANGUAGES)


def _word_score(word: str, norm: str) -> float:
    core, fault = _looks(word)
    if fault or not core:
        return fault
    known = is_known(core, norm)
    if core.isascii():
        return 0.3 * known
    return 1.0 if known else -0.1


@functools.lru_cache(maxsize=50_000)
def _looks(word: str) -> tuple[str, float]:
    """The word without what may stand around it, and what its looks cost (0: they are good)."""
    core = word.strip(_EDGES)
    letters = core.replace("-", "").replace("’", "").replace("'", "")
    if _NO_LETTERS.search(word):
        return core, -2.0
    if letters and not letters.isalpha():
        return core, -1.0
    if _mixes_cases(core):
        return core, -1.0
    strange = [letter for letter in letters if not letter.isascii() and letter not in _OUR_LETTERS]
    return core, -0.6 * bool(strange)


def _mixes_cases(word: str) -> bool:
    """A capital outside ASCII amid small letters, or a small one amid capitals."""
    if any(a.islower() and b.isupper() and not b.isascii() for a, b in pairwise(word)):
        return True
    plain = [letter for letter in word if letter.isascii()]
    return "".join(plain).isupper() and len(plain) > 1 and not word.isupper()


def _is_binary(text: str) -> bool:
    sample = text[:_WIDE]
    strange = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    return strange > max(BINARY_SHARE * len(sample), 1)  # one is an accident
