"""Splitting a page into post and comments, and finding who wrote it."""

import pytest

from nordtema.corpus.webpages.bylines import find_bylines, introduced_names
from nordtema.corpus.webpages.comments import is_full_name, is_name, split_comments
from nordtema.corpus.webpages.phrases import book, compiled, phrases_of

POST = ["Om kaffe", "", "Vi drikker for mye kaffe, og det er ingen som tør å si det høyt.", ""]

STYLES = {
    "numbered": ("{n}. {name} sier:", None),
    "numbered, sv": ("{n}. {name} säger:", None),
    "hash": ("#{n} {name} skrev:", "den 3. mai 2010 kl. 10:00"),
    "plain": ("{name} siger:", "3. maj 2010 kl. 10.00"),
    "nynorsk": ("{name} seier:", "3. mai 2010 kl. 10:00"),
    "english": ("{name} says:", "May 3, 2010 at 10:00 am"),
    "blogger": ("{name} sa ...", None),
    "blogger, da": ("{name} sagde ...", None),
    "dated verb": ("{name} skriver 3 maj 2010 kl. 10:00:", None),
    "inverted": ("Den 3. mai 2010 kl. 10:00 skrev {name}:", None),
    "links": ("• http://blogg.example.no/{n} {name}", None),
    "disqus": ("{name} • 3 år siden", None),
    "disqus, sv": ("{name} • för 3 år sedan", None),
    "disqus, en": ("{name} 3 years ago", None),
    "name on date": ("{name} on May 3, 2010 at 10:00 am", None),
    "name, date": ("{name}, 3. mai 2010 kl. 10:00", None),
    "glued": ("{name}3. mai 2010 kl. 10:00", None),
    "forum": ("Skrevet av: {name}, 03.05.2010 10:00", None),
    "forum, sv": ("Inlägg av {name} » 3 maj 2010, 10:00", None),
    "forum, da": ("Skrevet af {name} den 3. maj 2010 kl. 10.00", None),
    "comment by": ("Comment by {name} — May 3, 2010 @ 10:00 am", None),
    "name over date": ("{name}", "3. mai 2010 kl. 10:00"),
    "name over age": ("{name}", "for 2 måneder siden"),
    "numbers only": ("{n}. {name}", None),
    "guest book": ("Navn: {name}", "Dato: 03.05.2010"),
    "marked": ("# Kommentar fra {name}", "3. mai 2010, 10.00"),
    "marked name": ("# {name}", "3. mai 2010, 10.00"),
}
NAMES = ["Kari Myr", "kaffe_Per", "kaffe_Per", "Åse"]


def thread(style: str, heading: str = "4 kommentarer") -> list[str]:
    head, date = STYLES[style]
    lines = [*POST, heading, ""]
    for n, name in enumerate(NAMES, start=1):
        lines += [head.format(n=n, name=name), *([date] if date else []), f"Mening nummer {n}.", ""]
    return lines


@pytest.mark.parametrize("style", STYLES)
def test_heads_of_every_style(style):
    found = split_comments(thread(style))
    assert [comment.writer for comment in found.comments] == NAMES
    assert all(f"Mening nummer {n}." in c.lines for n, c in enumerate(found.comments, start=1))
    assert list(found.post[:4]) == POST


@pytest.mark.parametrize(
    "style", [style for style in STYLES if style not in ("numbers only", "disqus, en")]
)
def test_heads_that_come_again_need_no_heading(style):
    writers = [comment.writer for comment in split_comments(thread(style, "")).comments]
    assert writers == NAMES


def test_one_comment_with_a_date_is_a_comment():
    lines = [*POST, "Kari Myr sier:", "3. mai 2010 kl. 10:00", "Enig."]
    assert [c.writer for c in split_comments(lines).comments] == ["Kari Myr"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Anna sier:", "«Jeg drikker te.»", "", "Bo sier:", "«Jeg drikker vann.»"],
        ["Hun ser på meg.", "", "Anna sier:", "", "Så blir det stille rundt bordet."],
        ["Anna sier: «Jeg drikker te», og Bo sier: «Jeg drikker vann.»", "", "Slik gikk dagen."],
        ["1. Kontroll", "Vi mister den.", "", "2. Dialog", "Vi finner den."],
        ["Oslo, 6. mars 2001:", "Det snør.", "", "Bergen, 7. mars 2001:", "Det regner."],
        ["- Lytt", "- Svar", "- Vent"],
    ],
)
def test_talk_and_lists_in_a_post_are_no_comments(lines):
    assert split_comments([*POST, *lines]).comments == ()


