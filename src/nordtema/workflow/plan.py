"""The plan of one run: its parameters and inputs, checked before the first stage, then frozen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..languages import COUNTRIES, LANGUAGES
from ..schemas import columns_named
from ..study import MODELS, Study, StudyError
from ..tables import read_json, write_json
from .dependencies import modules_behind
from .imported import take_in
from .inputs import (
    Hashes,
    check_parameters_cell,
    hash_of_files,
    inputs_of,
    write_if_changed,
)
from .records import stale_stages
from .stages import PLAN, Stage, input_file, planned, stages

if TYPE_CHECKING:  # looking what is stale must be quick
    import pandas as pd

_MADE_COLUMNS = ("original",)  # of the documents, though not of the corpus


# ---------------------------------------------------------------- planning


def plan_run(study: Study, root: Path, results: Path) -> list[Stage]:
    """Check the inputs and freeze the plan.

    Whoever calls this holds the lock of the folder. Whatever is wrong with the inputs is found
    here, before any stage has run.

    Returns
    -------
    The stages that have to run.

    Raises
    ------
    StudyError
        In one line, what is wrong and what mends it.
    """
    study.declare()
    data = results / "data"
    hashes = Hashes(data / "inputs" / "hashes.json")
    sources = find_sources(study, root)
    corpus = take_in(Path(sources["corpus"]), results)
    _check_size(corpus["documents"])
    for name in sorted({stage.notebook for stage in stages()} - {""}):
        check_parameters_cell(root, name)
    _check_columns(corpus["columns"], study)
    _check_own_files(sources, data / "inputs" / "own.json", hashes)
    plan = {"parameters": study.model_dump(mode="json"), "sources": sources,
            "countries": list(COUNTRIES), "models": list(MODELS)}  # fmt: skip
    write_if_changed(results / PLAN, plan)
    write_if_changed(data / "inputs" / "texts.json", corpus)
    for stage in planned(results):
        facts = inputs_of(stage, study, sources, corpus, root, hashes)
        write_if_changed(input_file(results, stage.name), facts)
    hashes.save()
    return stale_stages(results)


def find_sources(study: Study, root: Path) -> dict[str, str]:
    """Absolute paths of the corpus and of the researcher's files ("" where there is none)."""
    corpus = _resolve(study.corpus.path, root)
    if not corpus.exists():
        raise StudyError(f"{study.corpus.path}: no such corpus; name a folder or file with CORPUS=")
    beside = corpus if corpus.is_dir() else corpus.parent
    named = {"names": study.corpus.names, "glossary": study.vocabulary.glossary,
             "labels": study.topics.labels, "parallel": study.comparison.parallel,
             "codes": study.comparison.codes, "design": ""}  # fmt: skip
    found = {"corpus": str(corpus)}
    for name, given in named.items():
        path = beside / f"{name}.csv"
        found[name] = _named(given, name, root) if given else str(path) if path.is_file() else ""
    found["audit"] = _named(study.vocabulary.parallel, "vocabulary.parallel", root)
    if not found["parallel"]:
        shipped = root / "corpus" / "parallel.csv"
        found["parallel"] = str(shipped) if shipped.is_file() else ""
    return found


def _named(given: str, name: str, root: Path) -> str:
    """The path of a file that the study names; "" where it names none."""
    path = _resolve(given, root) if given else None
    if path and not path.is_file():
        raise StudyError(f"{given}: no such file; mend the path of {name} in study.yaml")
    return str(path or "")


def _resolve(path: str, root: Path) -> Path:
    try:
        given = Path(path).expanduser()
        return (given if given.is_absolute() else root / given).resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise StudyError(f"{path!r}: no name for a file or folder ({error})") from None


# ---------------------------------------------------------------- checks before the first stage


def foreseen(results: Path, study: Study) -> list[str]:
    """What cannot be made of so few texts, in one line each; the rest is.

    Read from the plan: it is known before the first stage has run.
    """
    documents = read_json(results / "data" / "inputs" / "texts.json")["documents"]
    found = []
    present = [COUNTRIES[code].name for code in COUNTRIES if documents[code]]
    if len(present) < 2:
        found.append(
            f"corpus: texts from one country only ({present[0]}): themes are told, and nothing "
            "can be compared"
        )
    total = sum(documents.values())
    if study.topics.k != "auto" and study.topics.k > total and study.corpus.unit == "document":
        found.append(
            f"topics.k = {study.topics.k}: more topics than documents ({total}), so that none can "
            f"be fitted; choose {max(2, total // 2)} or fewer"
        )
    return found


def _check_size(documents: dict[str, int]) -> None:
    if not sum(documents.values()):
        raise StudyError("corpus: no file of it can be read as a text; add texts")


def _check_columns(columns: list[str], study: Study) -> None:
    """Columns that the comparison groups or adjusts by must be columns of the corpus."""
    known = [*columns, *_MADE_COLUMNS]
    columns_named(known, study.comparison.cluster, "comparison.cluster")
    columns_named([*known, "year"], study.comparison.adjust, "comparison.adjust")
    if study.comparison.formula:
        from ..comparison.formula import read_formula

        read_formula(study.comparison.formula, [*known, "year"])


def _check_own_files(sources: dict[str, str], checked: Path, hashes: Hashes) -> None:
    """Read the researcher's files for errors, unless they are as they were when last checked."""
    names = ("names", "glossary", "audit", "labels", "parallel", "design", "codes")
    states = [hashes.state(sources[name]) for name in names]
    code = ("corpus.known_names", "vocabulary.glossary", "topics.labels", "comparison.codes")
    states.append([hash_of_files(modules_behind("", code))])
    if read_json(checked) == states:
        return
    from ..comparison.codes import read_codes
    from ..comparison.control_texts import read_parallel
    from ..corpus.known_names import read_names
    from ..robustness.recovery import read_design
    from ..topics.labels import read_labels
    from ..vocabulary.comparable import read_parallel_text
    from ..vocabulary.glossary import read_glossary

    readers: tuple[Callable[[Path], Any], ...] = (
        read_names, read_glossary, read_parallel_text, read_labels, read_parallel, read_design,
        read_codes,
    )  # fmt: skip
    read = {
        name: reader(Path(sources[name]))
        for name, reader in zip(names, readers, strict=True)
        if sources[name]
    }
    if {"audit", "parallel"} <= set(read):
        _check_no_control(read["audit"], read["parallel"], Path(sources["audit"]).name)
    write_json(checked, states)


def _check_no_control(audit: pd.DataFrame, control: pd.DataFrame, name: str) -> None:
    """The control measures what language does, so nothing may have learned from it."""
    for code in LANGUAGES:
        ours, theirs = (one[code].str.split().str.join(" ") for one in (audit, control))
        both = ours.isin(theirs)
        if both.any():
            row = audit.index[int(both.to_numpy().argmax())] + 2
            raise StudyError(
                f"{name}: row {row}: stands in the control text (comparison.parallel) too; the "
                "control must feed nothing else, so name another text as vocabulary.parallel"
            )
