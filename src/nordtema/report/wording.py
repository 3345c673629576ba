"""Sentences computed from tables: what the notebooks say of the results, in plain words."""

import pandas as pd

from ..corpus.dates import NOT_UNDERSTOOD, years_of
from ..corpus.sources.inventory import reasons_told
from ..languages import COUNTRIES, LANGUAGES

_ADJECTIVE = {"NO": "Norwegian", "DK": "Danish", "SE": "Swedish"}
_SHORT_YEAR = r"^99?[-./ ]{1,2}(?:99?|a)[-./ ]{1,2}99(?!9)"  # 15.4.11
_FORMS = 3  # of dates, told in a sentence
_CLEAR = "country difference"


def percent(share: float) -> str:
    """A share as whole percent, or one decimal below 10."""
    value = 100 * share
    return f"{value:.0f} %" if abs(value) >= 9.95 else f"{value:.1f} %"


def points(difference: float) -> str:
    """A difference of shares in percentage points."""
    value = 100 * abs(difference)
    return f"{value:.0f} points" if value >= 9.95 else f"{value:.1f} points"


def p_value(p: float) -> str:
    """A p- or q-value as it is written."""
    return "< .001" if p < 0.001 else f"= {p:.3f}".replace("0.", ".")


def listed(items: list[str]) -> str:
    """a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def count(number: int, noun: str, plural: str = "") -> str:
    """1 document, 2 documents."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}".replace(",", " ")


# ---------------------------------------------------------------- corpus


def corpus_sentences(documents: pd.DataFrame) -> list[str]:
    """How many documents are kept, from where, and how many were kept out."""
    if documents.empty:
        return ["There are no texts from this country."]
    kept = documents[documents["status"] == "kept"]
    parts = []
    for code in COUNTRIES:
        rows = kept[kept["country"] == code]
        if len(rows):
            norms = rows["language"].value_counts()
            named = [f"{n} in {LANGUAGES[c].name}" for c, n in norms.items() if c in LANGUAGES]
            detail = f" ({listed(named)})" if len(named) > 1 else ""
            parts.append(f"{len(rows)} from {COUNTRIES[code].name}{detail}")
    dropped = len(documents) - len(kept)
    sentence = f"{count(len(kept), 'document')} are kept: {listed(parts)}."
    more = (
        f" Kept out: {count(dropped, 'document')}, each with its reason in tables/documents.csv."
        if dropped
        else ""
    )
    return [sentence + more]


def inventory_sentence(inventory: pd.DataFrame) -> str:
    """How many files were read, left out and passed over, and why."""
    whole = inventory[inventory["row"].astype(str) == ""]
    parts = []
    for status, verb in (("read", "read"), ("left out", "left out"), ("ignored", "passed over")):
        rows = whole[whole["status"] == status]
        if len(rows) or status == "read":
            why = f" ({reasons_told(rows['reason'], most=3)})" if status != "read" else ""
            parts.append(f"{count(len(rows), 'file')} {verb}{why}" if not parts else
                         f"{len(rows)} {verb}{why}")  # fmt: skip
    rows = inventory[(inventory["row"].astype(str) != "") & (inventory["status"] == "left out")]
    if len(rows):
        parts.append(f"{count(len(rows), 'row')} left out ({reasons_told(rows['reason'], most=3)})")
    return f"Of the corpus: {listed(parts)}. Each is listed in tables/inventory.csv."


def repair_sentences(documents: pd.DataFrame) -> list[str]:
    """What was mended in the texts, which of them look old, and which still read badly."""
    if documents.empty:
        return []
    notes = documents["repaired"][documents["repaired"] != ""].str.split("|")
    what = [f"{note} ({n})" for note, n in sorted(notes.explode().value_counts().items())]
    kept = documents.loc[documents["status"] == "kept", "reason"]
    old = kept.str.contains("orthography=historical", regex=False).sum()
    bad = kept.str.contains("reads badly", regex=False).sum()
    return [
        *[f"Repaired: {count(len(notes), 'document')}; {listed(what)}."] * bool(what),
        *[
            f"In spelling older than the reforms: {count(old, 'document')}. Set "
            "`corpus.orthography=historical` to read them in today's spelling; as they are, "
            "their words do not meet those of other texts."
        ]
        * bool(old),
        *[
            f"Reading badly: {count(bad, 'document')}, with a third or more of the words in no "
            "dictionary of their norm (tables/documents.csv)."
        ]
        * bool(bad),
    ]


