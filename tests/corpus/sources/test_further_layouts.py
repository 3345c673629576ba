"""Two more layouts of each kind of export, after what is publicly told of them."""

import json
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pandas as pd
import pytest
from test_office import docx

from nordtema.workflow.importing import import_texts

RULE = "=" * 78
RIGHTS = (
    "Alt materiale i Infomedia er omfattet af lov om ophavsret og må ikke kopieres uden særlig "
    "tilladelse."
)

RETRIEVER_SE = f"""Sökord: ko
Period: 2012-05-01 – 2012-05-31
Artiklar får ej distribueras utanför den egna organisationen utan godkännande från Retriever

Nyheter:

> Kon är funnen, Fjällbladet, 2012-05-04
> Lammen på torget, Dalnytt, 2012-05-05 08:15


Kon är funnen
NYHETER.
Fjällbladet, 2012-05-04
Sida 7
Publicerat i print.

Kon som försvann förra veckan stod vid ån.

Ägaren är glad, och kon mår bra.©Fjällbladet

Artiklar får ej distribueras utanför den egna organisationen utan godkännande från Retriever
Läs hela artikeln på http://ret.nu/abc1
{RULE}

Lammen på torget
Dalnytt, 2012-05-05 08:15
Publicerat på webb.

Tre lamm stod på torget i morse.

Se webartikeln på http://ret.nu/abc2
{RULE}
"""
RETRIEVER_NO = f"""Utvalgte dokumenter: 2

Kua er funnet

{"-" * 78}

Fjellbladet, 04.05.2012 07:30
Publisert på nett
Profil: Husdyr

Kua som forsvant i forrige uke, stod ved elva.
Eieren er glad.

© Fjellbladet

Se webartikkelen på https://ret.nu/xyz1

{RULE}

Lam på torget

{"-" * 78}

Dalnytt, 05.05.2012
Publisert på trykk
Seksjon: Nyheter Side: 4

Tre lam stod på torget i dag tidlig.

© Dalnytt

{RULE}
"""
INFOMEDIA_BARS = f"""Koen er fundet
Fjeldbladet | 04.05.2012 | Indland | Side 7 (2. sektion) | 512 ord | Artikel-id: e2f6a7b8

Af KAREN HOLM

Koen, der forsvandt i sidste uge, stod ved åen.

Ejeren er glad, og koen har det godt.

{RIGHTS}

Vand i brønden
Dalposten | 05.05.2012 | Side 2 | 61 ord | Artikel-id: e2f6a7b9

Brønden er fuld efter regnen.

{RIGHTS}
"""
INFOMEDIA_LINES = f"""Koen er fundet

4. maj 2012
Fjeldbladet
Side 7
Karen Holm
512 ord
Artikel-id: e2f6a7b8

Koen, der forsvandt i sidste uge, stod ved åen.

Vand i brønden

5. maj 2012
Dalposten
Side 2
61 ord
Artikel-id: e2f6a7b9

Brønden er fuld efter regnen.

{RIGHTS}
"""
NEXIS_NEW = """Page 1 of 3
Koen er fundet
Fjeldbladet (Danmark)
4. maj 2012 fredag 06:00 AM GMT
Copyright 2012 Fjeldbladet A/S Alle rettigheder forbeholdes
Section: INDLAND; S. 7; 2. sektion
Length: 31 words
Byline: Karen Holm
Dateline: DALEN
Highlight: Ejeren er glad.
Body
Koen, der forsvandt i sidste uge, stod ved åen.
Ejeren er glad, og koen har det godt.
Graphic
Foto: Jens Vang
Classification
Language: DANISH; DANSK
Publication-Type: Avis
Journal Code: FJB
Load-Date: May 5, 2012
End of Document
Vand i brønden
Dalposten
5. maj 2012 lørdag
Copyright 2012 Dalposten
Length: 6 words
Body
Brønden er fuld efter regnen.
Load-Date: May 5, 2012
End of Document"""
NEXIS_OLD = """
                               1 of 2 DOCUMENTS


                                  Fjällbladet

                             4 maj 2012 fredag

Kon är funnen

BYLINE: KARIN EK

SECTION: NYHETER; s. 7

LENGTH: 19 words


Kon som försvann förra veckan stod vid ån.

Ägaren är glad, och kon mår bra.

LOAD-DATE: May 5, 2012

LANGUAGE: SWEDISH; SVENSKA

PUBLICATION-TYPE: Tidning


                     Copyright 2012 Fjällbladet AB


                               2 of 2 DOCUMENTS


                                    Dalnytt

                            5 maj 2012 lördag

Lammen på torget

LENGTH: 7 words


Tre lamm stod på torget i morse.

LOAD-DATE: May 5, 2012
"""
SPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
)
WORDPRESS_NEW = f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.4" created="2024-01-01 10:00" -->
<rss version="2.0" {SPACES}><channel><title>Setra</title>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[anne1]]></wp:author_login>
<wp:author_email><![CDATA[anne@setra.example]]></wp:author_email>
<wp:author_display_name><![CDATA[Anne Moen]]></wp:author_display_name></wp:author>
<item><title><![CDATA[Osten er ferdig]]></title><dc:creator><![CDATA[anne1]]></dc:creator>
<pubDate>Fri, 04 May 2012 08:00:00 +0000</pubDate>
<content:encoded><![CDATA[<!-- wp:paragraph -->
<p>Osten er ferdig, og han er god i år.</p>
<!-- /wp:paragraph -->

<!-- wp:quote --><blockquote><p>Best i dalen!</p></blockquote><!-- /wp:quote -->]]>
</content:encoded>
<excerpt:encoded><![CDATA[Kort om osten]]></excerpt:encoded>
<wp:post_id>7</wp:post_id><wp:post_date><![CDATA[2012-05-04 10:00:00]]></wp:post_date>
<wp:status><![CDATA[publish]]></wp:status><wp:post_type><![CDATA[post]]></wp:post_type>
<category domain="category" nicename="mat"><![CDATA[Mat]]></category>
<wp:comment><wp:comment_author><![CDATA[Sponsor]]></wp:comment_author>
<wp:comment_content><![CDATA[Kjøp billig ost her]]></wp:comment_content>
<wp:comment_approved><![CDATA[spam]]></wp:comment_approved></wp:comment></item>
<item><title>ost.jpg</title><content:encoded><![CDATA[]]></content:encoded>
<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type></item>
<item><title>Meny</title><content:encoded><![CDATA[Til toppen av siden]]></content:encoded>
<wp:status>publish</wp:status><wp:post_type>nav_menu_item</wp:post_type></item>
</channel></rss>"""
WORDPRESS_OLD = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" {SPACES.replace("1.2", "1.0")}>
<channel><title>Setra</title><link>http://setra.example</link>
<item><title>Smør &amp; rømme</title><pubDate>Sat, 05 May 2012 06:30:00 +0000</pubDate>
<dc:creator>Per Lie</dc:creator>
<content:encoded><![CDATA[[caption id="a1" width="300"]<img src="s.jpg" /> På setra[/caption]
Smøret er ferdig kinna.

R&oslash;mmen st&aring;r i kjelleren.]]></content:encoded>
<wp:post_date>0000-00-00 00:00:00</wp:post_date><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type></item></channel></rss>"""
TEI_BOOK = """<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="tei_all.rng"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="da"><teiHeader><fileDesc>
<titleStmt><title type="main">Fra ådalen</title><title type="sub">En skildring</title>
<author><persName><forename>Anna</forename> <surname>Vang</surname></persName></author></titleStmt>
<publicationStmt><publisher>Samlingen</publisher><date when="2019">2019</date></publicationStmt>
<sourceDesc><biblStruct><monogr><title>Fra ådalen</title><imprint><pubPlace>Ribe</pubPlace>
<date when="1871">1871</date></imprint></monogr></biblStruct></sourceDesc></fileDesc></teiHeader>
<text><front><titlePage><docTitle><titlePart>FRA ÅDALEN</titlePart></docTitle></titlePage></front>
<body><div type="chapter"><head>Foraaret</head><pb n="3"/>
<p>Koen gik <hi rend="italic">langsomt</hi> ned mod aaen<note place="bottom">En biflod.</note>, og
ingen saa <choice><sic>dne</sic><corr>den</corr></choice> igen før afte<lb break="no"/>nen kom.</p>
</div></body></text></TEI>"""
TEI_LETTERS = """<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Breve</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>
</fileDesc></teiHeader>
<TEI><teiHeader><fileDesc><titleStmt><title>Brev til Jens</title></titleStmt><publicationStmt><p/>
</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><correspDesc>
<correspAction type="sent"><persName>Anna Vang</persName><date when="1872-04-01"/></correspAction>
<correspAction type="received"><persName>Jens Holm</persName></correspAction></correspDesc>
</profileDesc></teiHeader><text><body><p>Kære Jens, sneen er væk.</p></body></text></TEI>
<TEI><teiHeader><fileDesc><titleStmt><title>Brev til Anna</title></titleStmt><publicationStmt><p/>
</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><correspDesc>
<correspAction type="sent"><persName>Jens Holm</persName><date when="1872-04-09"/></correspAction>
</correspDesc></profileDesc></teiHeader><text><body><p>Kære Anna, her ligger den endnu.</p></body>
</text></TEI></teiCorpus>"""
MAILMAN = """From anne at setra.example  Fri May  4 10:00:00 2012
From: anne at setra.example (Anne Moen)
Date: Fri, 4 May 2012 10:00:00 +0200
Subject: [Seter] Gjerdet
Message-ID: <1@setra.example>

Gjerdet ved elva må settes opp igjen før kyrne slippes.

From per at setra.example  Sat May  5 09:00:00 2012
From: per at setra.example (Per Lie)
Date: Sat, 5 May 2012 09:00:00 +0200
Subject: [Seter] Gjerdet
In-Reply-To: <1@setra.example>
Message-ID: <2@setra.example>

anne at setra.example skrev:
> Gjerdet ved elva må settes opp igjen før kyrne slippes.

Jeg tar med stolper på lørdag.

--
Per

_______________________________________________
Seter mailing list
Seter at setra.example
"""


