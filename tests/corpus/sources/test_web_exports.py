"""Exports of blogs, comments and platforms, and web archives of pages."""

import json
import quopri

import pytest

from nordtema.corpus.documents import read_country
from nordtema.corpus.sources import read_corpus, read_text
from nordtema.study import Corpus

OTHER = {"dk/a.txt": "Bonden sår byg i maj, og naboen låner hesten, når marken skal harves."}
GOAT = "Geita i Lia har revet seg, og budeia leter i skogen hele dagen."
COW = "Kua stod på veien i natt, sier naboen, og ingen kom forbi."


def rows_of(make_corpus, name: str, data: str | bytes):
    found = read_corpus(make_corpus({name: data, **OTHER})).documents
    return found[found["country"] == "NO"]


def told(rows, *columns: str) -> list[tuple]:
    return list(rows[list(columns)].itertuples(index=False, name=None))


# ---------------------------------------------------------------- Blogger

KIND = '<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#{}"/>'


def entry(kind: str, key: str, content: str, more: str = "", newer: bool = False) -> str:
    kinds = f"<blogger:type>{kind.upper()}</blogger:type>" if newer else KIND.format(kind)
    return (
        f"<entry><id>{key}</id>{kinds}<title>Tittel {key}</title><published>2012-05-0{key}T10:00:00"
        f"+02:00</published><author><name>Kari Bakken</name><email>k@b.no</email></author>"
        f'<content type="html">&lt;p&gt;{content}&lt;/p&gt;</content>{more}</entry>'
    )


def blog(newer: bool) -> str:
    answer = (
        "<blogger:parent>1</blogger:parent>" if newer
        else '<thr:in-reply-to ref="1" href="x"/>'
    )  # fmt: skip
    draft = (
        "<blogger:status>DRAFT</blogger:status>" if newer
        else "<app:control><app:draft>yes</app:draft></app:control>"
    )  # fmt: skip
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="a" '
        'xmlns:thr="t" xmlns:blogger="http://schemas.google.com/blogger/2018">'
        + entry("settings", "9", "Innstilling", newer=newer)
        + entry("post", "1", GOAT, newer=newer)
        + entry("comment", "2", COW, answer, newer)
        + entry("post", "3", "Utkast", draft, newer)
        + entry("post", "4", COW, newer=newer)
        + "</feed>"
    )


@pytest.mark.parametrize("newer", [False, True])
def test_posts_of_blogger_with_their_comments(make_corpus, newer):
    corpus = make_corpus({"no/blogg.xml": blog(newer), **OTHER})
    rows = rows_of(make_corpus, "no/blogg.xml", blog(newer))
    assert told(rows, "title", "date", "author") == [
        ("Tittel 1", "2012-05-01", "Kari Bakken"), ("Tittel 4", "2012-05-04", "Kari Bakken"),
    ]  # fmt: skip
    found = read_country(read_corpus(corpus).documents, "NO", Corpus()).segments
    assert found["kind"].tolist() == ["post", "comment", "post"]
    assert "k@b.no" not in "".join(rows["text"])


# ---------------------------------------------------------------- Disqus

DISQUS = f"""<?xml version="1.0"?><disqus xmlns="http://disqus.com"
 xmlns:dsq="http://disqus.com/disqus-internals"><category dsq:id="5"/>
<thread dsq:id="7"><title>Geita er løs</title><author><name>X</name></author></thread>
<post dsq:id="1"><message>&lt;p&gt;{GOAT}&lt;/p&gt;</message>
<createdAt>2013-02-01T08:00:00Z</createdAt>
<isDeleted>false</isDeleted><isSpam>false</isSpam><author><email>a@b.no</email><name>Ola Haug</name>
</author><ipAddress>1.2.3.4</ipAddress><thread dsq:id="7"/></post>
<post dsq:id="2"><message>Kjøp ur</message><isDeleted>false</isDeleted><isSpam>true</isSpam>
<thread dsq:id="7"/></post></disqus>"""


def test_comments_of_disqus_are_texts_of_their_writers(make_corpus):
    rows = rows_of(make_corpus, "no/disqus.xml", DISQUS)
    assert told(rows, "text", "author", "date", "title", "thread") == [
        (GOAT, "Ola Haug", "2013-02-01", "Geita er løs", "7")
    ]


# ---------------------------------------------------------------- pages

PAGE = f"""<!DOCTYPE html><html><head><title>Geita</title></head><body><nav>Meny</nav>
<article><h1>Geita er løs</h1><p>{GOAT}</p><p>{COW} – æøå</p></article></body></html>"""


def archived(encoding: str, start: bool) -> bytes:
    body = {
        "quoted-printable": quopri.encodestring(PAGE.encode()),
        "8bit": PAGE.encode(),
    }[encoding]
    named = '\tstart="<side>";\n' if start else ""
    after = b"\n\n------x\nContent-Type: text/html\n\n<p>ramme 12345678</p>\n------x--\n"
    before = (
        "From: <Saved by Blink>\nSubject: Geita\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/related;\n\ttype="text/html";\n{named}\tboundary="----x"\n\n'
        "------x\nContent-Type: text/css\n\nbody {color: red}\n\n"
        f"------x\nContent-Type: text/html; charset=utf-8\nContent-ID: <side>\n"
        f"Content-Transfer-Encoding: {encoding}\n\n"
    )
    return before.encode() + body + after