def missing_countries(documents: pd.DataFrame) -> str:
    """A warning where a country has no text; empty where all three have."""
    kept = documents[documents["status"] == "kept"]
    absent = [c.name for code, c in COUNTRIES.items() if not (kept["country"] == code).any()]
    if not absent:
        return ""
    return f"No texts from {listed(absent)}: this study compares the other countries only."


def copies_sentence(copies: pd.DataFrame) -> str:
    """How many texts repeat another one, and over which borders; empty where there is none."""
    if copies.empty:
        return ""
    abroad = copies[copies["country"] != copies["country_of_original"]]
    pairs = abroad.groupby(["country_of_original", "country"], sort=True).size()
    over = [
        f"{number} in {COUNTRIES[there].name} of texts from {COUNTRIES[here].name}"
        for (here, there), number in pairs.items()
    ]
    borders = f", {len(abroad)} of them across countries ({listed(over)})" if over else ""
    each = (
        " They count each for itself, as the study says, so texts that belong together count as "
        "independent; `comparison.cluster: [original]` keeps them together."
    )
    counted = each if copies["kept"].any() else " They do not count."
    found = f"{count(len(copies), 'document')} {'repeats' if len(copies) == 1 else 'repeat'}"
    return f"{found} another one{borders}: tables/copies.csv.{counted}"


def foreign_sentence(documents: pd.DataFrame) -> str:
    """What was left out of kept documents because it is in another language; empty for nothing."""
    if documents.empty:
        return ""
    kept = documents[documents["status"] == "kept"]
    paragraphs, sentences = (
        int(kept[f"foreign_{kind}"].sum()) for kind in ("paragraphs", "sentences")
    )
    if not paragraphs + sentences:
        return ""
    some = int((kept["foreign_paragraphs"] + kept["foreign_sentences"] > 0).sum())
    found = [count(paragraphs, "paragraph")] * (paragraphs > 0)
    found += [count(sentences, "sentence")] * (sentences > 0)
    return (
        f"In another language, and therefore left out: {listed(found)} of "
        f"{count(some, 'document')} that stay; tables/documents.csv names them."
    )


def kept_out(documents: pd.DataFrame) -> pd.DataFrame:
    """The documents that take no part, with their reasons."""
    if documents.empty:
        return documents
    columns = ["doc_id", "country", "reason"]
    return documents.loc[documents["status"] != "kept", columns]


def time_sentence(documents: pd.DataFrame) -> str:
    """From which years the kept documents are, and how many tell none."""
    kept = documents[documents["status"] == "kept"]
    years = years_of(kept["date"])
    years = years[years != ""]
    if years.empty:
        none = "No document tells its date, so nothing can be said about time."
        return f"{none}{_not_understood(kept)}"
    per_year = years.value_counts()
    fullest = min(per_year.index[per_year == per_year.max()])
    span = f"from {years.min()} to {years.max()}" if len(per_year) > 1 else f"of {years.min()}"
    undated = len(kept) - len(years)
    without = f" {count(undated, 'document')} without a date." if undated else ""
    return (
        f"The documents are {span}; the fullest year is {fullest} ({per_year.max()}).{without}"
        f"{_not_understood(kept)}"
    )


def _not_understood(kept: pd.DataFrame) -> str:
    """How many dates stand there but were not understood, and in which forms."""
    reasons = kept["reason"].astype(str)
    forms = reasons.str.extract(rf"{NOT_UNDERSTOOD} \((.*?)\)")[0].dropna()
    if forms.empty:
        return ""
    counts = forms.value_counts()
    first = sorted(counts.index, key=lambda form: (-counts[form], form))[:_FORMS]
    told = listed([f"{form} ({counts[form]})" for form in first])
    others = " and others" if len(counts) > _FORMS else ""
    short = forms.str.contains(_SHORT_YEAR).any()
    remedy = "; a narrower corpus.years tells the century of two digits" if short else ""
    return f" {count(len(forms), 'date')} not understood, of the form {told}{others}{remedy}."


# ---------------------------------------------------------------- vocabulary


def linked_sentences(links: pd.DataFrame) -> list[str]:
    """What share of the content words of each norm belongs to a concept of several norms."""
    if links.empty:
        return ["There are no content words."]
    linked = links["method"].ne("none") & links["status"].ne("rejected")
    total = links.groupby("language")["frequency"].sum()
    share = links["frequency"].where(linked, 0).groupby(links["language"]).sum() / total
    parts = [f"{percent(share[c])} in {LANGUAGES[c].name}" for c in LANGUAGES if c in share.index]
    waiting = links[links["status"] == "review"]
    sentences = [
        f"Of the running content words, these shares belong to a linked concept: {listed(parts)}."
    ]
    if len(waiting):
        sentences.append(f"{count(len(waiting), 'link')} wait for review.")
    return sentences


