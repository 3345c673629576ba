"""The files of a corpus folder: which may be texts, and which are passed over and why.

Nothing outside the folder is ever opened: a link that leads out of it is left out.
"""

import functools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ...tables import package_rows
from ..repair.signs import composed
from .inventory import IGNORED, LEFT_OUT, Inventory
from .parts import InMemory, Reading

_PAGES = (".html", ".htm", ".xhtml", ".mhtml")
#: what a folder of results holds
_MARKS = (("data/nordtema.json",), ("data/study.json",), ("run.json", "tables"), (".nordtema",))


@dataclass(frozen=True)
class Walk:
    """A walk through a corpus folder.

    Attributes
    ----------
    root : the folder, without links
    own : files and folders that are ours, such as the results folder
    tolerant : whether a table that cannot be read is told and left out, rather than refused
    reading : how its files are read
    """

    root: Path
    own: tuple[Path, ...]
    inventory: Inventory
    tolerant: bool = False
    reading: Reading = field(default_factory=InMemory)

    def name(self, path: Path) -> str:
        """A file's name within the corpus, its letters composed.

        Parameters
        ----------
        path : below the root

        Returns
        -------
        str, with slashes
        """
        name = os.fspath(path)[len(os.fspath(self.root)) :].replace(os.sep, "/").lstrip("/")
        return composed(name)

    def files(self, folder: Path) -> Iterator[Path]:
        """Files below a folder that may be texts, in the order of their names.

        Parameters
        ----------
        folder : the root or one below

        Returns
        -------
        paths, one after the other
        """
        for child in self.children(folder):
            if child.is_dir():
                yield from self.files(child)
            else:
                yield child

    def children(self, folder: Path) -> list[Path]:
        """Files and folders of a folder, without those that are passed over.

        Parameters
        ----------
        folder : the root or one below

        Returns
        -------
        list of paths, in the order of their names
        """
        children = sorted(folder.iterdir(), key=lambda child: self.name(child))
        names = {child.name for child in children}
        return [child for child in children if not self._passed_over(child, names)]

    def _passed_over(self, path: Path, beside: set[str]) -> bool:
        name, status, reason = self.name(path), IGNORED, ""
        if path.is_symlink():
            status, reason = self._link(path)
        if not reason and path.is_dir():
            reason = self._folder(path, beside)
        elif not reason:
            reason = _matching("file", path.name) if path.is_file() else "no file"
        if reason:
            self.inventory.add(name + "/" * path.is_dir(), status, reason)
        return bool(reason)

    def _link(self, path: Path) -> tuple[str, str]:
        target = Path(os.path.realpath(path))  # a link to itself is no error here
        if not target.is_relative_to(self.root):
            return LEFT_OUT, "a link that leads out of the corpus; put the file itself there"
        if not target.exists():
            return LEFT_OUT, "a link to nothing"
        return IGNORED, "a link to a folder of the corpus" if target.is_dir() else ""

    def _folder(self, path: Path, beside: set[str]) -> str:
        if path.resolve() in self.own or is_results(path):
            return "results of nordtema"
        stem = re.sub(r"[-_]filer$", "", path.name)
        if stem != path.name and any(stem + ending in beside for ending in _PAGES):
            return "files that belong to a saved page"
        return _matching("folder", path.name)


def stem(name: str) -> str:
    """A file's name within the corpus without its ending.

    Parameters
    ----------
    name : with folders, parted by slashes

    Returns
    -------
    str
    """
    return name.rsplit(".", 1)[0] if "." in name.rsplit("/", 1)[-1] else name


def is_results(folder: Path) -> bool:
    """Whether a folder holds the results of a study.

    Parameters
    ----------
    folder : any

    Returns
    -------
    bool
    """
    return any(all((folder / part).exists() for part in marks) for marks in _MARKS)


def _matching(kind: str, name: str) -> str:
    """The reason for which a name is passed over, or ""."""
    return next((reason for pattern, reason in _rules(kind) if pattern.fullmatch(name)), "")


@functools.cache
def _rules(kind: str) -> list[tuple[re.Pattern, str]]:
    rows = package_rows(__package__, "passed_over.csv")
    return [(re.compile(row["pattern"]), row["reason"]) for row in rows if row["kind"] == kind]
