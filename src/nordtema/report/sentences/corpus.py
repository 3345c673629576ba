"""What is said of the texts: how many, from where, of when, what was mended and left out."""

import re

import pandas as pd

from ...corpus.copies import REPEATS
from ...corpus.dates import BY_FOLDER, NOT_UNDERSTOOD, years_of
from ...corpus.duplicates import PASSED_OVER
from ...corpus.sources.inventory import IGNORED, LEFT_OUT, READ, reasons_told
from ...corpus.word_counts import NO_TEXT
from ...formats import count, country_name, language_name, listed, tallied, thousands
from ...languages import COUNTRIES, LANGUAGES
from ...study import COUNTRY

_SHORT_YEAR = r"^99?[-./ ]{1,2}(?:99?|a)[-./ ]{1,2}99(?!9)"  # 15.4.11
_SPARED = "words that may be names"
_UNREAD_SHEET = re.compile(r"sheet ('[^']*'|\"[^\"]*\") was not read: ([^;]+)")
_SHEETS = 3  # that are not read, told in a sentence
_FORMS = 3  # of dates, told in a sentence


def country_sentence(country: str) -> str:
    """Which country a notebook tells of."""
    return f"Country: {country_name(country)}."


def corpus_sentences(documents: pd.DataFrame) -> list[str]:
    """How many documents are kept, from where, and how many were kept out.

    Parameters
    ----------
    documents : as `documents`
    """
    if documents.empty:
        return ["There are no texts from this country."]
    kept = documents[documents["status"] == "kept"]
    parts = []
    for code in COUNTRIES:
        rows = kept[kept["country"] == code]
        if len(rows):
            norms = rows["language"].value_counts()
            named = [f"{thousands(n)} in {language_name(c)}" for c, n in norms.items()
                     if c in LANGUAGES]  # fmt: skip
            detail = f" ({listed(named)})" if len(named) > 1 else ""
            parts.append(f"{thousands(len(rows))} from {country_name(code)}{detail}")
    sentence = f"{count(len(kept), 'document is', 'documents are')} kept: {listed(parts)}."
    more = _kept_out(documents[documents["status"] != "kept"])
    return [sentence + more, *filter(None, [counted_sentence(kept)])]


def _kept_out(dropped: pd.DataFrame) -> str:
    """How many documents take no part, and how many of them repeat others."""
    if dropped.empty:
        return ""
    copies = int(dropped["reason"].astype(str).str.startswith(tuple(REPEATS.values())).sum())
    which = f" ({thousands(copies)} repeat others: tables/copies.csv)" if copies else ""
    if copies == len(dropped):
        which = (
            f" ({'a copy of another' if copies == 1 else 'copies of others'}: tables/copies.csv)"
        )
    return (
        f" Kept out: {count(len(dropped), 'document')}{which}, each with its reason in "
        "tables/documents.csv."
    )


def counted_sentence(documents: pd.DataFrame) -> str:
    """What cannot be done with documents of which only counts are there; empty where none is one.

    Parameters
    ----------
    documents : as `documents`
    """
    of_counts = documents["reason"].astype(str).str.startswith(NO_TEXT)
    if not of_counts.any():
        return ""
    which = "every document" if of_counts.all() else count(int(of_counts.sum()), "document")
    return (
        f"Of {which} only the counts of words are there. Words were read without their context; "
        "multi-word terms, passages, near copies and stretches in other languages cannot be found, "
        "and names are known by registers alone."
    )


def repeated_sentence(documents: pd.DataFrame) -> str:
    """How many paragraphs were passed over because they stand twice; empty where none was.

    Parameters
    ----------
    documents : as `documents`
    """
    remarks = documents["reason"].astype(str)
    numbers = remarks.str.extract(rf"(\d+) repeated paragraphs? {PASSED_OVER}")[0].dropna()
    if numbers.empty:
        return ""
    paragraphs = count(int(numbers.astype(int).sum()), "paragraph stands", "paragraphs stand")
    return (
        f"Passed over, since a saved web page or a doubled export repeats itself: {paragraphs} for "
        f"the second time in {count(len(numbers), 'document')} (tables/documents.csv). What comes "
        "again in a plain text stays."
    )


