"""One saved page in, its clean parts out: the door to the rooms for markup, comments and cleaning.

`read_page` goes from the decoded text of one file to the post and its comments, as paragraphs
without boilerplate, without second copies, masked, and free of the names of the page's writers.
Text that is no web page passes unchanged but for white space and masks; one that
stands twice as a whole goes once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from . import duplicates, persons, privacy
from .dates import resolve_dates
from .repair import repair
from .webpages import bylines, cleaning, comments
from .webpages.markup import is_html
from .webpages.names import names_pattern

SECOND_COPY = "second copy"  # the rule of a paragraph that stands there a second time


@dataclass(frozen=True)
class Part:
    """The post of a page, or one comment.

    Attributes
    ----------
    part : 0 the post, 1 … the comments in order
    kind : "post" or "comment"
    writer : name as met (the caller makes it a pseudonym), "" where unknown
    paragraphs : clean, masked, without the writers' names, none empty
    """

    part: int
    kind: str
    writer: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """What a saved page holds.

    Attributes
    ----------
    parts : those that hold text, in their order
    writers : all names met in bylines and comment heads
    date : ISO date of the post if the page tells it, else ""
    removed : (rule, line) of what was taken out, masked too
    repaired : what was mended: "mojibake", "line ends" …
    """

    parts: tuple[Part, ...]
    writers: tuple[str, ...]
    date: str
    removed: tuple[tuple[str, str], ...]
    repaired: tuple[str, ...] = ()


def read_page(
    text: str, author: str = "", title: str = "", evidence: persons.Evidence = persons.NO_EVIDENCE
) -> Page:
    """Read one saved page, already decoded: it is repaired, parted and cleaned.

    `author` and `title` are what the manifest tells: the author's name is known as a byline and
    kept out of the texts if it is that of persons, as far as the `evidence` of the corpus goes; the
    title is never taken for boilerplate. The title line stays in the text as its first paragraph.

    Parameters
    ----------
    text : decoded
    author, title : what the manifest tells, or ""
    evidence : which authors of the corpus are persons

    Returns
    -------
    Page
    """
    of_html, repaired = is_html(text), repair(text)
    front, text = split_front_matter(repaired.text)
    lines = text.split("\n")
    author = author or front.get("author", "")
    people = persons.persons_in(author, evidence)
    thread, post_bylines = comments.Thread(tuple(lines), (), -1, ()), []
    texts, removed, dates = [[" ".join(text.split())] if text.strip() else []], [], []
    if len(lines) > 1:  # a single line is a text, not a page
        thread = comments.split_comments(lines)
        post_bylines = bylines.find_bylines(thread.post, author if people else "")
        texts, taken = _clean(thread, post_bylines, title)
        removed = [pair for part in taken for pair in part]
        dates = [byline.date for byline in post_bylines]
        dates += [cleaning.iso_date(line) for rule, line in taken[0] if rule == "date line"][:1]
        texts, copies = _once(texts, of_html or cleaning.is_of_page(removed))
        removed += [(SECOND_COPY, paragraph) for paragraph in copies]
    names = bylines.names_of(post_bylines, thread)
    signed = (name for byline in post_bylines for name in byline.names)
    writers = [next((name for name in signed if not persons.is_nobody(name)), author)]
    writers += [comment.writer for comment in thread.comments]
    met = [n for n in names if n not in {author, *evidence.public}]
    met = [n for n in met if not persons.is_listed_institution(n)]
    texts, audit = _nameless(texts, writers, [*met, *people], removed)
    dates += [cleaning.iso_date(front.get("date", "")), *resolve_dates([front.get("date", "")]).iso]
    return Page(
        parts=_parts(texts, writers),
        writers=names or tuple(filter(None, [author])),
        date=next(filter(None, dates), ""),
        removed=audit,
        repaired=repaired.notes,
    )


def told_repeated(page: Page) -> list[str]:
    """The remark "2 repeated paragraphs passed over"; none where nothing stood twice.

    Parameters
    ----------
    page : as `read_page` gives it

    Returns
    -------
    list of one remark, or of none
    """
    number = sum(rule == SECOND_COPY for rule, _ in page.removed)
    passed = f"{number} repeated paragraph{'s' * (number > 1)} {duplicates.PASSED_OVER}"
    return [passed] * bool(number)


# --- steps ---------------------------------------------------------------------------------------
_KEY = re.compile(r"(\w[\w -]{0,40}):(?: +(.*))?$")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The YAML block at the top, as its plain keys, and the text below it.

    Parameters
    ----------
    text : repaired

    Returns
    -------
    (key in small letters → value, text below)
    """
    if not text.lstrip("\ufeff \r\n").startswith("---"):
        return {}, text
    lines = text.lstrip("\ufeff \r\n").splitlines()
    if lines[0].rstrip() != "---":
        return {}, text
    for n, line in enumerate(lines[1:80], start=1):
        if line.rstrip() in ("---", "..."):
            pairs = (_KEY.match(one) for one in lines[1:n])
            return (
                {p[1].lower(): (p[2] or "").strip(" \"'") for p in pairs if p},
                "\n".join(lines[n + 1 :]),
            )
        if line.strip() and not _KEY.match(line) and line[0] not in " -#":
            break
    return {}, text


