"""What can be known to be wrong before the first stage runs, so that nothing is touched for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..languages import LANGUAGES
from ..schemas import TAKEN, UnknownColumn, column_of, columns_named
from ..study import COUNTRY, Comparison, Study, StudyError
from ..tables import read_json, write_json
from .dependencies import modules_behind
from .imported import imported
from .inputs import Hashes, hash_of_files

if TYPE_CHECKING:  # looking what is stale must be quick
    import pandas as pd

_MADE_COLUMNS = ("original",)  # of the documents, though not of the corpus
_NAMED = {"groups", "within", "contrasts"}
_SETTLED = ("country", "language")  # of our columns: whose values are known before a text is read


# ---------------------------------------------------------------- columns and their values


def check_columns(columns: list[str], study: Study) -> None:
    """Columns that the comparison groups or adjusts by must be columns of the corpus.

    Parameters
    ----------
    columns : of the corpus
    study : its parameters

    Raises
    ------
    StudyError
        For the first that is none; of one that was read as something else, it says as what.
    """
    rules, known = study.comparison, [*columns, *_MADE_COLUMNS]
    dated = [*known, "year"]
    try:
        columns_named(known, rules.cluster, "comparison.cluster")
        columns_named(dated, rules.groups, "comparison.groups")
        columns_named(dated, rules.within, "comparison.within")
        columns_named(dated, rules.adjust, "comparison.adjust")
        if rules.formula:
            from ..comparison.formula import read_formula

            read_formula(rules.formula, dated)
    except UnknownColumn as error:
        raise StudyError(f"{error}{_read_as(error.name, columns)}") from None


def _read_as(name: str, columns: list[str]) -> str:
    """What a column of that name was read as; "" where it is no such column."""
    from ..corpus.sources.heads import role_of

    role = {"id": "doc_id"}.get(role_of(name), role_of(name))
    return f"; {name} is read as {role}" if role in columns else ""


def check_values(
    study: Study, sources: dict[str, str], corpus: dict[str, Any], results: Path, hashes: Hashes
) -> None:
    """Groups, values and coded documents that a study names must be those of some text.

    Parameters
    ----------
    study : its parameters
    sources : as `plan.find_sources` gives them
    corpus : as `imported.take_in` says, which has been taken in
    results : folder of the results
    hashes : of files

    Raises
    ------
    StudyError
        Names the parameter or the file and row, the value and what there is.
    """
    named = study.comparison.model_dump(mode="json", include=_NAMED)
    if named == Comparison().model_dump(mode="json", include=_NAMED) and not sources["codes"]:
        return
    code = modules_behind("", ("comparison.sample", "comparison.codes", "corpus.ids"))
    state = [corpus["texts"], named, study.report.model_dump(mode="json"),
             hashes.state(sources["codes"]), hash_of_files(code)]  # fmt: skip
    checked = results / "data" / "inputs" / "values.json"
    if read_json(checked) == state:
        return
    _check_groups(imported(results).documents, study)
    if sources["codes"]:
        _check_coded(Path(sources["codes"]), study, results)
    write_json(checked, state)


def _check_groups(documents: pd.DataFrame, study: Study) -> None:
    """Refuse what no text can be of; authors and dates are known only when texts are read."""
    from ..comparison.sample import check_groups

    rules = study.comparison
    settled = {
        name for name in (*rules.groups, *rules.within)
        if (column := column_of(documents.columns, name)) in _SETTLED
        or (column and column not in TAKEN)
    }  # fmt: skip
    known = {name: values for name, values in rules.within.items() if name in settled}
    named = {"groups": rules.groups, "contrasts": rules.contrasts}
    if settled != {*rules.groups, *rules.within}:
        named = {"groups": COUNTRY, "contrasts": ()}
    check_groups(_possible(documents, study, settled), rules.given({**named, "within": known}))


def _possible(documents: pd.DataFrame, study: Study, names: set[str]) -> pd.DataFrame:
    """The documents with cells as results have them; each in any norm, where that is asked."""
    import pandas as pd

    from ..corpus.documents import with_names_mended
    from ..corpus.ids import public_cells

    columns = {column for name in names if (column := column_of(documents.columns, name))}
    public = public_cells(documents, study.report)
    read = public.loc[public["unread"] == "", sorted(columns | {"country"})]
    found = with_names_mended(read.assign(author="", title=""))
    if "language" in columns:
        norms = pd.DataFrame({"language": list(LANGUAGES)})
        return found.drop(columns="language").merge(norms, how="cross")
    return found


def _check_coded(codes: Path, study: Study, results: Path) -> None:
    """Ids may be written as they were given, or as they are published."""
    import pandas as pd

    from ..comparison.codes import check_coded, read_codes
    from ..corpus.ids import public_index

    coded, index = read_codes(codes), imported(results)
    given = index.documents["doc_id"]
    if not coded["doc_id"].isin(given).all():  # what they are published as takes longer to know
        public = public_index(index, study.report).documents["doc_id"]
        check_coded(coded, pd.concat([given, public]), codes.name)


# ---------------------------------------------------------------- the researcher's files


def check_own_files(sources: dict[str, str], checked: Path, hashes: Hashes) -> None:
    """Read the researcher's files for errors, unless they are as they were when last checked.

    Parameters
    ----------
    sources : as `plan.find_sources` gives them
    checked : file that says what was checked last
    hashes : of files

    Raises
    ------
    StudyError
        Names the file, the row, the value and the remedy.
    """
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
