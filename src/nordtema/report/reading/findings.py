"""The first page: what is claimed and how sure it is, and the themes at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ...comparison.verdicts import Verdict
from ...languages import LANGUAGES
from ..sentences.claims import (
    MEANINGS,
    carried,
    flag_meaning,
    flags_in,
    headline,
    more_sentence,
    reservation,
    reserved_sentence,
    shares_sentence,
)
from ..sentences.robustness import OwnThemes
from .bars import bars, end_of_scale
from .content import Content
from .site import Site

CARDS = 8  # claims that have a card on the first page
RESERVED = 8  # claims that are told with their reservation
WORDS = 6  # of a theme in each norm


@dataclass(frozen=True)
class Told:
    """What is said on the first page besides the claims: sentences, ready to be read.

    Attributes
    ----------
    missing : what could not be made, and why
    warnings : what a reader must know before anything else
    corpus : what the texts are
    inventory : what was read and what was passed over
    summary : how many comparisons say what
    shares : which words the shares are of
    alone : the largest themes that one country alone has, the others, and what to know of them
    trust : what speaks for and against all of it
    persons : what was masked and kept back
    """

    missing: Sequence[str]
    warnings: Sequence[str]
    corpus: Sequence[str]
    inventory: Sequence[str]
    summary: Sequence[str]
    shares: str
    alone: OwnThemes
    trust: Sequence[str]
    persons: Sequence[str]


def claim_card(content: Content, claim: dict, highest: float) -> dict[str, Any]:
    """What a card of a claim shows.

    Parameters
    ----------
    content : of the study
    claim : a row of its claims
    highest : the end of the scale of its bars, the same for all cards of a page
    """
    sides = pd.DataFrame(
        {"country": [claim["group_a"], claim["group_b"]],
         "mean": [claim["share_a"], claim["share_b"]]}
    )  # fmt: skip
    of_topic = content.prevalence[content.prevalence["topic"] == claim["topic"]]
    rows = sides.merge(of_topic[["country", "low", "high"]], on="country", how="left")
    rows = rows.sort_values("mean", ascending=False, kind="stable")
    return {
        "id": claim["claim"], "label": claim["label"], "page": content.theme_pages[claim["topic"]],
        "headline": headline(claim), "sentence": shares_sentence(claim),
        "verdict": claim["verdict"], "meaning": MEANINGS[Verdict(claim["verdict"])],
        "reservation": reservation(claim), "leads": claim["leads"],
        "carried": carried(claim, content.rests_on(claim["topic"]), content.norm_of_both(claim)),
        "flag": claim["flag"], "flag_meaning": flag_meaning(claim["flag"]),
        "row": content.claim_rows[claim["claim"]], "bars": bars(rows, content.groups, highest),
    }  # fmt: skip


def write_findings(site: Site, content: Content, told: Told) -> None:
    """Write the first page.

    Parameters
    ----------
    site : of the report
    content : of the study
    told : sentences
    """
    claims = content.claims.assign(size=content.claims["difference"].abs())
    claims = claims.sort_values(["size", "claim"], ascending=[False, True], kind="stable")
    leading = claims[claims["leads"] == 1]
    reserved = claims[(claims["leads"] == 0) & _beyond_chance(claims)]
    highest = end_of_scale(content.prevalence)
    site.write(
        "index.html", "index", site_title(content), about=content.study.about, told=told,
        has_passages=len(content.passages) > 0,
        cards=[claim_card(content, row, highest) for row in leading.head(CARDS).to_dict("records")],
        more=more_sentence(len(leading) - CARDS),
        reserved=[reserved_sentence(row) for row in reserved.head(RESERVED).to_dict("records")],
        flags=flags_in(reserved["flag"].head(RESERVED)),
        more_reserved=more_sentence(len(reserved) - RESERVED),
        alike=[claim_card(content, row, highest) for row in
               claims[claims["verdict"] == Verdict.ALIKE].head(CARDS).to_dict("records")],
        themes=themes_at_a_glance(content),
    )  # fmt: skip


def site_title(content: Content) -> str:
    """Title of the first page."""
    return content.study.about.title


def _beyond_chance(claims: pd.DataFrame) -> pd.Series:
    """Claims that do not lead though there is something: flagged, set aside, or maybe language."""
    verdicts = {Verdict.DIFFERS, Verdict.ASIDE, Verdict.LANGUAGE}
    apart = (claims["low"] > 0) | (claims["high"] < 0)
    return claims["verdict"].isin(verdicts) & (apart | (claims["verdict"] == Verdict.LANGUAGE))


def themes_at_a_glance(content: Content) -> list[dict[str, Any]]:
    """Each theme: its label, its first words in each norm, its shares, what is claimed of it.

    Parameters
    ----------
    content : of the study
    """
    flags = dict(zip(content.diagnostics["topic"], content.diagnostics["flag"], strict=True))
    highest = end_of_scale(content.prevalence)
    found = []
    for topic, label in content.names.items():
        words = _marked(content, topic)
        rows = content.prevalence[content.prevalence["topic"] == topic]
        claims = content.claims[content.claims["topic"] == topic]
        found.append({
            "topic": topic, "label": label, "page": content.theme_pages[topic],
            "flag": flags.get(topic, ""), "flag_meaning": flag_meaning(flags.get(topic, "")),
            "words": words, "marked": any(uneven for _, some in words for _, uneven in some),
            "bars": bars(rows, content.groups, highest),
            "claims": [headline(row) for row in claims[claims["leads"] == 1].to_dict("records")],
        })  # fmt: skip
    return found


def _marked(content: Content, topic: int) -> list[tuple[str, list[tuple[str, bool]]]]:
    """The most exclusive words of a theme, norm by norm, and which of them cannot be compared."""
    uneven = {
        (code, row[code].split("|")[0])
        for row in content.topics.fillna("").to_dict("records")
        if row["topic"] == topic and row["concept"] in content.uneven
        for code in LANGUAGES
    }
    return [
        (code, [(word, (code, word) in uneven) for word in some])
        for code, some in first_words(content, topic)
    ]


def first_words(content: Content, topic: int, most: int = WORDS) -> list[tuple[str, list[str]]]:
    """The most exclusive words of a theme, norm by norm.

    Parameters
    ----------
    content : of the study
    topic : number of the theme, from 1
    most : words a norm
    """
    rows = content.topics[content.topics["topic"] == topic].sort_values("frex_rank", kind="stable")
    norms = [code for code in LANGUAGES if (rows[code].fillna("") != "").any()]
    return [
        (code, [cell.split("|")[0] for cell in rows[code].fillna("") if cell][:most])
        for code in norms
    ]
