"""From the index of a corpus to documents and segments: each country alone, then all together."""

import functools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pandas as pd

from ..languages import norms_of
from ..schemas import OWN, schema_of
from ..study import Corpus, StudyError
from .copies import mark_copies
from .counted import is_counts
from .dates import NOT_UNDERSTOOD, resolve_dates, within
from .headings import headings_masked
from .known_names import KnownNames, known_names, public_persons, with_kept
from .language_id import count_words
from .language_parts import DocumentLanguages, languages_of, told_left_out
from .legibility import legibility
from .masking import REVIEW_COLUMNS, joined_reviews
from .named_dates import named_date
from .page import Page, read_page, told_repeated
from .persons import Evidence, evidence_of, is_listed_institution, is_nobody, persons_in
from .privacy import Pseudonyms
from .repair import repair_cell, repair_letters
from .repair.words import is_word
from .reposts import without_repost_marks
from .sources import texts_of
from .word_counts import (
    NO_TEXT,
    is_page_of_counts,
    languages_of_counts,
    mask_names,
    page_of_counts,
)

SEGMENT_COLUMNS = ["segment_id", "doc_id", "part", "kind", "writer", "language", "text"]
_PRIVATE = {"path", "text", "title", "unread", "unread_date"}
#: what finds a text, or has been resolved before
_AS_IT_STANDS = {"doc_id", "path", "text", "unread", "country", "language", "date"}
_REASONS = 5
WRITER_COLUMNS = ["name", "documents"]
_ASKED = 3000  # documents of a large corpus that are asked which authors' names are words


@dataclass(frozen=True)
class CountryTexts:
    """What the texts of a country gave.

    Attributes
    ----------
    segments : segment_id, doc_id, part, kind, writer (local pseudonym), language, text
    documents : doc_id, country, language, date, title (masked), author (local pseudonym), status,
        reason, repaired (what was mended, separated by |), unknown_share (of the words, by the
        dictionary of the norm; missing for what is kept out) and the further columns of the
        manifest
    removed : rule, lines (how many lines of boilerplate each rule took out)
    unread : form, documents (how many dates of this form were not understood)
    names : name, kind, documents, decision, reason (which names were masked and which spared)
    writers : name, documents (persons who sign texts of this country, and are hidden in all)
    """

    segments: pd.DataFrame
    documents: pd.DataFrame
    removed: pd.DataFrame
    unread: pd.DataFrame
    names: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=REVIEW_COLUMNS))
    writers: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=WRITER_COLUMNS))


