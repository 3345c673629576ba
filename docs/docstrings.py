"""Docstrings as the API reference shows them: behind a colon we write the meaning, not the type."""

import re
from textwrap import indent

import griffe

_SECTION = re.compile(r"^(Parameters|Attributes|Returns)\n-+\n((?:.+\n?)+)", re.MULTILINE)
_MEANING = re.compile(r"\bdescription=(?P<quote>['\"])(.+?)(?P=quote)")
_ENTRY = re.compile(r"^(\S.*?) : ", re.MULTILINE)


class Meanings(griffe.Extension):
    """Takes types from the annotations, and the prose of our docstrings as descriptions."""

    def on_object(self, *, obj: griffe.Object, **_) -> None:
        """Rewrite the docstring of an object that griffe has read."""
        if obj.docstring:
            obj.docstring.value = _SECTION.sub(_rewritten, obj.docstring.value)

    def on_attribute_instance(self, *, attr: griffe.Attribute, **_) -> None:
        """Let a parameter of a study be told by the description of its field."""
        told = _MEANING.search(str(attr.value))
        if told:
            attr.docstring = griffe.Docstring(told[2], parent=attr)


def _rewritten(section: re.Match) -> str:
    name, body = section.groups()
    told = f":\n{indent(body, '    ')}" if name == "Returns" else _ENTRY.sub(r"\1\n    ", body)
    return f"{name}\n{'-' * len(name)}\n{told}"