def takeout() -> bytes:
    """An archive as Google gives it: heads of its own, two forms of the same text."""
    mail = MIMEMultipart("alternative")
    mail["X-GM-THRID"], mail["X-Gmail-Labels"] = "17001", "=?UTF-8?Q?Innboks,_=C3=85rsm=C3=B8te?="
    mail["Delivered-To"] = "liste@setra.example"
    mail["From"] = "=?UTF-8?B?w4VzZSBNb2Vu?= <aase@setra.example>"
    mail["Subject"] = "=?UTF-8?Q?Re:_=C3=85rsm=C3=B8tet?="
    mail["Date"] = "Fri, 4 May 2012 10:00:00 +0200"
    mail.attach(MIMEText("Årsmøtet er flyttet til mandag.\n", "plain", "utf-8"))
    mail.attach(MIMEText("<div>Årsmøtet er flyttet til <b>mandag</b>.</div>", "html", "utf-8"))
    return b"From 17001@xxx Fri May 04 08:00:00 +0000 2012\n" + mail.as_bytes() + b"\n"


SRT = (
    '\ufeff1\r\n00:00:01,000 --> 00:00:03,000\r\n{\\an8}<font color="#ffff00">Hvor er geita?'
    "</font>\r\n\r\n2\r\n00:00:03,500 --> 00:00:05,000\r\n♪ (sang) ♪\r\nHun står ved elva,\r\n"
    "sier naboen.\r\n\r\n3\r\n00:00:05,500 --> 00:00:07,000\r\n- Ja.\r\n- Da går vi.\r\n"
)
VTT = """WEBVTT
Kind: captions
Language: sv

NOTE gjord av en maskin

STYLE
::cue { color: white }

intro
00:01.000 --> 00:03.000 align:start position:0%
<v Karin>Var är <c.gul>geten</c>?</v>

00:03.500 --> 00:05.000
Hon står vid ån, &amp; hon mår bra.
"""
DUMP = "\n".join(
    json.dumps(row)
    for row in (
        {"id": "p1", "subreddit": "norge", "author": "budeia", "created_utc": 1336118400,
         "title": "Geita", "selftext": "Geita er borte, og ingen vet hvor.", "num_comments": 1,
         "permalink": "/r/norge/comments/p1/geita/", "is_self": True, "score": 4},
        {"id": "p2", "subreddit": "norge", "author": "[deleted]", "created_utc": 1336118500,
         "title": "Kua", "selftext": "[removed]", "num_comments": 0, "is_self": True, "score": 0},
        {"id": "p3", "subreddit": "norge", "author": "ola", "created_utc": "1336204800",
         "title": "Kua er funnet", "selftext": "Kua stod ved elva.", "edited": False},
    )
)  # fmt: skip
ANSWER = {"kind": "t1", "data": {"id": "c2", "parent_id": "t1_c1", "link_id": "t3_p1",
          "author": "per", "created_utc": 1336291200.0, "body": "Takk, da går jeg dit.",
          "replies": ""}}  # fmt: skip
