"""Taking over what a trial has changed: study.yaml is written anew, with its comments."""

from io import StringIO

from ruamel.yaml import YAML

from ..study import StudyError
from ..tables import write_text
from .trial import Trial


def change_text(trial: Trial) -> list[str]:
    """One line for each parameter that the trial has changed.

    Raises
    ------
    StudyError
        If it has changed nothing.
    """
    if not trial.changes:
        raise StudyError(f"{trial.folder.name}: has changed nothing of the study")
    base = trial.base
    return [f"{n}: {base.value(n)!r} → {value!r}" for n, value in trial.changes.items()]


def write_changes(trial: Trial) -> None:
    """Write the changes into the study's file; comments and order of the rest stay."""
    path, yaml = trial.study_file, YAML()
    yaml.preserve_quotes, yaml.width = True, 4096
    study = yaml.load(path.read_text(encoding="utf-8-sig")) or {}
    for name, value in trial.changes.items():
        section, key = name.split(".")
        if study.get(section) is None:
            study[section] = {}
        study[section][key] = value
    written = StringIO()
    yaml.dump(study, written)
    write_text(path, written.getvalue())