def inventory_sentence(inventory: pd.DataFrame) -> str:
    """How many files were read, left out and passed over, and why; rows that were left out.

    Parameters
    ----------
    inventory : as `inventory`
    """
    of_rows = inventory["row"].astype(str) != ""
    files, rows = inventory[~of_rows], inventory[of_rows]
    told = [
        ("Read", files[files["status"] == READ], "file"),
        ("Left out", files[files["status"] == LEFT_OUT], "file"),
        ("Left out", rows[rows["status"] == LEFT_OUT], "row"),
        ("Passed over", files[files["status"] == IGNORED], "file"),
    ]
    parts = []
    for verb, part, noun in told:
        why = f" ({reasons_told(part['reason'], most=3)})" if verb != "Read" else ""
        parts += [f"{verb}: {count(len(part), noun)}{why}."] * (len(part) > 0 or verb == "Read")
    sheets = unread_sheets_sentence(files)
    parts += [*filter(None, [sheets]), "Each stands in tables/inventory.csv."]
    return " ".join(parts)


def unread_sheets_sentence(files: pd.DataFrame) -> str:
    """Which sheets of the workbooks were not read, and why; empty where each was.

    Parameters
    ----------
    files : file, status, reason, a row a file
    """
    read = files[files["status"] == READ]
    found = [
        f"{sheet} of {file} ({why})"
        for file, reason in zip(read["file"], read["reason"].astype(str), strict=True)
        for sheet, why in _UNREAD_SHEET.findall(reason)
    ]
    more = [f"{thousands(len(found) - _SHEETS)} more"] * (len(found) > _SHEETS)
    told = listed([*found[:_SHEETS], *more])
    return f"Not read: {count(len(found), 'sheet')}, {told}." if found else ""


def repair_sentences(documents: pd.DataFrame) -> list[str]:
    """What was mended in the texts, which of them look old, and which still read badly.

    Parameters
    ----------
    documents : as `documents`
    """
    if documents.empty:
        return []
    notes = documents["repaired"][documents["repaired"] != ""].str.split("|")
    what = tallied(notes.explode())
    repaired = [f"Repaired: {count(len(notes), 'document')}; {what}."] * bool(what)
    return [*repaired, *flagged_sentences(documents)]


def names_sentences(names: pd.DataFrame) -> list[str]:
    """How many names of persons were masked, and how many were spared and why; none is told.

    Parameters
    ----------
    names : as `names.<country>`
    """
    masked = names[names["decision"] == "masked"]
    spared = names[names["decision"] == "spared"]
    if masked.empty and spared.empty:
        return ["No text mentions a person by name, as far as can be told."]
    kinds = tallied(masked["kind"]) if len(masked) else ""
    of_kinds = f" ({kinds})" if kinds else ""
    said = [f"Masked: {count(len(masked), 'name', 'different names')} of persons{of_kinds}."]
    if len(spared):
        why = tallied(spared["reason"])
        said.append(f"Spared: {count(len(spared), 'word that may be a name', _SPARED)} ({why}).")
    return said


def flagged_sentences(documents: pd.DataFrame) -> list[str]:
    """What pages repeated, which of the texts look old, and which still read badly.

    Parameters
    ----------
    documents : as `documents`
    """
    rows = documents[documents["status"] == "kept"]
    kept, repeated = rows["reason"].astype(str), repeated_sentence(rows)
    old = kept.str.contains("orthography=historical", regex=False).sum()
    bad = kept.str.contains("reads badly", regex=False).sum()
    return [
        *[repeated] * bool(repeated),
        *[
            f"In spelling older than the reforms: {count(old, 'document')}. Say "
            'SET="corpus.orthography=historical" to read them in the spelling of today; as they '
            "are, their words do not meet those of other texts."
        ]
        * bool(old),
        *[
            f"Reading badly: {count(bad, 'document')}, with a third or more of the words in no "
            "dictionary of their norm (tables/documents.csv)."
        ]
        * bool(bad),
    ]


