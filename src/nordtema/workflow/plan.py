"""The plan of one run: its parameters and inputs, checked before the first stage, then frozen."""

from __future__ import annotations

from pathlib import Path

from ..languages import COUNTRIES
from ..study import MODELS, Study, StudyError
from ..tables import read_json
from .checks import check_columns, check_own_files, check_values
from .imported import take_in
from .inputs import Hashes, check_parameters_cell, inputs_of, write_if_changed
from .records import stale_stages
from .stages import PLAN, Stage, input_file, planned, stages

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
    check_columns(corpus["columns"], study)
    check_own_files(sources, data / "inputs" / "own.json", hashes)
    check_values(study, sources, corpus, results, hashes)
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


# ---------------------------------------------------------------- said before the first stage


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
