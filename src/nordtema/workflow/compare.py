"""Two results folders side by side: which choices, which themes, which verdicts differ."""

from collections.abc import Iterator
from pathlib import Path

from ..formats import count, decimal
from ..study import MODELS, StudyError
from ..topics.matching import counterparts, theme_similarity
from ..topics.models import load
from .workspace import Workspace

_SIDES = ("the first", "the second")
_PAIR = ["country_a", "country_b"]


def compare_results(first: Path, second: Path) -> list[str]:
    """What differs, as lines for a terminal.

    Parameters
    ----------
    first, second : results folders, such as that of the study and that of a trial
    """
    sides = tuple(Workspace(folder, "", folder / "data") for folder in (first, second))
    lines = ["choices"]
    lines += _indented(_choices(*sides), "the same in both")
    for model in MODELS:
        missing = [name for name, one in zip(_SIDES, sides, strict=True)
                   if not one.has(f"data/model.{model}.npz")]  # fmt: skip
        if missing:
            lines += ["", f"{model}: not made in {' and '.join(missing)}; open its notebook there"]
            continue
        pairs = _pairs(model, *sides)
        lines += ["", f"{model}: themes", *_indented(_themes(model, pairs, *sides), "none")]
        lines += ["", f"{model}: verdicts", *_indented(_verdicts(model, pairs, *sides), "none")]
    return lines


def _indented(lines: Iterator[str], nothing: str) -> list[str]:
    return [f"  {line}" for line in lines] or [f"  {nothing}"]


def _choices(first: Workspace, second: Workspace) -> Iterator[str]:
    for name, (here, there) in first.study.differences(second.study).items():
        yield f"{name}: {here!r} → {there!r}"


def _pairs(model: str, first: Workspace, second: Workspace) -> dict[int, tuple[int, float]]:
    """The counterpart of each theme of the first, from 1 on, and how alike they are."""
    models = [load(one.find(f"data/model.{model}.npz")) for one in (first, second)]
    matched = counterparts(theme_similarity(*models))
    return {
        theme + 1: (int(other) + 1, float(matched.similarity[theme]))
        for theme, other in enumerate(matched.match)
        if other >= 0
    }


def _names(model: str, side: Workspace) -> dict[int, str]:
    table = side.read_table(f"labels.{model}")
    return dict(zip(table["topic"], table["label"], strict=True))


def _themes(
    model: str, pairs: dict[int, tuple[int, float]], first: Workspace, second: Workspace
) -> Iterator[str]:
    here, there = _names(model, first), _names(model, second)
    yield f"{count(len(here), 'theme')} and {count(len(there), 'theme')}"
    for theme, name in here.items():
        if theme in pairs:
            other, alike = pairs[theme]
            yield f"{theme} “{name}” = {other} “{there[other]}”, similarity {decimal(alike, 2)}"
        else:
            yield f"{theme} “{name}” has no counterpart in the second"
    for other in sorted(set(there) - {other for other, _ in pairs.values()}):
        yield f"{other} “{there[other]}” has no counterpart in the first"


def _verdicts(
    model: str, pairs: dict[int, tuple[int, float]], first: Workspace, second: Workspace
) -> Iterator[str]:
    try:
        here, there = (one.read_table(f"contrasts.{model}") for one in (first, second))
    except StudyError:
        yield "the comparison is not made in both; open notebook 4 there"
        return
    names = _names(model, first)
    counterpart = {theme: other for theme, (other, _) in pairs.items()}
    matched = here[here["topic"].isin(counterpart)]
    joined = matched.assign(other=matched["topic"].map(counterpart)).merge(
        there.rename(columns={"topic": "other"}), on=["other", *_PAIR], suffixes=("", "_there")
    )
    changed = joined[joined["verdict"] != joined["verdict_there"]]
    yield f"{len(changed)} of {count(len(joined), 'comparison')} of matched themes changed"
    for row in changed.to_dict("records"):
        yield f"{_pair(row)} “{names[row['topic']]}”: {row['verdict']} → {row['verdict_there']}"


def _pair(row: dict[str, object]) -> str:
    return "–".join(str(row[column]) for column in _PAIR)