def missing_countries(documents: pd.DataFrame, groups: tuple[str, ...] = COUNTRY) -> str:
    """A warning where a country has no text; empty where each has some, or others are compared.

    Parameters
    ----------
    documents : as `documents`
    groups : `comparison.groups`
    """
    if groups != COUNTRY:
        return ""
    kept = documents[documents["status"] == "kept"]
    absent = [c.name for code, c in COUNTRIES.items() if not (kept["country"] == code).any()]
    if not absent:
        return ""
    if len(absent) == len(COUNTRIES) - 1:
        return (
            f"All texts are from {country_name(kept['country'].iloc[0])}: this study tells their "
            "themes, and there is no other country to compare them with."
        )
    return f"No texts from {listed(absent)}: this study compares the other countries only."


def copies_sentence(copies: pd.DataFrame) -> str:
    """How many texts repeat another one, and over which borders; empty where there is none.

    Parameters
    ----------
    copies : as `copies`
    """
    if copies.empty:
        return ""
    abroad = copies[copies["country"] != copies["country_of_original"]]
    pairs = abroad.groupby(["country_of_original", "country"], sort=True).size()
    over = [
        f"{thousands(number)} in {country_name(there)} of texts from {country_name(here)}"
        for (here, there), number in pairs.items()
    ]
    borders = (
        f", {thousands(len(abroad))} of them across countries ({listed(over)})" if over else ""
    )
    each = (
        " They count each for itself, as the study says, so texts that belong together count as "
        'independent; SET="comparison.cluster=[original]" keeps them together.'
    )
    counted = each if copies["kept"].any() else " They do not count."
    repeating = count(len(copies), "document repeats", "documents repeat")
    return f"{repeating} another one{borders}: tables/copies.csv.{counted}"


def foreign_sentence(documents: pd.DataFrame) -> str:
    """What was left out of kept documents because it is in another language; empty for nothing.

    Parameters
    ----------
    documents : as `documents`
    """
    if documents.empty:
        return ""
    kept = documents[documents["status"] == "kept"]
    paragraphs, sentences = (
        int(kept[f"foreign_{kind}"].sum()) for kind in ("paragraphs", "sentences")
    )
    if not paragraphs + sentences:
        return ""
    some = int((kept["foreign_paragraphs"] + kept["foreign_sentences"] > 0).sum())
    parts = [count(paragraphs, "paragraph")] * (paragraphs > 0)
    parts += [count(sentences, "sentence")] * (sentences > 0)
    return (
        f"In another language, and therefore left out: {listed(parts)} of "
        f"{count(some, 'document that stays', 'documents that stay')}; tables/documents.csv names "
        "them."
    )


def kept_out(documents: pd.DataFrame) -> pd.DataFrame:
    """The documents that take no part, with their reasons.

    Parameters
    ----------
    documents : as `documents`
    """
    if documents.empty:
        return documents
    columns = ["doc_id", "country", "reason"]
    return documents.loc[documents["status"] != "kept", columns]


def time_sentence(documents: pd.DataFrame) -> str:
    """From which years the kept documents are, and how many tell none.

    Parameters
    ----------
    documents : as `documents`
    """
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
    most = f"the fullest year is {fullest} ({thousands(per_year.max())})"
    by_folder = kept["reason"].astype(str).str.contains(BY_FOLDER, regex=False).sum()
    folders = f" The folder tells the year of {count(by_folder, 'document')}." * bool(by_folder)
    return f"The documents are {span}; {most}.{folders}{without}{_not_understood(kept)}"


def _not_understood(kept: pd.DataFrame) -> str:
    """How many dates stand there but were not understood, and in which forms."""
    reasons = kept["reason"].astype(str)
    forms = reasons.str.extract(rf"{NOT_UNDERSTOOD} \((.*?)\)")[0].dropna()
    if forms.empty:
        return ""
    told = tallied(forms, _FORMS)
    short = forms.str.contains(_SHORT_YEAR).any()
    remedy = "; a narrower corpus.years tells the century of two digits" if short else ""
    return f" {count(len(forms), 'date')} not understood, of the form {told}{remedy}."
