"""How a study is cited in a text, and what is said of republishing its passages."""

from collections import Counter
from collections.abc import Iterable

from ...formats import count, listed, percent
from ...study import About, Report

_MOST = 6  # licences that are told one by one
_SHOWN = {
    "none": "This report shows no text.",
    "short": "This report shows short passages of the texts, at most 80 words of each.",
    "full": "This report shows the texts, each as far as its licence allows.",
}


def citation(about: About, version: str, identity: str) -> str:
    """The study as a list of references has it.

    Parameters
    ----------
    about : title, authors, published
    version : of nordtema
    identity : of the study
    """
    authors = f"{listed(about.authors)}. " if about.authors else ""
    year = f" ({about.published[:4]})" if about.published else ""
    return f"{authors}{about.title}{year}. Study {identity}, made with nordtema {version}."


def missing_sentence(about: About) -> str:
    """What the study does not say and a citation needs; empty where it says all.

    Parameters
    ----------
    about : authors, published
    """
    lacking = [name for name in ("authors", "published") if not getattr(about, name)]
    names = listed(f"about.{name}" for name in lacking)
    return f"Not said by the study: {names} (in study.yaml)." if lacking else ""


def republishing_sentences(licences: Iterable[str], report: Report) -> list[str]:
    """What of the texts is shown, and under which licences they stand.

    Parameters
    ----------
    licences : of the documents, as the corpus has them; empty where it says nothing
    report : how much is shown
    """
    numbers = Counter(text.strip() for text in licences)
    unknown = numbers.pop("", 0)
    told = [
        f"{name} ({count(number, 'text')})"
        for name, number in sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    more = len(told) - _MOST
    if more > 0:
        told = [*told[:_MOST], count(more, "further licence")]
    known = [f"Licences that the corpus names: {listed(told)}."] if told else []
    part = percent(unknown / max(unknown + numbers.total(), 1))
    silent = (
        f"Of {part} of the texts it names none: ask those who hold the rights before passages are "
        "printed again."
    )
    open_ones = ["What has an open licence may be printed again as that licence says."] * bool(told)
    return [_SHOWN[report.passages], *known, *open_ones, *[silent] * bool(unknown)]