@pytest.mark.parametrize("encoding", ["quoted-printable", "8bit"])
@pytest.mark.parametrize("start", [True, False])
def test_a_web_archive_gives_the_text_of_its_page(make_corpus, encoding, start):
    files = {"no/a.mhtml": archived(encoding, start), "no/b.html": PAGE, **OTHER}
    index = read_corpus(make_corpus(files)).documents
    found = read_country(index, "NO", Corpus(near_duplicate=1.0)).segments
    texts = found.groupby("doc_id")["text"].agg("\n".join)
    assert texts["no/a"] == texts["no/b"] and "ramme" not in texts["no/a"]
    assert read_text(index.set_index("doc_id").loc["no/a"])


# ---------------------------------------------------------------- platforms


def listing(*children: dict) -> dict:
    things = [{"kind": "t3" if "title" in one else "t1", "data": one} for one in children]
    return {"kind": "Listing", "data": {"children": things}}


ANSWER = {"id": "c2", "link_id": "t3_p1", "author": "ola", "body": COW, "created_utc": 1330000100}
REDDIT = [
    listing({"id": "p1", "title": "Geit", "selftext": GOAT, "author": "kari", "subreddit": "norge",
             "created_utc": 1330000000.0}),
    listing({"id": "c1", "link_id": "t3_p1", "author": "x", "body": "[deleted]",
             "created_utc": 1330000050, "replies": listing(ANSWER)}),
]  # fmt: skip
YOUTUBE = {"kind": "youtube#commentThreadListResponse", "items": [{
    "id": "t", "snippet": {"videoId": "v1", "topLevelComment": {
        "id": "t", "snippet": {"textOriginal": GOAT, "authorDisplayName": "kari",
                               "publishedAt": "2012-02-23T12:26:40Z"}}},
    "replies": {"comments": [{"id": "r", "snippet": {
        "textDisplay": COW, "authorDisplayName": "ola", "publishedAt": "2012-02-23T12:28:20Z"}}]},
}]}  # fmt: skip
GRAPH = {"data": [{"id": "1", "message": GOAT, "created_time": "2012-02-23T12:26:40+0000",
                   "from": {"name": "kari", "id": "9"}, "shares_total": 4,
                   "comments": {"data": [{"id": "2", "message": COW, "from": {"name": "ola"},
                                          "created_time": "2012-02-23T12:28:20+0000"}]}}
]}  # fmt: skip
VIDEO = {"id": "v1", "extractor": "youtube", "title": "Geit", "comments": [
    {"id": "a", "text": GOAT, "author": "kari", "timestamp": 1330000000},
    {"id": "b", "text": COW, "author": "ola", "timestamp": 1330000100},
]}  # fmt: skip


def garbled(text: str) -> str:
    return text.encode().decode("latin-1")


DOWNLOADED = {"comments_v2": [
    {"timestamp": 1330000000, "data": [{"comment": {"comment": garbled(GOAT), "author": "kari"}}]},
    {"timestamp": 1330000100, "data": [{"comment": {"comment": garbled(COW), "author": "ola"}}]},
]}  # fmt: skip
MESSAGES = {"participants": [{"name": "kari"}], "messages": [
    {"sender_name": "kari", "timestamp_ms": 1330000000000, "content": garbled(GOAT)},
    {"sender_name": "ola", "timestamp_ms": 1330000100000, "content": garbled(COW)},
]}  # fmt: skip


@pytest.mark.parametrize("value", [REDDIT, YOUTUBE, GRAPH, VIDEO, DOWNLOADED, MESSAGES])
def test_posts_and_comments_of_platforms_with_their_writers(make_corpus, value):
    corpus = make_corpus({"no/innlegg.json": json.dumps(value), **OTHER})
    index = read_corpus(corpus).documents
    rows = index[index["country"] == "NO"]
    assert sorted(told(rows, "text", "author")) == [(GOAT, "kari"), (COW, "ola")]
    dates = read_country(index, "NO", Corpus()).documents["date"]
    assert set(dates) == {"2012-02-23"}


def test_further_columns_of_a_table_that_looks_like_one_of_a_platform_stay(make_corpus):
    rows = rows_of(make_corpus, "no/innlegg.json", json.dumps(GRAPH))
    assert rows["shares_total"].tolist()[0] == "4" and set(rows["thread"]) == {"1"}


@pytest.mark.parametrize(
    "head",
    ["Comment ID,Channel ID,Comment Create Timestamp,Video ID,Comment Text",
     "Facebook Id,Page Name,Post Created Date,Total Interactions,Message"],
)  # fmt: skip
def test_tables_of_platforms_are_read_by_their_heads(make_corpus, head):
    rows = rows_of(make_corpus, "no/t.csv", f'{head}\n1,Lia,2012-02-23,9,"{GOAT}"\n')
    assert told(rows, "text", "date") == [(GOAT, "2012-02-23")]


@pytest.mark.parametrize("cut", range(0, 900, 60))
@pytest.mark.parametrize("name", ["blogg.xml", "disqus.xml", "side.mhtml", "post.json"])
def test_what_is_cut_off_stops_nothing(make_corpus, name, cut):
    whole = {
        "blogg.xml": blog(False).encode(), "disqus.xml": DISQUS.encode(),
        "side.mhtml": archived("8bit", True), "post.json": json.dumps(REDDIT).encode(),
    }  # fmt: skip
    found = read_corpus(make_corpus({f"no/{name}": whole[name][:cut], **OTHER}))
    reasons = found.inventory[found.inventory["file"] == f"no/{name}"]["reason"]
    assert len(reasons) == 1 and "\n" not in reasons.iloc[0]
