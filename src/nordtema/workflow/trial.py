"""A trial: other choices tried in JupyterLab, beside the study and never in its results.

A trial is a results folder of its own, results/data/lab/<name>, with the study's parameters and
what its notebooks change of them. What the study has made with the same choices is taken from it;
what else a notebook needs is made when it is opened. What a notebook has made in JupyterLab, all of
it, is what the notebooks after it read.
"""

import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..languages import COUNTRIES
from ..report.sentences.trial import trial_sentences
from ..study import MODELS, Study, StudyError, known_parameters, parse_settings, read_study
from ..tables import read_json, write_json
from .folder import LAB, claim, only_run
from .imported import FOLDER as IMPORTED
from .parameters import PATHS
from .plan import plan_run
from .records import (
    changed_outputs,
    digests,
    failures,
    matches,
    read_record,
    stale_stages,
    write_record,
)
from .stages import PLAN, Stage, failed_file, planned, read_plan, stage_folder, stage_named
from .walk import walk
from .workspace import REMEMBERED

FIRST = "trial"  # name of the trial where none is given
_FACTS = "data/trial.json"
_OPENED = "opened.json"
_NAME = re.compile(r"\w[\w.-]*")


@dataclass(frozen=True)
class Trial:
    """A trial that has begun.

    Attributes
    ----------
    folder : its results folder
    """

    folder: Path

    @property
    def facts(self) -> dict[str, Any]:
        """Where the study stands, how it is set, and what was changed here."""
        return read_json(self.folder / _FACTS, {})

    @property
    def changes(self) -> dict[str, Any]:
        """Values that the trial has changed, by `section.key`."""
        return self.facts.get("changes", {})

    @property
    def results(self) -> Path:
        """The results folder of the study, in which the trial stands."""
        return self.folder.parents[2]

    @property
    def root(self) -> Path:
        """The folder that holds the notebooks of the study."""
        return (self.results / self.facts["root"]).resolve()

    @property
    def study_file(self) -> Path:
        """The study.yaml that the trial tries other choices of."""
        return (self.results / self.facts["study"]).resolve()

    @property
    def base(self) -> Study:
        """The study's own parameters, as the trial was begun with them."""
        return read_study(self.study_file, self.facts["settings"], self.facts["corpus"])

    @property
    def published(self) -> Study:
        """The parameters of the results of the study; before there are any, those of its file."""
        plan = read_plan(self.results)
        if not plan:
            return read_study(self.study_file, corpus=self.facts["corpus"])
        return Study.model_validate(plan["parameters"])

    @property
    def study(self) -> Study:
        """The parameters of the trial."""
        return self.base.changed(self.changes)

    def open(self, notebook: str, names: Mapping[str, Any]) -> tuple[Stage, Path]:
        """Make ready what a notebook reads; what its parameters cell says holds from here on.

        Parameters
        ----------
        notebook : name of the notebook
        names : what it has set before (globals())

        Returns
        -------
        Its stage, and an empty folder for what it makes

        Raises
        ------
        StudyError
            Where a parameter is wrong, or what it needs cannot be made.
        """
        stage = stage_named(_stage_name(notebook, names, self.study), planned(self.folder))
        with only_run(self.folder):
            before = self.facts
            try:
                self._take(stage.section, names)
                self._settle()
            except StudyError:  # what cannot be planned is not kept
                write_json(self.folder / _FACTS, before)
                raise
            walk(stale_stages(self.folder), self.root, self.folder, before=stage.name)
            self._check_made(stage)
            return stage, self._live(stage)

    def said(self) -> str:
        """What a reader of the notebook must know of the trial."""
        changes = self.published.differences(self.study)
        outdated = [stage.name for stage in planned(self.folder) if self._outdated(stage.name)]
        return " ".join(trial_sentences(self.folder.name, changes, outdated))

    def plan(self) -> None:
        """Plan the trial, and take from the study what it has made with the same choices."""
        ours = self.results
        for read in (ours / IMPORTED).glob("[!.]*"):  # no text is read twice
            _take_over(read, self.folder / IMPORTED / read.name)
        plan_run(self.study, self.root, self.folder)
        for stage in stale_stages(self.folder):
            record = read_record(ours, stage.name)
            if matches(self.folder, stage.name, record) and not changed_outputs(ours, stage.name):
                target = stage_folder(self.folder, stage.name)
                shutil.rmtree(target, ignore_errors=True)
                shutil.copytree(stage_folder(ours, stage.name), target, copy_function=_link)
        for kept in (ours / REMEMBERED).glob("*/*.pickle"):
            _take_over(kept, self.folder / REMEMBERED / kept.parent.name / kept.name)

    def _take(self, section: str, names: Mapping[str, Any]) -> None:
        """Keep what the parameters cell changes of the study."""
        base = self.base
        group = getattr(base, section)
        shown = {key: Path(value).name for key, value in group if key in PATHS}
        given = {key: names[key] for key in type(group).model_fields if key in names}
        as_shown = [key for key, name in shown.items() if key in given and given[key] == name]
        given |= {key: getattr(group, key) for key in as_shown}
        there = base.differences(base.model_copy(update={section: group.given(given)}))
        set_here = {f"{section}.{key}" for key in given}
        kept = {name: value for name, value in self.changes.items() if name not in set_here}
        changes = {**kept, **{name: value for name, (_, value) in there.items()}}
        if changes != self.changes:
            write_json(self.folder / _FACTS, {**self.facts, "changes": changes})

    def settled(self) -> Path:
        """The folder, where all that the notebooks have made to its end stands for its stage."""
        with only_run(self.folder):
            self._settle()
        return self.folder

    def _settle(self) -> None:
        """What a notebook has made in JupyterLab stands for its stage, if all of it is there."""
        self.plan()
        for stage in planned(self.folder):
            live = self._live_folder(stage.name)
            opened = read_json(live / _OPENED, {})
            made = {p.relative_to(live).as_posix() for p in live.rglob("*") if p.is_file()}
            if opened and matches(self.folder, stage.name, opened) and made > set(opened["makes"]):
                target = stage_folder(self.folder, stage.name)
                shutil.rmtree(target, ignore_errors=True)
                shutil.copytree(live, target, ignore=shutil.ignore_patterns(_OPENED))
                write_record(self.folder, stage.name, target, 0, opened["before"])

    def _live_folder(self, name: str) -> Path:
        """Where a notebook that is open in JupyterLab writes to."""
        return self.folder / "data" / "live" / name

    def _outdated(self, name: str) -> bool:
        """Whether a notebook was run here, and what it was run on has changed since."""
        opened = read_json(self._live_folder(name) / _OPENED, {})
        return bool(opened) and not matches(self.folder, name, opened)

    def _check_made(self, stage: Stage) -> None:
        for name, reason in failures(self.folder).items():
            if name != stage.name and failed_file(self.folder, name).exists():
                raise StudyError(f"{stage.name}: {name} could not be made here: {reason}")

    def _live(self, stage: Stage) -> Path:
        """An empty folder, with a note of what the notebook makes when it runs to its end."""
        live = self._live_folder(stage.name)
        shutil.rmtree(live, ignore_errors=True)
        record = read_record(self.folder, stage.name) or read_record(self.results, stage.name)
        makes = [name for name in record.get("outputs", ()) if not name.startswith("notebooks/")]
        before = digests(self.folder, stage.name, record.get("before", ()))
        note = {"makes": makes or ["unknown"], **before}
        write_json(live / _OPENED, note)
        return live


