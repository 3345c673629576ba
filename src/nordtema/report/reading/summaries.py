"""The findings in brief, a page in each norm of the texts, with the themes' words of that norm."""

from typing import Any

from ...languages import COUNTRIES
from ..sentences.summaries import (
    claim_in,
    corpus_in,
    norms_spoken,
    own_name,
    phrases,
    promise_in,
    share_in,
    verdicts_in,
)
from .content import Content
from .findings import first_words
from .site import Site
from .themes import NAME_WORDS

CLAIMS = 12
WORDS = 10


def summary_pages(content: Content) -> list[tuple[str, str, str]]:
    """Norm, its own name, and the address of its page.

    Parameters
    ----------
    content : of the study
    """
    norms = norms_spoken(content.documents["language"])
    return [(code, own_name(code), f"index.{code}.html") for code in norms]


def write_summaries(site: Site, content: Content) -> None:
    """Write the pages.

    Parameters
    ----------
    site : of the report
    content : of the study
    """
    claims = content.claims.assign(size=content.claims["difference"].abs())
    claims = claims.sort_values(["size", "claim"], ascending=[False, True], kind="stable")
    leading = claims[claims["leads"] == 1].head(CLAIMS).to_dict("records")
    for code, name, address in summary_pages(content):
        site.write(
            address, "summary", name, language=code, said=phrases(code),
            of_countries=set(content.groups) <= set(COUNTRIES),
            about=content.study.about, compared=len(claims) > 0,
            corpus=corpus_in(content.documents, content.groups, code),
            claims=[{"label": _label(content, claim["topic"], code), "told": claim_in(claim, code),
                     "page": f"{content.theme_pages[claim['topic']]}#{claim['claim']}"}
                    for claim in leading],
            promise=promise_in(content.study.comparison, code) if leading else "",
            verdicts=verdicts_in(content.claims, code), themes=_themes(content, code),
        )  # fmt: skip


def _words(content: Content, topic: int, code: str) -> list[str]:
    return dict(first_words(content, topic, WORDS)).get(code, [])


def _label(content: Content, topic: int, code: str) -> str:
    """A theme in the reader's norm: its first three words there, else its label."""
    return " · ".join(_words(content, topic, code)[:NAME_WORDS]) or content.names[topic]


def _themes(content: Content, code: str) -> list[dict[str, Any]]:
    found = []
    for topic in content.names:
        rows = content.prevalence[content.prevalence["topic"] == topic]
        shares = [share_in(group, share, code)
                  for group, share in zip(rows["country"], rows["mean"], strict=True)]  # fmt: skip
        found.append({"label": _label(content, topic, code), "english": content.names[topic],
                      "words": _words(content, topic, code)[NAME_WORDS:], "shares": shares,
                      "page": content.theme_pages[topic]})  # fmt: skip
    return found