THREAD = json.dumps([
    {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": {
        "id": "p1", "subreddit": "norge", "title": "Geita", "selftext": "Hvor er geita mi nå?",
        "author": "budeia", "created_utc": 1336118400.0}}]}},
    {"kind": "Listing", "data": {"children": [
        {"kind": "t1", "data": {"id": "c1", "parent_id": "t3_p1", "link_id": "t3_p1",
         "author": "ola", "created_utc": 1336204800.0, "body": "Hun står ved elva.",
         "replies": {"kind": "Listing", "data": {"children": [ANSWER]}}}},
        {"kind": "more", "data": {"count": 3, "children": ["c9"]}}]}},
])  # fmt: skip

COW_SE = "Kon som försvann förra veckan stod vid ån."
COW_DK = "Koen, der forsvandt i sidste uge, stod ved åen."
GLAD_DK = "Ejeren er glad, og koen har det godt."
#: file, what it holds, and of each text: date, title, author, source, text (None: not told)
EXPORTS = {
    "retriever se": ("sweden/a.txt", RETRIEVER_SE, [
        ("2012-05-04", "Kon är funnen", "", "Fjällbladet",
         f"{COW_SE} Ägaren är glad, och kon mår bra."),
        ("2012-05-05", "Lammen på torget", "", "Dalnytt", "Tre lamm stod på torget i morse.")]),
    "retriever no": ("norway/a.txt", RETRIEVER_NO, [
        ("2012-05-04", "Kua er funnet", "", "Fjellbladet",
         "Kua som forsvant i forrige uke, stod ved elva. Eieren er glad."),
        ("2012-05-05", "Lam på torget", "", "Dalnytt", "Tre lam stod på torget i dag tidlig.")]),
    "infomedia bars": ("denmark/a.txt", INFOMEDIA_BARS, [
        ("2012-05-04", "Koen er fundet", "Karen Holm", "Fjeldbladet", f"{COW_DK} {GLAD_DK}"),
        ("2012-05-05", "Vand i brønden", "", "Dalposten", "Brønden er fuld efter regnen.")]),
    "infomedia lines": ("denmark/a.txt", INFOMEDIA_LINES, [
        ("2012-05-04", "Koen er fundet", "Karen Holm", "Fjeldbladet", COW_DK),
        ("2012-05-05", "Vand i brønden", "", "Dalposten", "Brønden er fuld efter regnen.")]),
    "nexis new": ("denmark/a.docx", docx(NEXIS_NEW.split("\n")), [
        ("2012-05-04", "Koen er fundet", "Karen Holm", "Fjeldbladet (Danmark)",
         f"{COW_DK} {GLAD_DK}"),
        ("2012-05-05", "Vand i brønden", "", "Dalposten", "Brønden er fuld efter regnen.")]),
    "nexis old": ("sweden/a.txt", NEXIS_OLD, [
        ("2012-05-04", "Kon är funnen", "Karin Ek", "Fjällbladet",
         f"{COW_SE} Ägaren är glad, och kon mår bra."),
        ("2012-05-05", "Lammen på torget", "", "Dalnytt", "Tre lamm stod på torget i morse.")]),
    "wordpress new": ("norway/a.xml", WORDPRESS_NEW, [
        ("2012-05-04", "Osten er ferdig", "Anne Moen", "",
         "Osten er ferdig, og han er god i år. Best i dalen!")]),
    "wordpress old": ("norway/a.xml", WORDPRESS_OLD, [
        ("2012-05-05", "Smør & rømme", "Per Lie", "",
         "Smøret er ferdig kinna. Rømmen står i kjelleren.")]),
    "tei book": ("denmark/a.xml", TEI_BOOK, [
        ("1871", "Fra ådalen", "Anna Vang", "",
         "Foraaret Koen gik langsomt ned mod aaen, og ingen saa den igen før aftenen kom.")]),
    "tei letters": ("denmark/a.xml", TEI_LETTERS, [
        ("1872-04-01", "Brev til Jens", "Anna Vang", "", "Kære Jens, sneen er væk."),
        ("1872-04-09", "Brev til Anna", "Jens Holm", "", "Kære Anna, her ligger den endnu.")]),
    "mbox of a list": ("norway/a.mbox", MAILMAN, [
        ("2012-05-04", "Gjerdet", "Anne Moen", "",
         "Gjerdet ved elva må settes opp igjen før kyrne slippes."),
        ("2012-05-05", "Gjerdet", "Per Lie", "", "Jeg tar med stolper på lørdag.")]),
    "mbox of Google": ("norway/a.mbox", takeout(), [
        ("2012-05-04", "Årsmøtet", "Åse Moen", "", "Årsmøtet er flyttet til mandag.")]),
    "srt": ("norway/a.srt", SRT, [
        ("", "", "", "", "Hvor er geita? (sang) Hun står ved elva, sier naboen. Ja. Da går vi.")]),
    "vtt": ("sweden/a.vtt", VTT, [
        ("", "", "", "", "Var är geten? Hon står vid ån, & hon mår bra.")]),
    "reddit dump": ("norway/a.jsonl", DUMP, [
        ("2012-05-04", "Geita", "budeia", "norge", "Geita er borte, og ingen vet hvor."),
        ("2012-05-05", "Kua er funnet", "ola", "norge", "Kua stod ved elva.")]),
    "reddit thread": ("norway/a.json", THREAD, [
        ("2012-05-05", "", "ola", "norge", "Hun står ved elva."),
        ("2012-05-06", "", "per", "norge", "Takk, da går jeg dit."),
        ("2012-05-04", "Geita", "budeia", "norge", "Hvor er geita mi nå?")]),
}  # fmt: skip
COLUMNS = ("date", "title", "author", "source", "text")


def read(folder, name: str, data: str | bytes) -> list[tuple[str, ...]]:
    path = folder / "given" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    import_texts(folder / "given", folder / "made")
    made = pd.read_parquet(folder / "made" / "texts.parquet")
    made = made.reindex(columns=list(COLUMNS)).fillna("")
    made["text"] = [" ".join(text.split()) for text in made["text"]]
    return list(made.itertuples(index=False, name=None))


@pytest.mark.parametrize("kind", EXPORTS)
def test_every_text_with_its_date_title_writer_and_source(kind, tmp_path):
    name, data, expected = EXPORTS[kind]
    assert read(tmp_path, name, data) == expected