def country_word_sentence(words: pd.DataFrame, most: int = 4) -> str:
    """The words that mark each country most, of those without a place among the shared ones."""
    words = words[words["shared"] != 1]
    parts = []
    for code, country in COUNTRIES.items():
        rows = words[words["country"] == code].sort_values("z", ascending=False, kind="stable")
        if len(rows):
            first = [f"“{forms.split('|')[0]}”" for forms in rows["lemma"][:most]]
            parts.append(f"in {country.name} {listed(first)}")
    if not parts:
        return "No word marks one country alone."
    return f"The most telling words of one country alone are {'; '.join(parts)}."


# ---------------------------------------------------------------- topics


def selection_sentence(selection: pd.DataFrame, grid: tuple[int, ...] = ()) -> str:
    """Which number of topics is used, whether it was chosen or given, and what was not tried.

    Parameters
    ----------
    grid : the numbers of topics that the study names
    """
    chosen = selection.loc[selection["chosen"] == 1].iloc[0]
    if selection["npmi"].isna().all():
        return f"Number of topics: {chosen['k']:.0f}, as the study says."
    tried = [f"{k:.0f}" for k in selection["k"]]
    among = f", chosen among {listed(tried)}" if len(tried) > 1 else ""
    left = [str(k) for k in grid if str(k) not in tried]
    not_tried = f" Not tried: {listed(left)}; the texts cannot carry so many." if left else ""
    return f"Number of topics: {chosen['k']:.0f}{among}.{not_tried}"


def convergence_sentence(convergence: pd.DataFrame) -> str:
    """How often LDA went over the texts, and what the last pass brought."""
    if len(convergence) < 2:
        return "No words were held out of this fit: it has no passes, or too few texts."
    last, before = convergence["heldout"].iloc[-1], convergence["heldout"].iloc[-2]
    return (
        f"Passes over the texts: {len(convergence) - 1}. The last one changed the log-likelihood "
        f"of a held-out word by {last - before:+.4f}, to {last:.4f}."
    ).replace(" -", " −")


def share_sentences(shares: pd.DataFrame, documents: pd.DataFrame) -> list[str]:
    """How many documents have shares, and which have none though they were kept.

    Parameters
    ----------
    shares : doc_id, country, a column for each theme
    documents : doc_id, country, status
    """
    themes = sum(name.startswith("topic_") for name in shares.columns)
    said = [f"{count(len(shares), 'document')} {_have(len(shares))} shares of {themes} themes."]
    kept = documents[documents["status"] == "kept"]
    lost = len(kept) - len(shares)
    if lost > 0:
        said.append(
            f"{count(lost, 'document')} more {_have(lost)} none: no word of "
            f"{'it is' if lost == 1 else 'theirs is'} one that topics are formed on."
        )
    absent = set(kept["country"]) - set(shares["country"])
    names = [country.name for code, country in COUNTRIES.items() if code in absent]
    if names:
        said.append(f"These are all the documents of {listed(names)}.")
    return said


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def theme_sentences(diagnostics: pd.DataFrame, names: dict[int, str]) -> list[str]:
    """The largest and smallest themes, and which of them carry a warning."""
    order = diagnostics.sort_values(["share", "topic"], ascending=[False, True])
    first, last = order.iloc[0], order.iloc[-1]
    sentences = [
        f"The largest theme is “{names[first['topic']]}” ({percent(first['share'])} of the texts), "
        f"the smallest “{names[last['topic']]}” ({percent(last['share'])})."
    ]
    if diagnostics["stability"].isna().all():
        sentences.append(
            "How stable they are was not measured: the texts are too few for refits on four fifths "
            "of them."
        )
    flagged = diagnostics[diagnostics["flag"].astype(str).str.strip().ne("")]
    if flagged.empty:
        return [*sentences, "None carries a warning."]
    told = [f"“{names[row['topic']]}” ({row['flag']})" for row in flagged.to_dict("records")]
    return [*sentences, f"To be read with care: {listed(told)}."]


# ---------------------------------------------------------------- comparison


