"""Letters that were read in the wrong encoding before a text came to us.

UTF-8 read as something else leaves runs of signs that no text holds, and ftfy undoes it. One
single-byte encoding read as another leaves one wrong sign for each letter (Mac Roman read as
cp1252: "l¾rerne pŒ ¿ya"): there the words decide, as they do for bytes.
"""

import functools
import re

import ftfy

from ...languages import LANGUAGES
from .encoding import readability
from .steps import repaired_in_steps
from .words import WORD, is_compound, is_known

# what UTF-8 looks like when it was read as cp1252, Latin-1, Mac Roman or a DOS code page
_OF_UTF_8 = re.compile(
    "[ÃÂ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|â€|Ã¥|Ã¦|Ã¸|Ã¤|Ã¶|â[\u0080-\u0083]|Ãƒ|Ã\u0192"
    "|√[\u0080-\uffff]|‚Ä[\u0080-\uffff]|[├┬][\u0080-\uffff]|[ΓÔ][Çö]|¬[´ª†Ω∞ß®©]"
)
# what such a word may hold once it is read rightly
_ORDINARY = re.compile("[\x00-\x7f\u00a0-\u017f\u2010-\u2026\u20ac]+")
_ESCAPED = re.compile(r"\\u(?:00[89a-f][\da-f]|0[1-9a-f][\da-f]{2}|[1-9a-f][\da-f]{3})", re.I)
_ESCAPED_BYTES = re.compile(r"(?:\\x[\da-f]{2}){2,}", re.I)
_AS_BYTES = re.compile(r"""b(['"])(.*)\1\s*""", re.S)
# letters and signs that only a wrong encoding puts within a word, or at its ends
_WITHIN = "¾¿†‡‘›‹„”“‰¯ˆ÷σµ°õÂÊÕŒŠŽšž®€™\u0080-\u009f≈∆ƒ─┼√∂Σ╧ÿ§¢¥¤›…‘"
_AT_ENDS = "¾¿Œ†¯ˆσÂÊÕŠšŽžõ›‹‰≈∆\u0080-\u009f"
_WRONG_LETTER = re.compile(
    rf"[A-Za-zæøåäö][{_WITHIN}][a-zæøåäö]|[{_AT_ENDS}][a-z]|[a-z][{_AT_ENDS}](?![^\W_])"
    "|[A-Z][†‡›‹‰¯ˆ÷σµ°‘™€\u0080-\u009f][A-Z]"
)
_BETWEEN_WORDS = r" \t\n\r\f\v\u2028\u2029.,;:!?()\[\]{}\"/<>|"
_WORD_OF_SIGNS = re.compile(f"[^{_BETWEEN_WORDS}]*[^\x00-\x7f{_BETWEEN_WORDS}][^{_BETWEEN_WORDS}]*")
_READ_AS = ("cp1252", "latin-1", "mac_roman", "cp850", "cp437")
_WRITTEN_IN = ("cp1252", "mac_roman", "cp850")
KNOWN_SHARE = 0.5  # of the words that another reading changes must be known then


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with wrongly read letters put right, and notes on what was found.

    Parameters
    ----------
    text : decoded

    Returns
    -------
    (text, notes: "escapes", "mojibake" or "wrong encoding")
    """
    return repaired_in_steps(text, _STEPS)


def _without_escapes(text: str) -> str:
    r"""Letters in place of \u00e5, and of \xc3\xa5 where it is UTF-8."""
    if "\\u" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match.group()[2:], 16)), text)
    if "\\x" in text:
        whole = _AS_BYTES.fullmatch(text)
        text = whole[2] if whole and _ESCAPED_BYTES.search(text) else text
        text = _ESCAPED_BYTES.sub(_from_bytes, text)
    return text


def _from_bytes(match: re.Match[str]) -> str:
    try:
        return bytes.fromhex(match.group().replace("\\x", "")).decode()
    except UnicodeDecodeError:
        return match.group()


def _of_utf_8(text: str) -> str:
    """Mend line by line, so that a line that is right does not save one that is wrong."""
    if not _OF_UTF_8.search(text):
        return text
    return "\n".join(_mended_line(line) for line in text.split("\n"))


@functools.lru_cache(maxsize=1024)
def _mended_line(line: str) -> str:
    """The words that are UTF-8 beyond doubt, then what ftfy makes of the line, then words again.

    ftfy comes second, since it takes the half of a letter (├Â, ö read as DOS) for a blank.
    """
    for mend in (_words_as_utf_8, ftfy.fix_encoding, _words_as_utf_8):
        if not _OF_UTF_8.search(line):
            break
        line = mend(line)
    return line


def _words_as_utf_8(line: str) -> str:
    return _WORD_OF_SIGNS.sub(lambda word: _as_utf_8(word.group()), line)


def _as_utf_8(word: str) -> str:
    """The word read as UTF-8 if that gives letters of the norms; else as it is."""
    if not _OF_UTF_8.search(word):
        return word
    readings = (_read_again(word, read_as, "utf-8") for read_as in _READ_AS)
    return next((new for new in readings if new != word and _ORDINARY.fullmatch(new)), word)


def _of_other_encodings(text: str) -> str:
    """Undo that one single-byte encoding was read as another, in the lines where it shows."""
    if text.isascii() or not _WRONG_LETTER.search(text):
        return text
    lines = text.split("\n")
    wrong = [number for number, line in enumerate(lines) if _WRONG_LETTER.search(line)]
    sample = "\n".join(lines[number] for number in wrong)[:20_000]
    reading = _best_reading(sample)
    if reading:
        for number in wrong:
            lines[number] = _if_better(lines[number], *reading)
    return "\n".join(lines)


def _best_reading(sample: str) -> tuple[str, str] | None:
    """(encoding it was read as, encoding it was written in), where most words then are known."""
    words = _words_with_signs(sample)
    scores = {}
    for read_as in _READ_AS:
        for written_in in _WRITTEN_IN:
            if read_as != written_in and (read_as, written_in) != ("latin-1", "cp1252"):
                again = [_read_again(word, read_as, written_in) for word in words]
                scores[read_as, written_in] = readability(again)
    best = max(scores, key=scores.__getitem__)
    return best if _is_better(words, *best) else None


def _is_better(words: list[str], read_as: str, written_in: str) -> bool:
    """Whether words read better so, and at least half of those that change are then known."""
    again = [_read_again(word, read_as, written_in) for word in words]
    changed = [
        new
        for old, new in zip(words, again, strict=True)
        if old != new and any(sign.isalpha() and not sign.isascii() for sign in new)
    ]
    known = max(sum(_reads(new, norm) for new in changed) for norm in LANGUAGES)
    return known >= max(KNOWN_SHARE * len(changed), 1) and readability(again) > readability(words)


def _reads(word: str, norm: str) -> bool:
    """Whether each part of a word in ordinary signs is known, or put together of known words."""
    parts = WORD.findall(word.lower())
    return bool(parts) and all(is_known(part, norm) or is_compound(part, norm) for part in parts)


def _if_better(line: str, read_as: str, written_in: str) -> str:
    words = _words_with_signs(line)
    again = [_read_again(word, read_as, written_in) for word in words]
    if readability(again) <= readability(words):
        return line
    return _WORD_OF_SIGNS.sub(lambda word: _read_again(word.group(), read_as, written_in), line)


def _words_with_signs(text: str) -> list[str]:
    return list(dict.fromkeys(_WORD_OF_SIGNS.findall(text)))


def _read_again(word: str, read_as: str, written_in: str) -> str:
    """A word as it reads in the other encoding; unchanged where that cannot be."""
    try:
        return _as_bytes(word, read_as).decode(written_in)
    except UnicodeError:
        return word


def _as_bytes(word: str, encoding: str) -> bytes:
    """Bytes of a word; of cp1252 also those that it does not define, as browsers read them."""
    if encoding != "cp1252":
        return word.encode(encoding)
    return b"".join(
        bytes([ord(sign)]) if "\x80" <= sign <= "\x9f" else sign.encode(encoding) for sign in word
    )


_STEPS = (
    ("escapes", _without_escapes),
    ("mojibake", _of_utf_8),
    ("wrong encoding", _of_other_encodings),
)
