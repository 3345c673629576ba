"""What people say that documents are about: reading codes.csv, and how far its coders agree.

A coder who gives a document m themes gives each of them the share 1/m, so that the shares of people
and of models say the same thing: how much of a text is about a theme. Where several have coded a
document, the mean of their shares is its coded share.
"""

import difflib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..corpus.sources import read_own_table
from ..study import StudyError

COLUMNS = ("doc_id", "theme")
CODER = "coder"  # a file without this column has one coder
NONE, OTHER = -1, -2  # in place of a topic: none of the themes, a theme that this model has not
AGREEMENT = ["topic", "coders", "documents", "left_out", "twice", "agreement", "alpha", "ac1"]


@dataclass(frozen=True)
class Coding:
    """The documents of a sample that people have coded.

    Attributes
    ----------
    rows : coded, numbers of the documents in the sample
    shares : coded × K, mean over a document's coders of the share that they give each theme
    votes : coded × K, coders who name the theme
    coders : coded, coders of the document
    topics : numbers from 0 of the topics that are named at all; the others were not looked for
    people : number of coders
    left_out : coded documents that have no shares, and so are no part of the sample
    """

    rows: np.ndarray
    shares: np.ndarray
    votes: np.ndarray
    coders: np.ndarray
    topics: np.ndarray
    people: int
    left_out: int


# ---------------------------------------------------------------- reading


def read_codes(path: Path) -> pd.DataFrame:
    """Read codes.csv: doc_id, theme (empty: none of them) and, where there are several, coder.

    Parameters
    ----------
    path : a table with these columns; a row for each theme that a coder finds in a document

    Returns
    -------
    DataFrame with doc_id, theme, coder, all text; `index + 2` is the number of a row

    Raises
    ------
    StudyError
        Names the row, the value and the remedy.
    """
    table = read_own_table(path, COLUMNS)
    if CODER not in table.columns:
        table = table.assign(**{CODER: ""})
    codes = table[[*COLUMNS, CODER]].apply(lambda cells: cells.str.strip())
    if codes.empty:
        raise StudyError(f"{path.name}: has no row; write a coded document a row, or remove it")
    empty = codes["doc_id"] == ""
    if empty.any():
        raise StudyError(f"{path.name}: row {_row(empty)}: doc_id is empty; fill it")
    _check_doubled(codes, "theme", path.name)
    return codes


def _row(wrong: pd.Series) -> int:
    """The number of the first row that is wrong."""
    return int(wrong.idxmax()) + 2


def _check_doubled(codes: pd.DataFrame, theme: str, name: str) -> None:
    """A coder says a thing once, and does not say both a theme and none of them."""
    doubled = codes.duplicated(["doc_id", CODER, theme])
    none = codes["theme"] == ""
    both = none & (codes.groupby(["doc_id", CODER])["theme"].transform("size") > 1)
    if doubled.any():
        row = codes[doubled].iloc[0]
        raise StudyError(
            f"{name}: row {_row(doubled)}: doc_id {row['doc_id']!r} has theme {row['theme']!r} "
            f"from the same coder ({row[CODER]!r}) before; remove one of the rows"
        )
    if both.any():
        row = codes[both].iloc[0]
        raise StudyError(
            f"{name}: row {_row(both)}: theme is empty (none of the themes), and coder "
            f"{row[CODER]!r} gives doc_id {row['doc_id']!r} a theme elsewhere; remove one of them"
        )


def with_published_ids(codes: pd.DataFrame, ids: pd.DataFrame) -> pd.DataFrame:
    """The codes with the ids that all results have; either may stand in the file.

    Parameters
    ----------
    codes : as `read_codes` gives them
    ids : kind, given, published: the frame `ids`

    Returns
    -------
    The same rows
    """
    replaced = ids[ids["kind"] == "document"]
    known = dict(zip(replaced["given"], replaced["published"], strict=True))
    return codes.assign(doc_id=[known.get(one, one) for one in codes["doc_id"]])


# ---------------------------------------------------------------- from rows to shares


def coding_of(
    codes: pd.DataFrame,
    sample_ids: np.ndarray,
    known: pd.Series,
    labels: pd.DataFrame,
    main: bool = True,
    name: str = "codes.csv",
) -> Coding:
    """The coded documents of a sample, and their shares.

    Parameters
    ----------
    codes : as `read_codes` gives them
    sample_ids : ids of the documents of the sample
    known : ids of all documents of the corpus
    labels : topic, label: of the model
    main : whether it is the study's main model, whose topics the file may name by number; another
        model has only the themes that it has a label for
    name : of the file, for messages

    Returns
    -------
    Coding

    Raises
    ------
    StudyError
        For the first unknown document or theme, and for a row that says what another has said.
    """
    check_coded(codes, known, name)
    topics = _topics_of(codes["theme"], labels, main, name)
    found = codes.assign(topic=topics)
    _check_doubled(found[found["topic"] >= 0], "topic", name)
    return _shares(found, sample_ids, len(labels))


