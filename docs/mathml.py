"""Formulas between dollar signs become MathML when the site is built: nothing is fetched."""

import re

from latex2mathml.converter import convert

_FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\w$])\$([^$\n]+)\$", re.DOTALL)


def on_page_markdown(markdown: str, **_) -> str:
    """The page with its formulas as MathML; called by mkdocs."""
    return _FORMULA.sub(_mathml, markdown)


def _mathml(found: re.Match) -> str:
    block, inline = found.groups()
    return convert(block, display="block") if block else f"<span>{convert(inline)}</span>"