def author_evidence(index: pd.DataFrame, rules: Corpus | None = None) -> Evidence:
    """What the texts of all countries tell of the names that sign them.

    Of many documents an even part is asked: what is a word somewhere is a word in that part too.

    Parameters
    ----------
    index : the documents of `sources.read_corpus`
    rules : public_persons; without them, nobody is public

    Returns
    -------
    Evidence, for `read_country`
    """
    step = -(-len(index) // _ASKED) if len(index) else 1
    texts = texts_of(index.iloc[::step])
    asked = (repair_letters(text.text if text else "").text for text in texts)
    evidence = evidence_of(with_names_mended(index)["author"], asked)
    return replace(evidence, public=public_authors(index, rules)) if rules else evidence


def public_authors(index: pd.DataFrame, rules: Corpus) -> frozenset[str]:
    """Names of the authors whom the study keeps.

    Parameters
    ----------
    index : the documents of `sources.read_corpus`
    rules : public_persons

    Returns
    -------
    frozenset of names
    """
    keeps = rules.public_persons == "keep"
    return public_persons(with_names_mended(index)) if keeps else frozenset()


def read_country(
    index: pd.DataFrame,
    country: str,
    rules: Corpus,
    progress: Callable[[int], None] | None = None,
    evidence: Evidence | None = None,
    decisions: pd.DataFrame | None = None,
) -> CountryTexts:
    """Read, clean and split the texts of one country.

    Parameters
    ----------
    index : the documents of `sources.read_corpus`
    country : code of the country
    rules : minimum_words, orthography, years and public_persons
    progress : called with the number of documents read so far
    evidence : which authors are persons; without it, the `author_evidence` of the index
    decisions : the researcher's on names, as `known_names.read_names` gives them

    Returns
    -------
    CountryTexts
    """
    segments: list[dict] = []
    documents: list[dict] = []
    removed: Counter[str] = Counter()
    pseudonyms = Pseudonyms(country)
    evidence = author_evidence(index, rules) if evidence is None else evidence
    index = with_names_mended(index)
    evidence = with_kept(evidence, index["author"], decisions)
    writers = _Writers(index, country, evidence)
    index, unread = _with_dates(index, country, rules.years)
    rows_read = zip(index.iterrows(), texts_of(index), strict=True)
    for number, ((_, row), read) in enumerate(rows_read, 1):
        page = _page(read.text, row, evidence) if read else None
        writers.meet(page)
        rows, facts = _one_document(row, page, country, rules)
        for segment in rows:
            segment["writer"] = pseudonyms.of(segment["writer"])
        extra = {k: row[k] for k in row.index if k not in _PRIVATE}
        facts["author"] = pseudonyms.of(row["author"])
        facts["title"] = _title(row, evidence) if facts["status"] == "kept" else ""
        notes = (*read.notes, *page.repaired, facts["repaired"]) if read and page else ()
        facts["repaired"] = "|".join(dict.fromkeys(filter(None, notes)))
        documents.append({**extra, **facts})
        segments += rows if facts["status"] == "kept" else []
        removed.update(rule for rule, _ in (page.removed if page else ()))
        if progress is not None:
            progress(number)
    counts = sorted(removed.items(), key=lambda item: (-item[1], item[0]))
    table = pd.DataFrame(segments, columns=SEGMENT_COLUMNS)
    known = writers.known(table, decisions)
    table, names = mask_names(table, known)
    described = pd.DataFrame(documents, columns=None if documents else _heads(country))
    return CountryTexts(
        table,
        headings_masked(described, known),
        pd.DataFrame(counts, columns=["rule", "lines"]),
        unread,
        names,
        writers.hidden(known),
    )


def _page(text: str, row: pd.Series, evidence: Evidence) -> Page:
    """What a document holds: a text, or counts of its words."""
    if is_counts(text):
        return page_of_counts(text, row["author"])
    return read_page(text, row["author"], row["title"], evidence)


def _title(row: pd.Series, evidence: Evidence) -> str:
    """The title that the index tells, cleaned as texts are; "" where there is none."""
    if not row["title"]:
        return ""
    page = read_page(row["title"], row["author"], "", evidence)
    return " ".join(text for part in page.parts for text in part.paragraphs)


class _Writers:
    """Who signs the texts: the authors of all countries, and whom the pages of one name."""

    def __init__(self, index: pd.DataFrame, country: str, evidence: Evidence) -> None:
        own = index["country"] == country
        persons = functools.cache(lambda author: persons_in(author, evidence))
        self._evidence = evidence
        self._abroad = {name for cell in set(index["author"][~own]) for name in persons(cell)}
        self._here = Counter(name for cell in index["author"][own] for name in persons(cell))

    def meet(self, page: Page | None) -> None:
        """Remember the names in the bylines and comments of a page."""
        for name in dict.fromkeys(page.writers if page else ()):
            if not (is_nobody(name) or is_listed_institution(name) or name in self._here):
                self._here.update(persons_in(name, self._evidence))

    def known(self, segments: pd.DataFrame, decisions: pd.DataFrame | None) -> KnownNames:
        """What is known of names before the segments are searched."""
        norms = tuple(segments["language"].unique())
        return known_names(
            {*self._abroad, *self._here}, self._evidence.public, decisions,
            lambda word: is_word(word, norms),
        )  # fmt: skip

    def hidden(self, known: KnownNames) -> pd.DataFrame:
        """The writers of this country who are hidden, and how many documents they sign."""
        rows = [(name, number) for name, number in sorted(self._here.items())
                if not known.spared(name)]  # fmt: skip
        return pd.DataFrame(rows, columns=WRITER_COLUMNS).astype({"documents": "int64"})


def hide_across(parts: list[CountryTexts]) -> tuple[list[CountryTexts], pd.DataFrame]:
    """Hide the writers whom only the pages of another country name.

    Parameters
    ----------
    parts : one for each country

    Returns
    -------
    (parts, review of all countries as `masking.mask_persons` gives it, with a row for each writer)
    """
    hidden, reviews = [], [part.names for part in parts]
    for part in parts:
        others = {name for other in parts if other is not part for name in other.writers["name"]}
        known = known_names(others - set(part.writers["name"]))
        segments, review = mask_names(part.segments, known, recognise=False)
        documents = headings_masked(part.documents, known, recognise=False)
        hidden.append(replace(part, segments=segments, documents=documents))
        reviews += [review, _signing(part.writers)]
    return hidden, joined_reviews(reviews)


def _signing(writers: pd.DataFrame) -> pd.DataFrame:
    """Writers as rows of a review."""
    told = {"kind": "writer", "decision": "masked", "reason": "signs texts of the corpus"}
    return writers.assign(**told)[REVIEW_COLUMNS]


def _heads(country: str) -> list[str]:
    schema = schema_of(f"documents.{country}", frame=True)
    return [column.name for column in schema.columns if column.name != OWN]


def _with_dates(
    index: pd.DataFrame, country: str, years: tuple[int, int]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of a country with ISO dates and `unread_date`, the form of one not understood.

    The column is read as a whole, all countries together: one value tells the order of others.
    """
    read = resolve_dates(index["date"].tolist(), years)
    index = index.assign(date=read.iso, unread_date=read.forms)
    index = index[index["country"] == country].reset_index(drop=True)
    forms = index.loc[index["unread_date"] != "", "unread_date"].value_counts()
    rows = sorted(forms.items(), key=lambda item: (-item[1], item[0]))
    return index, pd.DataFrame(rows, columns=["form", "documents"])


def with_names_mended(index: pd.DataFrame) -> pd.DataFrame:
    """The index with authors and titles that passed the same repair as texts do.

    In the researcher's own columns only letters that were read wrongly are mended.

    Parameters
    ----------
    index : the documents of `sources.read_corpus`

    Returns
    -------
    DataFrame of the same rows and columns
    """
    cell = functools.cache(repair_cell)
    letters = functools.cache(lambda value: repair_letters(value).text)
    mended = {name: index[name].map(cell) for name in ("author", "title")}
    for name in index.columns:
        if name not in _AS_IT_STANDS and name not in mended:
            own = index[name]
            mended[name] = own.map(
                lambda value: letters(value) if isinstance(value, str) else value
            )
    return index.assign(**mended)


def _one_document(
    row: pd.Series, page: Page | None, country: str, rules: Corpus
) -> tuple[list[dict], dict]:
    """The segments of a document, and its language, date, status and reason."""
    date = row["date"] or within(page.date if page else "", rules.years)
    date, dated = (date, "") if date else named_date(row, rules.years)
    facts = {"language": "", "date": date, "status": "dropped", "reason": "",
             "repaired": "", "unknown_share": float("nan"),
             "foreign_paragraphs": 0, "foreign_sentences": 0}  # fmt: skip
    if page is None:
        return [], {**facts, "reason": row.get("unread") or "not a text file"}
    declared = row["language"]
    if declared and not norms_of(declared):
        return [], {**facts, "reason": f"declared to be in another language ({declared})"}
    words = sum(count_words(text) for part in page.parts for text in part.paragraphs)
    if words < rules.minimum_words:
        reason = "empty" if words == 0 else f"fewer than {rules.minimum_words} words"
        return [], {**facts, "reason": reason}
    languages = _languages(page, country, declared)
    facts |= {f"foreign_{kind}s": languages.count(kind) for kind in ("paragraph", "sentence")}
    if languages.foreign:
        return [], {**facts, "reason": f"in another language ({languages.foreign})"}
    reads = legibility(_what_stays(page, languages), languages.norms(), rules.orthography)
    of_counts = [NO_TEXT] * is_page_of_counts(page)
    remarks = (*of_counts, *_remarks(row, languages), *told_left_out(languages), *reads.remarks,
               *told_repeated(page), *filter(None, [dated]))  # fmt: skip
    facts |= {"language": languages.language, "status": "kept", "reason": "; ".join(remarks)}
    facts |= {"repaired": "|".join(reads.repaired), "unknown_share": reads.unknown_share}
    return list(_segments(row["doc_id"], reads.page, languages)), facts


def _languages(page: Page, country: str, declared: str) -> DocumentLanguages:
    if is_page_of_counts(page):
        return languages_of_counts(page, country, declared)
    return languages_of([part.paragraphs for part in page.parts], country, declared)


def _what_stays(page: Page, languages: DocumentLanguages) -> Page:
    """The page without what is in other languages."""
    parts = [
        replace(part, paragraphs=tuple(text for text, _ in paragraphs))
        for part, paragraphs in zip(page.parts, languages.parts, strict=True)
    ]
    return replace(page, parts=tuple(parts))


def _remarks(row: pd.Series, languages: DocumentLanguages) -> list[str]:
    """What a kept document should tell: a declaration that looks wrong (it wins), an odd date."""
    remarks = []
    if row["language"] and languages.seen not in norms_of(row["language"]):
        remarks.append(f"declared {row['language']}, looks like {languages.seen}")
    if row["unread_date"]:
        remarks.append(f"{NOT_UNDERSTOOD} ({row['unread_date']})")
    return remarks


def _segments(doc_id: str, page: Page, languages: DocumentLanguages) -> Iterator[dict]:
    """A segment for each paragraph of the post and for each comment that stays."""
    number = 0
    for part, paragraphs in zip(page.parts, languages.parts, strict=True):
        texts, norms = list(part.paragraphs), [norm for _, norm in paragraphs]
        if part.kind != "post":
            texts, norms = ["\n".join(texts)][: len(texts)], norms[:1]
        for text, language in zip(texts, norms, strict=True):
            number += 1
            yield {
                "segment_id": f"{doc_id}#{number}", "doc_id": doc_id, "part": part.part,
                "kind": part.kind, "writer": part.writer, "language": language, "text": text,
            }  # fmt: skip


def merge(parts: list[CountryTexts], rules: Corpus) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Join the countries: find copies among all documents and number the pseudonyms.

    Parameters
    ----------
    parts : one for each country
    rules : near_duplicate and reposts

    Returns
    -------
    (segments, documents), in the order of country and doc_id. The documents have three columns
    more: `original` (doc_id of the text that this one repeats, else its own), `copy_kind` (copy |
    near copy | contained, else "") and `similarity` (0 … 1, of a copy to its original, else 0)

    Raises
    ------
    StudyError
        If no text is left.
    """
    documents = pd.concat([p.documents for p in parts if len(p.documents)], ignore_index=True)
    segments = pd.concat([p.segments for p in parts], ignore_index=True)
    documents = mark_copies(documents, segments, rules)
    kept = set(documents.loc[documents["status"] == "kept", "doc_id"])
    segments = segments[segments["doc_id"].isin(kept)].reset_index(drop=True)
    segments["text"] = segments["text"].map(without_repost_marks)  # copies have been found by them
    counts = segments["doc_id"].value_counts()
    documents["segments"] = documents["doc_id"].map(counts).fillna(0).astype(int)
    _check_any_left(documents)
    renamed: dict[str, str] = {}
    for name in [*segments["writer"], *documents["author"]]:
        if name:
            renamed.setdefault(name, f"writer_{len(renamed) + 1}")
    segments["writer"] = segments["writer"].map(renamed).fillna("")
    documents["author"] = documents["author"].map(renamed).fillna("")
    return segments, documents


def _check_any_left(documents: pd.DataFrame) -> None:
    if (documents["status"] == "kept").any():
        return
    reasons = documents["reason"].value_counts(sort=False)
    told = "; ".join(f"{number} × {reason}" for reason, number in list(reasons.items())[:_REASONS])
    raise StudyError(f"corpus: no text is left; kept out were: {told}; add texts")


def units_of(segments: pd.DataFrame, documents: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Join segments into the units that models count as one text.

    Parameters
    ----------
    unit : "paragraph" (each segment), "post" (a post or one comment) or "document"

    Returns
    -------
    DataFrame with unit_id, doc_id, country, language (of a post that of its document, whatever
    norm a paragraph is in), text
    """
    country = documents.set_index("doc_id")["country"]
    keys = {"paragraph": ["segment_id"], "post": ["doc_id", "part"], "document": ["doc_id"]}[unit]
    grouped = segments.groupby(keys, sort=False)
    table = grouped.agg(doc_id=("doc_id", "first"), language=("language", "first"),
                        part=("part", "first"), text=("text", "\n".join))  # fmt: skip
    table = table.reset_index(drop=True)
    if unit != "paragraph":
        of_document = table["doc_id"].map(documents.set_index("doc_id")["language"])
        table["language"] = table["language"].mask(table["part"] == 0, of_document)
    suffix = {"paragraph": segments["segment_id"], "document": table["doc_id"]}
    table["unit_id"] = suffix.get(unit, table["doc_id"] + "#" + table["part"].astype(str))
    table["country"] = table["doc_id"].map(country)
    return table[["unit_id", "doc_id", "country", "language", "text"]]
