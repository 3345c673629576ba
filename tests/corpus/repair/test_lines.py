"""Printed lines joined to paragraphs."""

import textwrap

from nordtema.corpus.repair.lines import unwrapped


def test_a_line_that_breaks_off_within_a_sentence_goes_on():
    half, rest = (
        "Kaffen var tom klokka ni, og eg las avisa i hengekøya",
        "med ein kopp vatn i handa.",
    )
    assert unwrapped([half, rest, "", "- te"]) == [f"{half} {rest}", "", "- te"]
    for stays in (
        "kari sier: nei, det mener jeg slett ikke",
        "- med te",
        "Med te i koppen, sa ho.",
    ):
        assert unwrapped([half, stays]) == [half, stays]


def test_hard_wrapped_lines_are_joined_and_lists_are_not():
    paragraph = " ".join(f"Setning nummer {n} handler om kaffe." for n in range(12))
    lines = textwrap.wrap(paragraph, 72)
    wrapped = ["Kaffe", "", *lines, "", *lines, "", "- en", "- to", "- tre"]
    assert unwrapped(wrapped) == [
        "Kaffe",
        "",
        paragraph,
        "",
        paragraph,
        "",
        "- en",
        "- to",
        "- tre",
    ]
    assert unwrapped(["En setning. ", "En til. ", "Slutt."]) == ["En setning. En til. Slutt."]
    short = ["Kontroll", "Dialog", "Mot"]
    assert unwrapped(short) == short