def test_talk_above_the_comment_heading_stays_in_the_post():
    lines = [*POST, "Anna sier:", "«Te.»", "", *thread("plain")[4:]]
    found = split_comments(lines)
    assert [c.writer for c in found.comments] == NAMES
    assert "Anna sier:" in found.post


def test_quoted_heads_inside_numbered_comments_are_text():
    lines = [
        *POST,
        "2 kommentarer",
        "1. Kari Myr sier:",
        "Te?",
        "2. Åse sier:",
        "Kari Myr sier:",
        "«Te?»",
    ]
    assert [c.writer for c in split_comments(lines).comments] == ["Kari Myr", "Åse"]


def test_names_below_the_comments():
    lines = [
        *POST,
        "Comments",
        "",
        "Tea is better.",
        "",
        "Posted by: Kari | May 3, 2010 at 10:00 AM",
        "",
    ]
    lines += ["No, water.", "", "Posted by: Åse | May 3, 2010 at 11:00 AM", ""]
    comments = split_comments(lines).comments
    assert [(c.writer, "".join(c.lines)) for c in comments] == [
        ("Kari", "Tea is better."),
        ("Åse", "No, water."),
    ]


def test_disqus_addressee_is_not_the_writer():
    heads = ["Kari Myr • 3 år siden", "Hei.", "Åse Kari Myr • 3 år siden", "Hei sjøl."]
    assert [c.writer for c in split_comments([*POST, "2 svar", *heads]).comments] == [
        "Kari Myr",
        "Åse",
    ]


def test_no_text_between_heading_and_first_head_is_lost():
    lines = ["Om kaffe", "4 kommentarer", "", POST[2], "", *thread("numbered")[6:]]
    assert POST[2] in split_comments(lines).post


@pytest.mark.parametrize(
    "line", ["Det har kommit in:", "Dette har kommet inn:", "Slik svarte dere:", "Læserne skriver:"]
)
def test_a_line_that_announces_the_first_head_is_no_text(line):
    heads = ["Kari Myr sier:", "3. mai 2010 kl. 10:00", "Te."]
    found = split_comments([*POST, line, "", *heads])
    assert line not in found.post and POST[2] in found.post
    assert line in split_comments([*POST, line, "", "Kaffe.", "Te."]).post


def test_names_beside_profiles_and_buttons():
    profile = ["Medlem sidan 2008", "57 innlegg", "#1 · 10. mars 2012 kl. 11:20"]
    lines = [*POST, "Åse", *profile, "Te?", "", "Bo ➜ Åse", "− ⚑", "for 6 år siden", "Ja, te."]
    found = split_comments(["Kaffe", "2 svar", "", *lines[1:]])
    assert [comment.writer for comment in found.comments] == ["Åse", "Bo"]


def test_the_verb_on_a_line_of_its_own():
    heads = ["Åse", "says:", "May 3, 2010 at 10:00 am", "Tea.", "", "Bo", "says:"]
    lines = [*POST, "2 thoughts on “Kaffe”", *heads, "May 4, 2010 at 10:00 am", "No."]
    assert [comment.writer for comment in split_comments(lines).comments] == ["Åse", "Bo"]


def test_where_a_writer_works_is_no_text():
    lines = [*POST, "2 kommentarer", "", "Kari Myr", "Arbeider hos Te & co", "Te.", "Liker · Svar"]
    lines += ["", "Bo Lind", "Journalist i Tebladet", "Nei, kaffe.", "Liker · Svar · 2"]
    found = split_comments(lines)
    assert [(c.writer, c.lines[0]) for c in found.comments] == [
        ("Kari Myr", "Te."),
        ("Bo Lind", "Nei, kaffe."),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Lagt inn av", "Kari Myr", "kl.", "07:48"],
        ["Posta av", "Kari Myr"],
        ["Kari Myr", "Kommentator"],
        ["Kari Myr", "Publisert 3. juni 2012, kl. 06:30"],
        ["Av Kari Myr", "Publisert 3. juni 2012"],
    ],
)
def test_bylines_over_two_lines(lines):
    found = find_bylines(["Om kaffe", "", *lines, "", *POST[2:], *POST[2:]])
    assert [name for byline in found for name in byline.names] == ["Kari Myr"]


