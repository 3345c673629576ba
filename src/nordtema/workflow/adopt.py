"""Taking over what a trial has changed: study.yaml is written anew, with its comments."""

from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from ..study import StudyError, parse_settings, read_study
from ..tables import write_text
from .trial import Trial


def change_text(trial: Trial) -> list[str]:
    """One line for each parameter that the trial has changed.

    Raises
    ------
    StudyError
        If it has changed nothing.
    """
    changes = _changes(trial)
    if not changes:
        raise StudyError(f"{trial.folder.name}: has changed nothing of {trial.study_file}")
    return [f"{name}: {old!r} → {new!r}" for name, (old, new) in changes.items()]


def _changes(trial: Trial) -> dict[str, tuple[Any, Any]]:
    """Values of the file and of the trial, of what was set in the trial or when it was begun."""
    here = {*trial.changes, *parse_settings(trial.facts["settings"])}
    written = read_study(trial.study_file, corpus=trial.facts["corpus"])
    return {name: pair for name, pair in written.differences(trial.study).items() if name in here}


def write_changes(trial: Trial) -> None:
    """Write the changes into the study's file; comments and order of the rest stay."""
    path, yaml = trial.study_file, YAML()
    yaml.preserve_quotes, yaml.width = True, 4096
    study = yaml.load(path.read_text(encoding="utf-8-sig")) or {}
    for name, (_, value) in _changes(trial).items():
        section, key = name.split(".")
        if study.get(section) is None:
            study[section] = CommentedMap()
        if key in study[section]:
            study[section][key] = value
        else:  # on top: the comment below a section hangs on its last line
            study[section].insert(0, key, value)
    written = StringIO()
    yaml.dump(study, written)
    write_text(path, written.getvalue())
