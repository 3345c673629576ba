"""What is said of the topics: their number, the fit, their shares and their flags."""

from typing import Any

import pandas as pd

from ...formats import count, decimal, listed, model_name, percent
from ...languages import COUNTRIES
from ...study import Topics
from ...topics.labels import WEAK_MATCH


def selection_sentences(
    selections: dict[str, pd.DataFrame], grid: tuple[int, ...] = ()
) -> list[str]:
    """Which number of topics is used, whether it was chosen or given, what each model would have
    chosen by itself, and what was not tried.

    Parameters
    ----------
    selections : of each model, as `selection.<model>`
    grid : the numbers of topics that the study names
    """
    table = next(iter(selections.values()))
    chosen = _marked(table, "chosen")
    if table["npmi"].isna().all():
        return [f"Number of topics: {chosen}, as given."]
    tried = [str(int(k)) for k in table["k"]]
    among = f", chosen for all models among {listed(tried)}" if len(tried) > 1 else ""
    said = [f"Number of topics: {chosen}{among}."]
    if len(tried) > 1:
        said.append(_own_choices(selections, chosen))
    left = [str(k) for k in grid if str(k) not in tried]
    if left:
        said.append(f"Not tried: {listed(left)}; the texts cannot carry so many.")
    return said


def _own_choices(selections: dict[str, pd.DataFrame], chosen: int) -> str:
    """What each model would have chosen without the others."""
    own = {model_name(model): _marked(t, "own_choice") for model, t in selections.items()}
    if set(own.values()) == {chosen}:
        return f"{listed(list(own))} would each choose it alone too."
    (first, k), *others = own.items()
    more = "".join(f", {name} {number}" for name, number in others)
    return f"By itself {first} would choose {k}{more}."


def _marked(table: pd.DataFrame, column: str) -> int:
    return int(table.loc[table[column] == 1, "k"].iloc[0])


def convergence_sentence(convergence: pd.DataFrame) -> str:
    """How often LDA went over the texts, and what the last pass brought.

    Parameters
    ----------
    convergence : as `convergence.<model>`
    """
    if len(convergence) < 2:
        return "No words were held out of this fit: it has no passes, or too few texts."
    last, before = convergence["heldout"].iloc[-1], convergence["heldout"].iloc[-2]
    undone = ", and was undone" if last < before else ""
    return (
        f"Passes over the texts: {len(convergence) - 1}. The last one changed the log-likelihood "
        f"of a held-out word by {decimal(last - before, 4, '+')}, to {decimal(last, 4)}{undone}; "
        f"at the start it was {decimal(convergence['heldout'].iloc[0], 4)}."
    )


def formation_sentences(model: str, rules: Topics) -> list[str]:
    """What the topics of a model are made of.

    Parameters
    ----------
    model : "lda" or "nmf"
    rules : lda_prior, meaning
    """
    kept = f", which keeps {percent(rules.lda_prior)} of the evidence" if rules.lda_prior else ""
    said = {
        "lda": "LDA starts from how strongly concepts go together in every country, and then "
        f"learns its topics from the words of the texts{kept}.",
        "nmf": "NMF factorises how strongly concepts go together in every country, not how often "
        "texts use them; the weights of its topics are then estimated once on the texts.",
    }[model]
    meaning = (
        "Where the texts say little, the meaning of the concepts helps out, as far as other pairs "
        "of concepts in these texts bear it out."
    )
    return [said, *[meaning] * rules.meaning]


def share_sentences(shares: pd.DataFrame, documents: pd.DataFrame) -> list[str]:
    """How many documents have shares, and which have none though they were kept.

    Parameters
    ----------
    shares : doc_id, country, a column for each theme
    documents : doc_id, country, status
    """
    themes = sum(name.startswith("topic_") for name in shares.columns)
    having = count(len(shares), "document has", "documents have")
    said = [f"{having} shares of {count(themes, 'theme')}."]
    kept = documents[documents["status"] == "kept"]
    lost = len(kept) - len(shares)
    if lost > 0:
        said.append(
            f"{count(lost, 'more document has', 'more documents have')} none: no word of "
            f"{'it' if lost == 1 else 'them'} is one that topics are formed on."
        )
    absent = set(kept["country"]) - set(shares["country"])
    names = [country.name for code, country in COUNTRIES.items() if code in absent]
    if names:
        said.append(f"These are all the documents of {listed(names)}.")
    return said