@pytest.mark.parametrize(
    ("line", "names", "date"),
    [
        ("Av Kari Myr 14. mars 2010", ("Kari Myr",), "2010-03-14"),
        ("by Kari Myr on 2010-10-30 · View Comments", ("Kari Myr",), "2010-10-30"),
        ("Publicerad av Åke Brink den 12 oktober, 2009", ("Åke Brink",), "2009-10-12"),
        ("Postet af Bente Lyng d. 5. oktober 2010 kl. 09.15", ("Bente Lyng",), "2010-10-05"),
        ("Skrevet av Kari Myr", ("Kari Myr",), ""),
        ("Publisert 17. november 2010 av Kari Myr", ("Kari Myr",), "2010-11-17"),
        ("Posted on May 2, 2011 by Kari Myr in Tea | 4 Comments", ("Kari Myr",), "2011-05-02"),
        ("Lagt inn av Kari Myr kl. 21:14", ("Kari Myr",), ""),
        ("Tekst: Kari Myr og Bo Lind", ("Kari Myr", "Bo Lind"), ""),
        ("31. marts 2008 af Bente Lyng", ("Bente Lyng",), "2008-03-31"),
        ("Kari Myr, 2. september 2012", ("Kari Myr",), "2012-09-02"),
        ("KARI MYR, lærer, 18.10.2010", ("KARI MYR",), "2010-10-18"),
        ("Av Kari-Anne Myr-Lie, lærer og tillitsvalgt", ("Kari-Anne Myr-Lie",), ""),
    ],
)
def test_bylines(line, names, date):
    (byline,) = find_bylines(["Om kaffe", "", line, "", *POST[2:], *POST[2:], *POST[2:]])
    assert (byline.names, byline.date) == (names, date)


@pytest.mark.parametrize(
    "line",
    [
        "Av erfaring vet vi at kaffe er sterkt.",
        "Av Kari, som aldri drikker kaffe, lærte jeg å vente.",
        "By og land, hand i hand",
        "Fra Oslo til Bergen",
        "Tekst uten avsender er ikke tekst.",
    ],
)
def test_prose_is_no_byline(line):
    assert find_bylines(["Om kaffe", "", line, "", *POST[2:], *POST[2:], *POST[2:]]) == []


def test_signatures():
    sentence = POST[2]
    assert [b.names for b in find_bylines(["T", sentence, sentence, "", "Kari Myr"])] == [
        ("Kari Myr",)
    ]
    assert [b.names for b in find_bylines(["T", sentence, sentence, "Hilsen", "Kari"])] == [
        (),
        ("Kari",),
    ]
    assert find_bylines(["T", sentence, "Kari Myr var her i går kveld.", "", "Kari Myr"]) == []
    assert find_bylines(["T", sentence, sentence, "", "Enda mer kaffe"]) == []


def test_the_known_author_is_a_byline_anywhere():
    lines = ["T", *POST * 5, "kari myr - 28.05.2010", *POST * 3]
    assert [b.names for b in find_bylines(lines, "Kari Myr")] == [("Kari Myr",)]


def test_introductions():
    assert introduced_names("Hei. Jeg heter Kari Myr og drikker te.") == ["Kari Myr"]
    assert introduced_names("Jag är Åke Brink.") == ["Åke Brink"]
    assert introduced_names("Jeg er glad i te. Jeg heter Kari.") == []


def test_names():
    assert is_name("Kari Myr") and is_name("teskje77") and is_name("Tor")
    assert not is_name("Han som kom") and not is_name("mandag") and not is_name("Det gikk. Så")
    assert is_name("Keld, tidligere kundechef", loose=True) and not is_name("Keld, tidligere chef")
    assert (
        is_full_name("Kari von Myr") and not is_full_name("Kari") and not is_full_name("KARI MYR")
    )


def test_the_books_of_heads_and_bylines_tell_what_is_read_off():
    styles = {name for name in book("heads") if not name.startswith("needs: ")}
    assert {name.removeprefix("needs: ") for name in book("heads")} == styles
    phrases = [book("heads")[style] for style in styles] + phrases_of(book("bylines")["byline"])
    assert all("name" in compiled(phrase).groupindex for phrase in phrases)
