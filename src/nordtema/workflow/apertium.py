"""Apertium, a program of translation that may be installed beside us; we never need it.

It is found on PATH and asked for the directions that it has. Texts reach it as its input, never as
arguments. Where it has no direction from one norm to another, others are passed on the way.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..languages import LANGUAGES
from ..study import StudyError

PROGRAM = "apertium"
_SECONDS = 900  # after which an answer is no longer waited for
_MASK = re.compile(r"⟨[^⟨⟩]*⟩")
_STAND_IN = "Qzyq"
_MARKS = "*#@"
_BETWEEN = "\n\n"  # ends a sentence for Apertium, and comes back as it was


@dataclass(frozen=True)
class Apertium:
    """The program as it is installed.

    Attributes
    ----------
    path : of the program
    directions : (from, to), codes of norms
    """

    path: str
    directions: frozenset[tuple[str, str]]

    def route(self, source: str, target: str) -> tuple[str, ...]:
        """The norms of the shortest way from one to another, both ends included.

        Parameters
        ----------
        source, target : codes of norms

        Returns
        -------
        tuple of codes; () where there is no way
        """
        ways: list[tuple[str, ...]] = [(source,)]
        seen = {source}
        for way in ways:  # grows while it is walked, so that shorter ways come first
            if way[-1] == target:
                return way
            for code in LANGUAGES:
                if code not in seen and (way[-1], code) in self.directions:
                    seen.add(code)
                    ways.append((*way, code))
        return ()

    def translate(self, texts: Sequence[str], route: Sequence[str]) -> list[str]:
        """Texts of the first norm of a way in its last one.

        Parameters
        ----------
        texts : of one line each
        route : codes of norms

        Returns
        -------
        list of texts, one for each; masks such as ⟨name⟩ are as they were
        """
        given = list(texts)
        for source, target in pairwise(route):
            direction = "-".join(LANGUAGES[code].apertium for code in (source, target))
            made = self._translated([_hidden(text) for text in given], direction)
            given = [_mended(old, new) for old, new in zip(given, made, strict=True)]
        return given

    def _translated(self, texts: list[str], direction: str) -> list[str]:
        """All at once; one by one where the program has not kept them apart."""
        if not texts:
            return []
        said = _run(self.path, ("-u", "-f", "txt", direction), _BETWEEN.join(texts) + "\n")
        parts = [" ".join(part.split()) for part in said.strip().split(_BETWEEN)]
        if len(parts) == len(texts):
            return parts
        if len(texts) == 1:
            return [" ".join(said.split())]
        return [self._translated([text], direction)[0] for text in texts]


def find_apertium() -> Apertium | None:
    """The program with its directions between our norms; None where it is not installed.

    Returns
    -------
    Apertium or None

    Raises
    ------
    StudyError
        Where it is there and does not answer.
    """
    path = shutil.which(PROGRAM)
    if path is None:
        return None
    listed = set(_run(path, ("-l",)).split())
    codes = [(a, b) for a in LANGUAGES for b in LANGUAGES if a != b]
    return Apertium(
        path,
        frozenset(
            (a, b) for a, b in codes if f"{LANGUAGES[a].apertium}-{LANGUAGES[b].apertium}" in listed
        ),
    )


def _run(path: str, arguments: Sequence[str], text: str = "") -> str:
    """What the program answers. Nothing else here calls it."""
    command = " ".join((PROGRAM, *arguments))
    remedy = "try it in a terminal, or do without its drafts (--no-machine)"
    try:
        done = subprocess.run(
            [path, *arguments], input=text, capture_output=True, encoding="utf-8", check=False,
            timeout=_SECONDS, env={**os.environ, "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
    except (OSError, UnicodeError, subprocess.TimeoutExpired) as error:
        raise StudyError(f"{command}: does not answer ({type(error).__name__}); {remedy}") from None
    if done.returncode:
        raise StudyError(f"{command}: ended with {done.returncode}; {remedy}")
    return done.stdout


def _hidden(text: str) -> str:
    """A word that no dictionary has in place of each mask, which the program might translate."""
    return _MASK.sub(_STAND_IN, text)


def _mended(text: str, translated: str) -> str:
    """Without the program's marks of words that it could not form, and with the masks of the text.

    A sign that the text has too may be its own, as in a hashtag, and stays.
    """
    for mark in _MARKS:
        if mark not in text:
            translated = translated.replace(mark, "")
    masks = iter(_MASK.findall(text))
    return re.sub(_STAND_IN, lambda _: next(masks, ""), translated, flags=re.IGNORECASE)