def check_coded(codes: pd.DataFrame, known: pd.Series, name: str) -> None:
    """Refuse a row about a document that is none of the corpus.

    Parameters
    ----------
    codes : as `read_codes` gives them
    known : ids of all documents of the corpus
    name : of the file, for messages

    Raises
    ------
    StudyError
        For the first unknown document.
    """
    unknown = ~codes["doc_id"].isin(known)
    if unknown.any():
        value = codes.loc[unknown, "doc_id"].iloc[0]
        raise StudyError(
            f"{name}: row {_row(unknown)}: doc_id {value!r}: no such document in the corpus"
            f"{_nearest(value, known)}; write ids as tables/documents.csv has them"
        )


def _topics_of(themes: pd.Series, labels: pd.DataFrame, main: bool, name: str) -> list[int]:
    """Numbers from 0 of the topics that the cells mean."""
    meant = {label.strip().casefold(): n for n, label in enumerate(labels["label"])}
    if main:
        meant = {**{str(n): n - 1 for n in labels["topic"]}, **meant}
    meant[""] = NONE
    unknown = ~themes.str.casefold().isin(meant)
    if main and unknown.any():
        value = themes[unknown].iloc[0]
        raise StudyError(
            f"{name}: row {_row(unknown)}: theme {value!r}: the main model has no such theme"
            f"{_nearest(value, labels['label'])}; write a label of its, a number from 1 to "
            f"{len(labels)}, or nothing for none of them"
        )
    return [meant.get(theme, OTHER) for theme in themes.str.casefold()]


def _nearest(value: str, known: pd.Series) -> str:
    near = difflib.get_close_matches(value, list(known), n=1)
    return f" (nearest is {near[0]!r})" if near else ""


def _shares(found: pd.DataFrame, sample_ids: np.ndarray, k: int) -> Coding:
    """What each coder says of each document, then the mean of the coders."""
    place = {one: row for row, one in enumerate(sample_ids)}
    inside = found[found["doc_id"].isin(place)]
    documents, rows = np.unique(inside["doc_id"].map(place).to_numpy(int), return_inverse=True)
    named = inside.groupby(["doc_id", CODER])["topic"].transform("size").to_numpy()
    topic = inside["topic"].to_numpy()
    shares, votes = np.zeros((2, len(documents), k))
    here = topic >= 0
    np.add.at(shares, (rows[here], topic[here]), 1 / named[here])
    np.add.at(votes, (rows[here], topic[here]), 1)
    judges = inside.groupby("doc_id")[CODER].nunique()
    coders = judges.loc[sample_ids[documents]].to_numpy()
    return Coding(
        documents, shares / coders[:, None], votes, coders,
        np.unique(found.loc[found["topic"] >= 0, "topic"]), found[CODER].nunique(),
        found["doc_id"].nunique() - len(documents),
    )  # fmt: skip


# ---------------------------------------------------------------- do coders agree?


def coders_table(coding: Coding) -> pd.DataFrame:
    """How far coders agree on each theme that they looked for.

    Documents with two coders or more are compared: agreement is the share of pairs of coders of a
    document who say the same of the theme. Krippendorff's alpha (nominal) takes chance to be what
    all of them say on average; Gwet's AC1 stays defined where all say the same, and near the
    agreement where a theme is rare.

    Returns
    -------
    DataFrame with topic, coders, documents (coded), left_out, twice (documents with two coders or
    more), agreement, alpha, ac1; these three are missing where they are undefined
    """
    several = coding.coders > 1
    rows = [
        (topic + 1, coding.people, len(coding.rows), coding.left_out, int(several.sum()),
         *agreement(coding.votes[several, topic], coding.coders[several]))
        for topic in coding.topics
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=AGREEMENT)


def agreement(votes: np.ndarray, coders: np.ndarray) -> tuple[float, float, float]:
    """Agreement of coders who say of documents whether they are of a theme.

    Parameters
    ----------
    votes : documents, coders who say that it is
    coders : documents, all coders of the document, two at least

    Returns
    -------
    Share of pairs that agree, Krippendorff's alpha (Krippendorff 2019), Gwet's AC1 (Gwet 2008).
    All are no numbers without a document; alpha is none where all say the same, since nothing then
    tells what chance would give.
    """
    if not len(coders):
        return np.nan, np.nan, np.nan
    against = 2 * votes * (coders - votes)  # ordered pairs of coders who differ
    observed = 1 - np.mean(against / (coders * (coders - 1)))
    total, yes = coders.sum(), votes.sum()
    expected = 2 * yes * (total - yes) / (total * (total - 1))
    differing = np.sum(against / (coders - 1)) / total
    alpha = 1 - differing / expected if expected > 0 else np.nan
    rate = np.mean(votes / coders)
    chance = 2 * rate * (1 - rate)
    return float(observed), float(alpha), float((observed - chance) / (1 - chance))
