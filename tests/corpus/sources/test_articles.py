"""Exports of newspaper archives: Retriever (Mediearkivet, Atekst), Infomedia, Nexis."""

import pytest

from nordtema.corpus.documents import read_country
from nordtema.corpus.sources import read_corpus
from nordtema.corpus.sources.article_heads import parts_of
from nordtema.corpus.sources.articles import articles_in
from nordtema.corpus.sources.exported import ExportedDocument
from nordtema.corpus.sources.formats import format_of
from nordtema.corpus.sources.texts import exported_documents
from nordtema.study import Corpus

OTHER = {"dk/a.txt": "Bonden sår byg i maj, og naboen låner hesten, når marken skal harves."}


def read(make_corpus, name: str, data: str | bytes):
    index = read_corpus(make_corpus({name: data, **OTHER})).documents
    return read_country(index, "NO", Corpus())


def read_articles(folder, data: bytes, name: str = "uttak.txt") -> list[ExportedDocument]:
    path = folder / name
    path.write_bytes(data)
    kind = format_of(path)
    return exported_documents(path, kind.key) if kind else []


def told(articles: list[ExportedDocument]) -> list[tuple[str, str, str, str]]:
    return [(one.title, one.source, one.date, one.text) for one in articles]


LIST = "Universitetet BIBSAM\nDatum 2010-06-01\n\nNyheter:\n\n"
LIST += "> Osten, Fjellbladet, 2010-05-03 07:00\n\n"
RULE = "=" * 78
SWEDISH = f"""{LIST}> Smöret, Fjellbladet, 2010-05-04


Osten
Fjellbladet, 2010-05-03 07:00
Publicerat på webb.

Osten från fäbodarna är god i år
och säljs på torget.

©Fjellbladet<br>Alla artiklar är skyddade enligt upphovsrättslagen.

Se webartikeln på http://ret.nu/aaa
{RULE}

Smöret
Fjellbladet, 2010-05-04
Sida 4
Publicerat i print.

Smöret är dyrt.

Grädden också.

Läs hela artikeln på http://ret.nu/bbb
{RULE}
"""
NORWEGIAN = f"""Osten
{"-" * 78}
Fjellbladet, 03.05.2010
Publisert på nett
Seksjon: Mat

Osten er god i år.
(c) Fjellbladet
{RULE}
Smøret
Fjellbladet, 04.05.2010
Publisert i papirutgaven

Smøret er dyrt.
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_articles_of_an_archive(tmp_path, encoding):
    first, second = read_articles(tmp_path, SWEDISH.replace("\n", "\r\n").encode(encoding))
    assert first.text == "Osten från fäbodarna är god i år\noch säljs på torget."
    assert (first.title, first.date, first.source) == ("Osten", "2010-05-03", "Fjellbladet")
    assert second.text.split("\n\n") == ["Smöret är dyrt.", "Grädden också."]


def test_articles_in_its_older_norwegian_form():
    first, second = articles_in(NORWEGIAN)
    assert (first.text, first.date) == ("Osten er god i år.", "2010-05-03")
    assert (second.text, second.title) == ("Smøret er dyrt.", "Smøret")


def test_they_become_dated_documents(make_corpus):
    found = read(
        make_corpus, "no/uttak.txt", NORWEGIAN.replace("er god i år", "fra setra er god i år")
    )
    assert found.documents["date"].tolist() == ["2010-05-03", "2010-05-04"]


def test_an_export_that_cannot_be_parted_is_named(make_corpus):
    broken = SWEDISH.replace("Fjellbladet, 2010-05-04\nSida", "Sida")
    index = read_corpus(make_corpus({"no/uttak.txt": broken, **OTHER}))
    assert "could not be parted" in index.documents["unread"].iloc[1]


# ---------------------------------------------------------------- three interfaces, one truth

#: title, newspaper, date, writer, paragraphs
TRUTH = (
    (
        "Geita er løs",
        "Fjellbladet",
        "2018-03-12",
        "Kari Bakken",
        ["Geita i Lia har revet seg.", "Ingen vet hvor hun er, sier budeia. Hun leter."],
    ),
    (
        "Ystinga tek til",
        "Dalaposten",
        "2018-03-13",
        "",
        ["Ysteriet opnar i dag.", "Osten skal lagrast i eit år, fram til 12. mars 2019."],
    ),
    ("Ku på veien", "Fjellbladet", "2018-04-02", "Ola Haug", ["Kua stod der i natt."]),
)
TEXTS = [(title, source, date, "\n".join(text)) for title, source, date, _, text in TRUTH]
WORDS = {
    "nb": ("Nyheter", "Uttak", "Publisert på nett", "Side", "Les hele artikkelen på", "Av",
           "Alle artikler er beskyttet av lov om opphavsrett til åndsverk."),
    "sv": ("Nyheter", "Uttag", "Publicerat på webb", "Sida", "Läs hela artikeln på", "Av",
           "Alla artiklar är skyddade av upphovsrättslagen."),
    "da": ("Nyheder", "Udtræk", "Publiceret på web", "Side", "Læs hele artiklen på", "Af",
           "Alle artikler er beskyttet af lov om ophavsret."),
}  # fmt: skip


def dotted(date: str) -> str:
    return ".".join(reversed(date.split("-")))


def retriever(norm: str, iso: bool = True, dashes: bool = False, listed: bool = True) -> str:
    news, taken, published, page, read_on, by, rights = WORDS[norm]
    days = [date if iso else dotted(date) for _, _, date, _, _ in TRUTH]
    lines = ["Seterhøgskolen", f"{taken} 2018-05-01", "", f"{news}:", ""] * listed
    for (title, source, _, _, _), day in zip(TRUTH, days, strict=True):
        lines += [f"> {title}, {source}, {day}", ""] * listed
    for (title, source, _, writer, paragraphs), day in zip(TRUTH, days, strict=True):
        lines += [title, *["-" * 78] * dashes, f"{source}, {day}"]
        lines += [f"{by} {writer}"] * bool(writer) + [f"{page} 4#5", f"{published}.", ""]
        lines += "\n\n".join(paragraphs).split("\n")
        lines += ["", f"© {source}", rights, "", f"{read_on} http://ret.nu/x1", "=" * 78, ""]
    return "\n".join(lines)


@pytest.mark.parametrize("norm", WORDS)
@pytest.mark.parametrize("layout", [{}, {"iso": False, "dashes": True}, {"listed": False}])
def test_an_export_of_retriever_is_its_articles(tmp_path, norm, layout):
    found = read_articles(tmp_path, retriever(norm, **layout).encode())
    assert told(found) == [(*one[:3], one[3].replace("\n", "\n\n")) for one in TEXTS]
    assert [one.author for one in found] == [writer for _, _, _, writer, _ in TRUTH]


def page_of(text: str) -> str:
    """A web page of an export: a paragraph for each line."""
    lines = "\n".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip("=- "))
    return f"<!DOCTYPE html><html><head><title>Uttak</title></head><body>{lines}</body></html>"


@pytest.mark.parametrize("norm", WORDS)
def test_an_export_of_retriever_as_a_web_page(tmp_path, norm):
    found = read_articles(tmp_path, page_of(retriever(norm)).encode(), "uttak.html")
    assert [(*one[:3], one[3].replace("\n\n", "\n")) for one in told(found)] == TEXTS


def test_a_page_that_mentions_an_archive_is_a_page(make_corpus):
    page = (
        "<!DOCTYPE html><html><body><h1>Slik søker du</h1><p>Alt materiale i Infomedia er omfattet "
        "af lov om ophavsret, siger bibliotekaren.</p></body></html>"
    )
    index = read_corpus(make_corpus({"no/side.html": page, **OTHER})).documents
    assert index.set_index("doc_id")["unread"]["no/side"] == ""
    found = read_country(index, "NO", Corpus()).segments["text"]
    assert found.tolist()[0] == "Slik søker du"


RIGHTS = (
    "Alt materiale i Infomedia er omfattet af lov om ophavsret og må ikke kopieres uden særlig "
    "tilladelse."
)
MONTHS = {"03": "marts", "04": "april"}


def infomedia(layout: str, rights: bool = True) -> str:
    lines = ["Artikelliste", "3 artikler", ""]
    for number, (title, source, date, writer, paragraphs) in enumerate(TRUTH):
        year, month, day = date.split("-")
        written = f"{int(day)}. {MONTHS[month]} {year}"
        key = f"e6a1b2c{number}"
        lines += [title]
        if layout == "bars":
            parts = [source, dotted(date), "1. sektion", "Side 4", writer, "53 ord"]
            lines.append(" | ".join([*filter(None, parts), f"artikel-id: {key}", "Original url"]))
        elif layout == "commas":
            lines.append(f"{source}, {written}, side 4, 53 ord, Id: {key}")
        else:
            lines += [source, written, "Side 4", "53 ord", f"Artikel-id: {key}"]
        lines += [f"Af {writer}"] * (bool(writer) and layout != "bars")
        lines += ["", *"\n\n".join(paragraphs).split("\n"), ""]
        lines += [RIGHTS, ""] * rights
    return "\n".join([*lines, *[RIGHTS] * (not rights)])


@pytest.mark.parametrize("layout", ["bars", "commas", "lines"])
@pytest.mark.parametrize("rights", [True, False])
def test_an_export_of_infomedia_is_its_articles(tmp_path, layout, rights):
    found = read_articles(tmp_path, infomedia(layout, rights).encode())
    assert [(*one[:3], one[3].replace("\n\n", "\n")) for one in told(found)] == TEXTS
    assert [one.author for one in found] == [writer for _, _, _, writer, _ in TRUTH]


@pytest.mark.parametrize("layout", ["bars", "commas", "lines"])
def test_an_export_of_infomedia_as_a_web_page(tmp_path, layout):
    found = read_articles(tmp_path, page_of(infomedia(layout)).encode(), "artikler.html")
    assert [(*one[:3], one[3].replace("\n\n", "\n")) for one in told(found)] == TEXTS


NEXIS = """User Name: Seterhøgskolen
Date and Time: 1. maj 2018
Documents (2)
1. Geita er løs
Client/Matter: -None-
2. Ku på veien