def _clean(
    thread: comments.Thread, post_bylines: Iterable[bylines.Byline], title: str
) -> tuple[list[list[str]], list[cleaning.Removed]]:
    """Paragraphs of the post and of each comment, without boilerplate, and what was taken of each.

    What was taken has one list more, the heads of the comments.
    """
    known = {byline.line: "byline" for byline in post_bylines}
    if thread.heading >= 0:
        known[thread.heading] = "comment count"
    zones = [("post", thread.post), *(("comment", comment.lines) for comment in thread.comments)]
    if thread.comments:
        zones[-1] = ("last comment", zones[-1][1])
    texts, removed = [], []
    for zone, lines in zones:
        kept, taken = cleaning.clean_lines(lines, zone, title, known if zone == "post" else None)
        texts.append([" ".join(line.split()) for line in kept if line.strip()])
        removed.append(taken)
    return texts, [*removed, list(thread.removed)]


def _once(texts: list[list[str]], is_page: bool) -> tuple[list[list[str]], list[str]]:
    """The texts without second copies, and these: of paragraphs in a page, else of the whole."""
    if is_page:
        return duplicates.drop_copies(texts)
    if len(texts) > 1:
        return texts, []
    post, copies = duplicates.drop_second_half(texts[0])
    return [post], copies


def _nameless(
    texts: list[list[str]],
    writers: Sequence[str],
    names: Sequence[str],
    removed: Sequence[tuple[str, str]],
) -> tuple[list[list[str]], tuple[tuple[str, str], ...]]:
    """Texts and audit, masked and without the names; signatures are taken off the texts."""
    context = "\n".join(paragraph for text in texts for paragraph in text)
    names = [*names, *bylines.introduced_names(context)]
    unsigned = []
    for number, (text, writer) in enumerate(zip(texts, writers, strict=True)):
        left, signed = privacy.drop_signature(text, [writer] if number else names)
        unsigned.append(left)
        names += [signed] * bool(signed)
    names = list(dict.fromkeys(names))
    pattern = names_pattern(names, context)
    escaped = "|".join(map(re.escape, names))
    literal = re.compile(rf"(?<!\w)(?:{escaped})(?![^\W\d])", re.IGNORECASE) if names else None

    def hide(paragraph: str) -> str:
        return privacy.mask(paragraph, pattern)

    def hide_all(line: str) -> str:  # in a head even "leser" is a name
        return hide(literal.sub("⟨name⟩", line) if literal else line)

    audit = tuple((rule, hide_all(line)) for rule, line in removed)
    return [[hide(paragraph) for paragraph in text] for text in unsigned], audit


def _parts(texts: Sequence[Sequence[str]], writers: Sequence[str]) -> tuple[Part, ...]:
    """Parts numbered in order; a comment of which nothing is left is no part."""
    post, *replies = zip(texts, writers, strict=True)
    parts = [Part(0, "post", post[1], tuple(post[0]))] if post[0] else []
    filled = (reply for reply in replies if reply[0])
    for number, (paragraphs, writer) in enumerate(filled, start=1):
        parts.append(Part(number, "comment", writer, tuple(paragraphs)))
    return tuple(parts)