def theme_sentences(diagnostics: pd.DataFrame, names: dict[int, str]) -> list[str]:
    """The largest and smallest themes, and which of them carry a warning.

    Groups are not known yet when topics are formed: sizes here are means over all pieces of text at
    once, and the order of groups' means (`prevalence.<model>`) may be another.

    Parameters
    ----------
    diagnostics : as `diagnostics.<model>`
    names : label of each topic
    """
    order = diagnostics.sort_values(["share", "topic"], ascending=[False, True])
    first, last = order.iloc[0], order.iloc[-1]
    sentences = [
        "Over all pieces of text that the topics are formed on, the largest theme is "
        f"“{names[first['topic']]}” (a mean share of {percent(first['share'])} of the words that "
        f"take part), the smallest “{names[last['topic']]}” ({percent(last['share'])}). The "
        "comparison (4) gives each group the same weight instead, and may order the themes "
        "otherwise."
    ]
    flagged = diagnostics[diagnostics["flag"].astype(str).str.strip().ne("")]
    if flagged.empty:
        return [*sentences, "None carries a warning."]
    warnings = flagged["flag"].str.replace("furniture", "background topic")
    told = [f"“{names[t]}” ({why})" for t, why in zip(flagged["topic"], warnings, strict=True)]
    return [*sentences, f"To be read with care: {listed(told)}."]


def stability_sentences(diagnostics: pd.DataFrame, names: dict[int, str]) -> list[str]:
    """What refits leave of the themes: shares, weights, and leading words beside their ceiling.

    Parameters
    ----------
    diagnostics : as `diagnostics.<model>`
    names : label of each topic
    """
    measured = diagnostics.dropna(subset="share_correlation")
    if measured.empty:
        return [
            "How stable the themes are was not measured: the texts are too few for refits on four "
            "fifths of them."
        ]
    least = measured.loc[measured["share_correlation"].idxmin()]
    names_of_means = ["share_correlation", "likeness", "stability", "stability_ceiling"]
    shares, weights, words, ceiling = (decimal(measured[n].mean(), 2) for n in names_of_means)
    return [
        "Refits on four fifths of the texts give the documents shares that correlate with those "
        f"here by {shares} on average over the themes, least in “{names[least['topic']]}” "
        f"({decimal(least['share_correlation'], 2)}). The comparison of countries rests on these "
        "shares.",
        f"The weights of the words have a mean cosine of {weights}. The leading words agree by "
        f"{words}; with the themes given and nothing but the texts drawn again they would agree by "
        f"{ceiling}, since words of nearly the same weight change places.",
    ]


def weak_matches(labels: pd.DataFrame) -> list[str]:
    """Warnings, one a label that was matched weakly.

    Parameters
    ----------
    labels : as `labels.<model>`
    """
    weak = labels[(labels["source"] == "own") & (labels["similarity"] < WEAK_MATCH)]
    return [
        f"labels.csv: {row.label!r} was given to topic {row.topic} on a weak match "
        f"({decimal(row.similarity, 2)}); look at its words"
        for row in weak.itertuples()
    ]


def unused_labels(unused: pd.DataFrame, names: dict[int, str]) -> list[str]:
    """Warnings, one a row of labels.csv that no theme is called by.

    Parameters
    ----------
    unused : as `topics.unused_labels` gives them
    names : label of each topic
    """
    return [
        f"{row.file}: row {row.row}: no theme is called {row.label!r}: {_why_unused(row, names)}"
        for row in unused.itertuples()
    ]


def _why_unused(row: Any, names: dict[int, str]) -> str:
    if not row.nearest:
        return (
            f"the model knows none of its concepts; write them as tables/topics.{row.model}.csv "
            "has them in the column concept"
        )
    return (
        f"the nearest is theme {row.nearest}, “{names[row.nearest]}” (likeness "
        f"{decimal(row.similarity, 2)}), which has the name of another row"
    )