Geita er løs
Fjellbladet
12. marts 2018 mandag
Copyright 2018 Fjellbladet All Rights Reserved

Section: KULTUR; Pg. 4
Length: 53 words
Byline: KARI BAKKEN
Body

Geita i Lia har revet seg.
Ingen vet hvor hun er.

Load-Date: March 13, 2018
End of Document

Ku på veien
Fjellbladet
April 2, 2018 Monday
Copyright 2018 Fjellbladet
Length: 9 words
Body

Kua stod der i natt.

Classification
Language: NORWEGIAN
Load-Date: April 2, 2018
End of Document
"""
OLD_NEXIS = """                    1 of 2 DOCUMENTS

                     Fjellbladet

                    12. marts 2018

Geita er løs

BYLINE: KARI BAKKEN
SECTION: KULTUR; s. 4
LENGTH: 53 words

Geita i Lia har revet seg.
Ingen vet hvor hun er.

LOAD-DATE: March 13, 2018
                    2 of 2 DOCUMENTS

                     Fjellbladet

                    2. april 2018

Ku på veien

LENGTH: 9 words

Kua stod der i natt.

LOAD-DATE: April 2, 2018
"""


@pytest.mark.parametrize("text", [NEXIS, OLD_NEXIS])
def test_an_export_of_nexis_is_its_articles(tmp_path, text):
    found = read_articles(tmp_path, text.encode())
    assert told(found) == [
        ("Geita er løs", "Fjellbladet", "2018-03-12",
         "Geita i Lia har revet seg.\nIngen vet hvor hun er."),
        ("Ku på veien", "Fjellbladet", "2018-04-02", "Kua stod der i natt."),
    ]  # fmt: skip
    assert (found[0].author, found[0].section) == ("Kari Bakken", "KULTUR")


def test_a_medium_becomes_a_column_and_the_writer_an_author(make_corpus):
    index = read_corpus(make_corpus({"no/u.txt": retriever("nb"), **OTHER})).documents
    rows = index[index["country"] == "NO"]
    assert set(rows["medium"]) == {"nett"} and "Kari Bakken" in set(rows["author"])
    assert rows["source"].tolist() == [source for _, source, _, _, _ in TRUTH]


@pytest.mark.parametrize(
    "text",
    ["Et brev\n\nOslo, 12. mars 2018\n\nKjære bror. Publisert på nett har jeg ikke.\n",
     "Tittel\nFjellbladet, 12.03.2018\n\nKua stod der.\n",
     "Artikler om ku:\n\n> sagt, av en annen\n\nKua stod der.\n"],
)  # fmt: skip
def test_a_text_by_itself_is_no_export(tmp_path, text):
    assert read_articles(tmp_path, text.encode()) == []


@pytest.mark.parametrize("cut", range(40, 1500, 130))
@pytest.mark.parametrize(
    "make", [lambda: retriever("sv"), lambda: infomedia("bars"), lambda: NEXIS]
)
def test_an_export_that_is_cut_off_stops_nothing(make_corpus, make, cut):
    data = make().encode()[:cut]
    found = read_corpus(make_corpus({"no/u.txt": data, **OTHER}))
    assert (found.inventory["file"] == "no/u.txt").sum() == 1
    assert all("\n" not in reason for reason in found.inventory["reason"])


@pytest.mark.parametrize(
    "line",
    ["Fjellbladet | 12.03.2018 | Side 4 | 53 ord", "Fjellbladet d. 12. marts 2018, side 4",
     "Fjellbladet • Publisert 12.03.2018 kl. 05:30 • (53 ord)", "Fjellbladet, 12 mars 2018",
     "mandag den 12. marts 2018, Fjellbladet, Sektion 2, Id: e6a1b2c3", "Fjellbladet\t2018-03-12"],
)  # fmt: skip
def test_heads_are_known_in_many_forms(line):
    parts = dict(reversed(parts_of(line)))
    assert parts["other"] == "Fjellbladet" and "2018" in parts["date"]


@pytest.mark.parametrize(
    "line",
    ["Den 12. marts 2018 løp geita sin vei.", "Hun løp 12. mars 2018, og kom aldri igjen",
     "Geita er løs", "Oslo, Bergen, Tromsø", "Av nød", "53 sauer", "Se side 4 for mer om saka"],
)  # fmt: skip
def test_prose_is_no_head(line):
    assert parts_of(line) == []


@pytest.mark.parametrize("line", ["--- Artikkel 9 ---", "<doc id=9>", "*** SLUT PÅ TEXT ***"])
def test_a_container_that_nobody_knows_is_told(make_corpus, line):
    prose = "Geita i Lia har revet seg, og ingen vet hvor hun er. " * 3
    text = "\n".join(f"{line.replace('9', str(n))}\n\n{prose}" for n in range(1, 6))
    found = read_corpus(make_corpus({"no/u.txt": text, **OTHER}))
    assert "a line keeps coming back" in found.documents.set_index("doc_id")["unread"]["no/u"]


@pytest.mark.parametrize(
    "line", ["* * *", "---", "--- Side 9 ---", "### Kapittel 9", "Omkved: hei"]
)
def test_sections_and_pages_of_one_text_are_no_container(tmp_path, line):
    prose = "Geita i Lia har revet seg, og ingen vet hvor hun er. " * 3
    path = tmp_path / "u.txt"
    path.write_text("\n".join(f"{line.replace('9', str(n))}\n\n{prose}" for n in range(1, 6)))
    assert format_of(path) is None
