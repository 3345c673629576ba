"""What must be known before findings are read: why they may be owed to something else."""

from collections.abc import Sequence

import pandas as pd

from ...comparison.clusters import DOMINANT
from ...formats import count, decimal, group_name, listed, percent, points, thousands
from ...languages import COUNTRIES
from ...study import DOCUMENT

FEW = 0.1  # a country with fewer of the texts of the largest one decides which words are shared
TEXT = "independent text"  # where no column says which texts belong together
MOST_TOLD = 6  # groups and pairs that a sentence lists


def comparability_sentences(table: pd.DataFrame) -> list[str]:
    """Why the groups are not comparable, an aspect a sentence; empty where every bound is kept.

    Parameters
    ----------
    table : as `comparability.<model>`
    """
    failed = table[table["holds"] == 0]
    if failed.empty:
        return []
    told = [_not_comparable(aspect, rows) for aspect, rows in failed.groupby("aspect", sort=False)]
    return [
        "These texts are not comparable without more ado, and what follows may be owed to that:",
        *told,
    ]


def _not_comparable(aspect: str, rows: pd.DataFrame) -> str:
    pairs = "; ".join(pairs_told(rows.head(MOST_TOLD)))
    worst = rows["value"]
    return {
        "words that take part": f"Fewer than {percent(rows['bound'].iloc[0])} of the content words "
        f"take part in {listed(map(group_name, rows['country_a']))}.",
        "words apart": f"The share of words that take part differs by up to {points(worst.max())} "
        f"({pairs}).",
        "lengths": f"Texts are up to {decimal(worst.max(), 1)} times as long ({pairs}).",
        "years in common": f"Years agree to {percent(worst.min())} only ({pairs})"
        f"{_made_equal('year', worst)}.",
        "kinds in common": f"Kinds of text agree to {percent(worst.min())} only ({pairs})"
        f"{_made_equal('kind', worst)}.",
        "themes flagged": f"{percent(worst.max())} of the themes are flagged; fewer ones may be "
        "steadier (topics.k).",
    }[aspect]


def _made_equal(column: str, agreement: pd.Series) -> str:
    """How groups are made equal in a column; empty where no two of them have anything in common."""
    able = f'; SET="comparison.adjust=[{column}]" makes them equal as far as both have them'
    return able if agreement.max() > 0 else ""


def unit_warning(units: pd.DataFrame, named: tuple[str, ...] = ()) -> str:
    """A warning where texts belong together that count one by one; else empty.

    Parameters
    ----------
    units : as `units.<model>`
    named : columns that the study names in comparison.cluster
    """
    found = units[(units["topic"] == "all") & (units["status"] == "found")]
    if found.empty:
        return ""
    row = found.iloc[0]
    remedy = ", ".join([*named, row["unit"]])
    return (
        f"Texts of the same {row['unit']} are more alike than others (correlation "
        f"{decimal(row['correlation'], 2)}, {count(row['clusters'], 'unit')}): taken one by one "
        "they pass for more independent texts than there are. No difference is claimed; say "
        f'SET="comparison.cluster=[{remedy}]".'
    )


def cluster_warning(largest: pd.DataFrame, columns: tuple[str, ...], minimum: int) -> str:
    """A warning where one cluster holds over half of a country's documents; else empty.

    Parameters
    ----------
    largest : as `largest_clusters` returns it
    columns, minimum : `comparison.cluster` and `comparison.minimum_clusters` of the study
    """
    least = (DOMINANT * largest["documents"]).clip(lower=1)
    over = largest[largest["largest"] > least]
    if over.empty or not columns:
        return ""
    told = [_told(row, columns, minimum) for row in over.to_dict("records")]
    several = "are by several" if columns == ("author",) else "do not belong together"
    return (
        f'{" ".join(told)} If the texts {several}, say so with SET="comparison.cluster=[document]".'
    )


def _told(row: dict, columns: tuple[str, ...], minimum: int) -> str:
    size, documents = row["largest"], row["documents"]
    number = f"all {thousands(size)}"
    if size < documents:
        number = f"{thousands(size)} of the {thousands(documents)}"
    holds = "author has written" if columns == ("author",) else f"{' × '.join(columns)} holds"
    group = group_name(row["country"])
    another = "country" if row["country"] in COUNTRIES else "group"
    if row["clusters"] < minimum:
        means = f"no difference between {group} and another {another} can be claimed"
    else:
        means = f"a difference between {group} and another {another} may be that one's alone"
    return f"One {holds} {number} texts from {group}: {means}."


def unit_noun(cluster: Sequence[str]) -> str:
    """What counts as one independent text: the column that says so, or a text of its own.

    Parameters
    ----------
    cluster : `comparison.cluster`
    """
    return cluster[0] if len(cluster) == 1 and cluster[0] != DOCUMENT else TEXT


def size_warning(prevalence: pd.DataFrame, minimum: int, cluster: Sequence[str] = ()) -> str:
    """A warning where a group has too few clusters for anything to be told; else empty.

    Parameters
    ----------
    prevalence : as `prevalence.<model>`
    minimum, cluster : of the study's comparison
    """
    groups = prevalence.drop_duplicates("country")
    few = groups[groups["clusters"] < minimum]
    if few.empty:
        return ""
    unit = unit_noun(cluster)
    told = listed(
        f"{group_name(row['country'])} ({count(int(row['clusters']), unit)})"
        for row in few.head(MOST_TOLD).to_dict("records")
    )
    each = "" if unit == TEXT else f", and the texts of one {unit} count as one"
    return (
        f"Too little data: of {told} no difference can be told; at least {minimum} independent "
        f"texts are needed{each}."
    )


def shared_words_warning(
    documents: pd.DataFrame, minimum: int, shared_words: str, concepts: int
) -> str:
    """A warning where a few texts of one country decide on which words topics are formed.

    Parameters
    ----------
    documents : country, status
    minimum : `comparison.minimum_clusters`; a country with as many texts decides nothing alone
    shared_words : `vocabulary.shared_words`
    concepts : on which topics are formed

    Returns
    -------
    str, empty where no country has so few, or words need not be shared
    """
    sizes = documents.loc[documents["status"] == "kept", "country"].value_counts()
    few = sizes[(sizes < minimum) & (sizes < FEW * sizes.max())].sort_index()
    if few.empty or shared_words == "any":
        return ""
    told = listed(
        f"{count(int(size), 'text')} from {group_name(country)}" for country, size in few.items()
    )
    decide, them = ("decides", "it") if few.sum() == 1 else ("decide", "them")
    return (
        f"Topics are formed on words that every country uses, and {told} {decide} which words that "
        f"are: {count(concepts, 'concept')} for the texts of all countries. Leave {them} out, or "
        'say SET="vocabulary.shared_words=any".'
    )


def pairs_told(rows: pd.DataFrame) -> list[str]:
    """`Norway and Denmark`, for each row.

    Parameters
    ----------
    rows : country_a, country_b
    """
    return [
        f"{group_name(row.country_a)} and {group_name(row.country_b)}" for row in rows.itertuples()
    ]
