"""The files of a corpus folder: which may be texts, and which are passed over and why.

Nothing outside the folder is ever opened: a link that leads out of it is left out.
"""

import functools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

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
    found : what was found in each folder, which is looked through once
    """

    root: Path
    own: tuple[Path, ...]
    inventory: Inventory
    tolerant: bool = False
    reading: Reading = field(default_factory=InMemory)
    found: dict[str, list["_Found"]] = field(default_factory=dict)

    def name(self, path: Path | os.DirEntry[str]) -> str:
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
        for one in self._kept(folder):
            if one.is_folder:
                yield from self.files(one.path)
            else:
                yield one.path

    def children(self, folder: Path) -> list[Path]:
        """Files and folders of a folder, without those that are passed over.

        Parameters
        ----------
        folder : the root or one below

        Returns
        -------
        list of paths, in the order of their names
        """
        return [one.path for one in self._kept(folder)]

    def _kept(self, folder: Path) -> Iterator["_Found"]:
        """What is not passed over; the inventory is told of the rest."""
        if str(folder) not in self.found:
            self.found[str(folder)] = self._look_through(folder)
        for one in self.found[str(folder)]:
            if one.reason:
                name = self.name(one.path) + "/" * one.is_folder
                self.inventory.add(name, one.status, one.reason)
            else:
                yield one

    def _look_through(self, folder: Path) -> list["_Found"]:
        with os.scandir(folder) as entries:
            children = sorted(entries, key=lambda child: self.name(child))
        names = {child.name for child in children}
        return [self._seen(child, names) for child in children]

    def _seen(self, child: os.DirEntry[str], beside: set[str]) -> "_Found":
        path, status, reason = Path(child.path), IGNORED, ""
        told = path if child.is_symlink() else child  # a link to itself is no error of a path
        is_folder = told.is_dir()
        if child.is_symlink():
            status, reason = self._link(path)
        if not reason and is_folder:
            reason = self._folder(path, beside)
        elif not reason:
            reason = _matching("file", child.name) if told.is_file() else "no file"
        return _Found(path, is_folder, status, reason)

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


class _Found(NamedTuple):
    """A file or folder, and why it is passed over ("" where it is not)."""

    path: Path
    is_folder: bool
    status: str
    reason: str


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