def begin(
    root: Path, results: Path, study: Path, settings: str = "", corpus: str = "", name: str = FIRST
) -> Trial:
    """Begin a trial, or go on with one: what it has changed before holds, but for `settings`.

    Parameters
    ----------
    root : the folder that holds notebooks/
    results : results folder of the study
    study, settings, corpus : as a run is given them

    Raises
    ------
    StudyError
        If its name is none, or the study cannot be planned.
    """
    if not _NAME.fullmatch(name):
        raise StudyError(f"TRIAL={name}: write a name of letters, digits, - and _")
    trial = Trial(claim(results / LAB / name, root))
    changes = {k: v for k, v in trial.changes.items() if k in known_parameters()}
    for given in parse_settings(settings):
        changes.pop(given, None)
    facts = {
        "root": _from(results, root), "study": _from(results, study.expanduser().resolve()),
        "settings": settings, "corpus": corpus, "changes": changes,
    }  # fmt: skip
    write_json(trial.folder / _FACTS, facts)
    with only_run(trial.folder):
        trial.plan()
    return trial


def _from(results: Path, path: Path) -> str:
    """The way from the results folder, so that a study can be moved; on another disk the path."""
    try:
        return os.path.relpath(path, results)
    except ValueError:
        return str(path)


def find_trial(name: str, results: Path) -> Trial:
    """A trial of a study that has begun.

    Raises
    ------
    StudyError
        Names those that there are.
    """
    folder = results / LAB / name
    if not (folder / _FACTS).is_file():
        names = sorted(p.parent.parent.name for p in (results / LAB).glob(f"*/{_FACTS}"))
        there = (
            f"there are {', '.join(names)}" if names else "none has begun; `make lab` begins one"
        )
        raise StudyError(f"{name}: no trial of {results}; {there}")
    return Trial(folder)


def find_results(name: str, results: Path) -> Path:
    """The results folder of that name: a folder with a plan of ours, or that of a trial."""
    folder = Path(name).expanduser()
    return folder.resolve() if (folder / PLAN).is_file() else find_trial(name, results).settled()


def here() -> Trial:
    """The trial of a notebook: that of `make lab`, else the first one of the study around it."""
    given = os.environ.get
    named = given("NORDTEMA_TRIAL")
    for folder in [Path(named)] if named else [Path.cwd(), *Path.cwd().parents]:
        if (folder / _FACTS).is_file():
            return Trial(folder)
    if named:
        raise StudyError(f"NORDTEMA_TRIAL={named}: no trial there; `make lab` begins one")
    root = _study_folder()
    results = Path(given("NORDTEMA_RESULTS") or root / "results")
    study = Path(given("STUDY") or root / "study.yaml")
    return begin(root, claim(results, root), study, given("SET", ""), given("CORPUS", ""))


def _study_folder() -> Path:
    """The folder above the working directory that holds study.yaml."""
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "study.yaml").exists():
            return folder
    raise StudyError(f"{Path.cwd()}: no study.yaml here or above; start JupyterLab in the study")


def _stage_name(notebook: str, names: Mapping[str, Any], study: Study) -> str:
    """The stage that a notebook shows: of the country or the model that it has set."""
    country = notebook == "1_corpus"
    if not country and notebook not in ("3_topics", "4_comparison"):
        return notebook
    key, known = ("country", tuple(COUNTRIES)) if country else ("model", MODELS)
    value = names.get(key) or (known[0] if country else study.about.main_model)
    if value not in known:
        raise StudyError(f"{notebook}: {key} = {value!r}: write {' or '.join(known)}")
    return f"{notebook}.{value}"


def _take_over(source: Path, target: Path) -> None:
    """Have a file of the study in the trial too, unless there is one."""
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        _link(str(source), str(target))


def _link(source: str, target: str) -> None:
    """One file in two places where the system can: what a stage has made is never written again."""
    with suppress(OSError):
        os.link(source, target)
        return
    shutil.copy2(source, target)