def prevalence_sentences(prevalence: pd.DataFrame, names: dict[int, str]) -> list[str]:
    """The theme that fills most in each country, and how sure such shares are."""
    parts = []
    for code, country in COUNTRIES.items():
        rows = prevalence[prevalence["country"] == code]
        if len(rows):
            top = rows.loc[rows["mean"].idxmax()]
            parts.append(f"“{names[top['topic']]}” in {country.name} ({percent(top['mean'])})")
    sentences = [f"The theme that fills most is {listed(parts)}."]
    width = ((prevalence["high"] - prevalence["low"]) / 2).mean()
    if pd.notna(width):
        sentences.append(
            f"An interval reaches {points(width)} to either side on average: "
            "shares closer than that should not be told apart by eye."
        )
    alone = prevalence.loc[prevalence["low"].isna(), "country"].unique()
    if len(alone):
        names = listed([country.name for code, country in COUNTRIES.items() if code in alone])
        sentences.append(
            f"There is no interval for {names}: all texts belong to one cluster, and nothing tells "
            "how far others would lie from it."
        )
    return sentences


def contrast_sentence(row: dict, label: str, prevalence: pd.DataFrame) -> str:
    """One difference with everything that belongs to it."""
    a, b = row["country_a"], row["country_b"]
    means = prevalence[prevalence["topic"] == row["topic"]].set_index("country")["mean"]
    if row["difference"] < 0:
        a, b, low, high = b, a, -row["high"], -row["low"]
    else:
        low, high = row["low"], row["high"]
    return (
        f"“{label}” fills {percent(means[a])} of the {_ADJECTIVE[a]} texts and "
        f"{percent(means[b])} of the {_ADJECTIVE[b]}: a difference of {points(row['difference'])} "
        f"({_interval(low, high)}, q {p_value(row['q'])})."
    )


def _interval(low: float, high: float) -> str:
    """An interval in percentage points; none where a country has a single cluster."""
    if pd.isna(low) or pd.isna(high):
        return "no interval: a country has a single cluster"
    return f"95 % interval {100 * low:.1f} to {100 * high:.1f}"


def findings(
    contrasts: pd.DataFrame, prevalence: pd.DataFrame, labels: dict[int, str]
) -> dict[str, list[str]]:
    """Sentences for each verdict, the largest differences first."""
    order = contrasts.assign(size=contrasts["difference"].abs()).sort_values(
        ["size", "topic"], ascending=[False, True], kind="stable"
    )
    found: dict[str, list[str]] = {}
    for row in order.to_dict("records"):
        sentence = contrast_sentence(row, labels[row["topic"]], prevalence)
        found.setdefault(row["verdict"], []).append(sentence)
    return found


def summary(contrasts: pd.DataFrame, omnibus: pd.DataFrame) -> list[str]:
    """The result of a comparison in two or three sentences."""
    if (contrasts["verdict"] == "too little data").all():
        return [
            "With so few documents every difference below may be chance: "
            "read the themes, not their shares."
        ]
    total = len(contrasts)
    clear = contrasts[contrasts["verdict"] == _CLEAR]
    overall = omnibus.loc[omnibus["topic"] == "all"].iloc[0]
    held = "differ" if overall["p"] < 0.05 else "do not clearly differ"
    sentences = [
        f"Over all themes at once the countries {held} (permutation p {p_value(overall['p'])})."
    ]
    if clear.empty:
        sentences.append(
            f"None of the {total} comparisons of two countries shows a clear difference."
        )
    else:
        topics = clear["topic"].nunique()
        sentences.append(
            f"{len(clear)} of {total} comparisons of two countries show a difference that is clear "
            f"of chance and of language, in {count(topics, 'theme')}."
        )
    blurred = int((contrasts["verdict"] == "not distinguishable from language").sum())
    if blurred:
        sentences.append(f"{count(blurred, 'further difference')} may be due to language alone.")
    unchecked = int((contrasts["verdict"] == "language not checked").sum())
    if unchecked:
        sentences.append(
            f"For {count(unchecked, 'further difference')} language was not checked, so that "
            "country and language cannot be told apart."
        )
    return sentences


def equal_themes(contrasts: pd.DataFrame, labels: dict[int, str]) -> str:
    """The themes in which no pair of countries clearly differs."""
    different = set(contrasts.loc[contrasts["verdict"] != "no clear difference", "topic"])
    equal = [f"“{labels[t]}”" for t in sorted(set(contrasts["topic"]) - different)]
    if not equal:
        return ""
    return f"No two countries differ clearly in {listed(equal)}."


def recovery_sentences(recovery: pd.DataFrame) -> list[str]:
    """How well the planted themes were found, for each model."""
    sentences = []
    for row in recovery[recovery["theme"] == "all"].to_dict("records"):
        by = [f"{percent(row[c])} in {COUNTRIES[c].name}" for c in COUNTRIES if pd.notna(row[c])]
        share = f"{percent(row['agreement'])} of {row['documents']} documents"
        sentences.append(
            f"{row['model'].upper()}: in {share} the largest topic is the one that best "
            f"matches the planted theme ({listed(by)})."
        )
    return sentences
