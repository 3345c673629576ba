"""Writing the reading pages: static, without script, with a policy that lets nothing be loaded.

Jinja escapes whatever a template is given. A page knows how deep it stands, so that the site opens
from disk and from any folder of a server.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ...formats import (
    DAGGER,
    decimal,
    group_name,
    in_points,
    interval,
    language_name,
    percent,
    thousands,
    tick,
)
from ...languages import LANGUAGES, language_tag
from ...tables import write_text

_TEMPLATES = Path(__file__).parent / "template"
_TABLE = re.compile(r"\b(tables/[a-z_]+(?:\.[a-z]+)?\.csv)\b")
STYLE = "reading.css"
#: what the navigation shows, in order: title, and address from the folder of the report
ENTRIES = (
    ("Findings", "index.html"),
    ("Themes", "themes/index.html"),
    ("Texts", "documents/index.html"),
    ("Method and data", "data.html"),
)


def _together(value: object) -> object:
    """Per cent signs of ours stay beside their numbers."""
    plain = isinstance(value, str) and not isinstance(value, Markup)
    return str(value).replace(" %", "\N{NO-BREAK SPACE}%") if plain else value


def _with_tables(text: str, root: str) -> Markup:
    """A sentence in which the names of tables lead to them.

    Parameters
    ----------
    text : what is not ours in it is escaped
    root : address of the folder of the report
    """
    linked = Markup(r'<a href="{}../\1">\1</a>').format(root)
    return Markup(_TABLE.sub(linked, str(escape(_together(text)))))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined, keep_trailing_newline=True, finalize=_together,
    )  # fmt: skip
    environment.filters |= {
        "percent": percent, "points": in_points, "group": group_name, "language": language_name,
        "thousands": thousands, "tick": tick, "tag": language_tag,
        "with_tables": _with_tables,
        "two": lambda value: decimal(value, 2),
    }  # fmt: skip
    environment.globals |= {"interval": interval, "norms": LANGUAGES, "dagger": DAGGER}
    return environment


class Site:
    """The folder of the report; every page is written through it."""

    def __init__(self, folder: Path, title: str, further: Mapping[str, Any]) -> None:
        """Begin a site.

        Parameters
        ----------
        folder : of the report
        title : of the study
        further : what every page is given besides
        """
        self._folder, self._title, self._further = folder, title, dict(further)
        self.written = [write_text(folder / STYLE, (_TEMPLATES / STYLE).read_text("utf-8"))]

    def write(self, address: str, template: str, title: str, **values: Any) -> Path:
        """Write a page.

        Parameters
        ----------
        address : from the folder of the report, such as themes/1-work.html
        template : name of its template
        title : of the page
        values : what the template is given

        Returns
        -------
        Its file
        """
        depth = address.count("/")
        section = address.split("/")[0]
        entries = [
            {"title": name, "href": "../" * depth + target,
             "current": target == address, "within": target.split("/")[0] == section}
            for name, target in ENTRIES
        ]  # fmt: skip
        text = (
            _environment()
            .get_template(f"{template}.html.j2")
            .render(
                **{"language": "en", **self._further, **values},
                page_title=title,
                study_title=self._title,
                entries=entries,
                root="../" * depth,
                address=address,
            )
        )
        path = write_text(self._folder / address, text)
        self.written.append(path)
        return path
