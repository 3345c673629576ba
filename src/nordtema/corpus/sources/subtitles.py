"""Subtitles (SubRip, WebVTT) to one running text: no numbers, times, settings or tags."""

import re
from html import unescape

from ..repair import decoded_text
from .exported import ExportedDocument
from .readers import of_bytes
from .recogniser import Recogniser, sign

_TIMES = re.compile(r"\s*[\d:]+[.,:]\d{1,3}\s*-->\s*[\d:]+[.,:]\d{1,3}.*")
_TAG = re.compile(r"<[^<>\n]{0,80}>|\{\\[^{}\n]{0,80}\}|\{[a-zA-Z]:[^{}\n]{0,80}\}")
_BREAK = re.compile(r"\\[Nnh]")
_DASH = re.compile(r"^\s*[-–—]\s*(?=\S)")
_MUSIC = re.compile(r"[♪♫#*_]+")
_APART = ("WEBVTT", "NOTE", "STYLE", "REGION", "X-TIMESTAMP")


def read_subtitles(data: bytes) -> list[ExportedDocument]:
    """The text of a file of subtitles, as one paragraph.

    Parameters
    ----------
    data : bytes of the file

    Returns
    -------
    list of ExportedDocument, at most one
    """
    lines = _spoken(decoded_text(data).split("\n"))
    text = " ".join(lines)
    return [ExportedDocument(text)] if text.strip() else []


def _spoken(lines: list[str]) -> list[str]:
    """The lines that are spoken or shown, without one that only repeats the one before."""
    spoken: list[str] = []
    apart = False
    for number, line in enumerate(lines):
        if not line.strip():
            apart = False
        elif line.startswith(_APART):
            apart = True
        elif not apart and not _TIMES.fullmatch(line) and not _is_name_of_cue(lines, number):
            words = _words(line)
            if words and words != (spoken[-1] if spoken else ""):
                spoken.append(words)
    return spoken


def _is_name_of_cue(lines: list[str], number: int) -> bool:
    """Whether a line is the number or name above the times of a cue."""
    return number + 1 < len(lines) and bool(_TIMES.fullmatch(lines[number + 1]))


def _words(line: str) -> str:
    line = _BREAK.sub(" ", _TAG.sub("", line))
    line = _MUSIC.sub("", _DASH.sub("", line))
    return " ".join(unescape(line).split())


_SIGNS = (
    sign(r"\AWEBVTT", "WEBVTT"),
    sign(r"\A\s*(?:\d+\s*\n)?\s*\d{1,2}:\d\d:\d\d[.:,]\d{1,3}\s*-->\s*\d{1,2}:\d\d:\d\d", "-->"),
)
RECOGNISERS = (
    Recogniser(
        "subtitles", "subtitles without text",
        "write its text out as plain text (UTF-8)",
        lambda seen: any(one.shows_in(seen.plain) for one in _SIGNS),
        of_bytes(read_subtitles),
    ),
)  # fmt: skip
