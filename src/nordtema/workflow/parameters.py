"""The parameters of a notebook: written into its copy from the study, each with its meaning."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from papermill.translators import PythonTranslator, papermill_translators

from ..languages import COUNTRIES
from ..study import MODELS, Study, meanings
from .stages import Stage

PATHS = {
    "path",
    "names",
    "glossary",
    "labels",
    "parallel",
    "codes",
}  # shown by name alone: results hold no paths


def parameters_of(stage: Stage, study: Study) -> dict[str, object]:
    """What the parameters cell of a stage's notebook is given."""
    values = getattr(study, stage.section).model_dump(mode="json")
    for name in PATHS & set(values):
        values[name] = Path(values[name]).name
    return {**stage.parameters, **values}


def explain_parameters(stage: Stage) -> None:
    """Let papermill write behind each parameter what it means; our cells hold no defaults."""
    logging.getLogger("papermill").setLevel(logging.ERROR)
    told = {"country": "the country whose texts are read: " + " or ".join(COUNTRIES),
            "model": " or ".join(MODELS), **meanings(stage.section)}  # fmt: skip
    explained = type("Explained", (_Explained,), {"meanings": told})
    papermill_translators.register("python", explained)


class _Explained(PythonTranslator):
    """Papermill's own way of writing Python, with a comment behind each value."""

    meanings: Mapping[str, str]

    @classmethod
    def codify(cls, parameters: Mapping[str, Any], comment: str = "Parameters") -> str:
        lines = [f"# {comment}"]
        for name, value in parameters.items():
            comment = f"  # {cls.meanings[name]}" if cls.meanings.get(name) else ""
            lines.append(cls.assign(name, cls.translate(value)) + comment)
        return "\n".join(lines) + "\n"
