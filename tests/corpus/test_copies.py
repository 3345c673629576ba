"""Copies among documents: the same words, nearly the same, or a piece of another."""

import random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nordtema.corpus.copies import Copy, copies_table, find_copies
from nordtema.corpus.documents import CountryTexts, merge
from nordtema.corpus.reposts import bare_text
from nordtema.study import Corpus

POST = "Ferja til øya går ikke i morgen fordi stormen har revet med seg kaia"
OTHER = "Biblioteket på torget holder åpent hele natta når eksamen står for døra"


def documents(number: int) -> list[str]:
    draw = random.Random(7)
    words = [f"ord{n}" for n in range(3000)]
    return [" ".join(draw.choices(words, k=120)) for _ in range(number)]


def test_exact_and_near_copies_are_found():
    texts = documents(200)
    near = texts[3].split()
    near[60] = "annet"
    texts += [texts[10], " ".join(near), texts[20].upper() + "!", "", "", "kort", "kort", "stutt"]
    rows = find_copies(texts)
    assert [(row.index, row.original) for row in rows] == [
        (200, 10),
        (201, 3),
        (202, 20),
        (206, 205),
    ]
    assert rows[0].similarity == rows[2].similarity == 1.0
    assert rows[1].similarity == pytest.approx(111 / 121)


def test_copies_point_to_the_one_that_is_kept():
    text = documents(1)[0]
    assert find_copies([text, text, text]) == [Copy(1, 0, 1.0, "copy"), Copy(2, 0, 1.0, "copy")]


def test_below_the_threshold_nothing_is_found():
    one, other = documents(2)
    half = " ".join(one.split()[:60] + other.split()[60:])
    assert find_copies([one, half]) == []
    assert len(find_copies([one, half], threshold=0.25)) == 1


def test_every_planted_copy_at_the_threshold_is_found():
    texts = documents(400)
    copies = []
    for text in texts:
        words = text.split()
        words[50] = words[51] = "x"
        copies.append(" ".join(words))
    assert len(find_copies(texts + copies)) == 400


def test_the_threshold_is_checked():
    with pytest.raises(ValueError, match="threshold"):
        find_copies(["a"], threshold=0)


@pytest.mark.parametrize(
    "copy",
    [
        f"RT @ferjefolk: {POST}",
        f"RT ⟨handle⟩: {POST}",
        f"RT ferjefolk: {POST}",
        f"rt @ferjefolk {POST} #øya",
        f"MT @ferjefolk: {POST} https://t.co/aB3dE",
        f"RT @a: RT @b: {POST}",
        f"Retweeted Ferjefolk (@ferjefolk): {POST}",
        f"Ferjefolk retweetet: {POST}",
        f"VS: {POST}",
        f"Fwd: Sv: {POST}",
        f"{POST} (via @ferjefolk)",
        f"{POST} via ⟨handle⟩ ⟨url⟩",
        f"Å nei! RT @ferjefolk: {POST}",
        "RT @ferjefolk: Ferja til øya går ikke i morgen fordi stor…",
        "RT @ferjefolk: Ferja til øya går ikke i morgen … https://t.co/aB3dE",
        "Ferja til øya går ikke i morgen fordi stormen har…",
    ],
)
def test_a_repost_is_a_copy_whatever_stands_around_it(copy):
    for pair in ([POST, copy], [copy, POST]):
        (found,) = find_copies(pair)
        assert (found.index, found.original) == (1, 0)
    assert find_copies([OTHER, copy]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Takk for en fin dag i fjellet alle sammen, vi ses neste år på Finse",
         "Takk for en fin dag i fjellet alle sammen, men nå gjør beina vondt"),
        ("Gratulerer så mye med dagen til alle", "Gratulerer så mye med dagen til alle i Bergen"),
        ("Vi har åpent i dag fra ti til fire", "Vi har åpent i dag fra ti til seks"),
        (POST, f"{POST}. Det er tredje gang i vinter, og kommunen har ikke råd til en ny."),
        (POST, f"RT @ferjefolk: {OTHER}"),
        ("RT @a: Ja, det er jeg helt enig i", f"Ja, det er jeg helt enig i. {POST}. {OTHER}"),
    ],
)  # fmt: skip
def test_different_posts_that_share_a_phrase_are_no_copies(one, other):
    assert find_copies([one, other]) == find_copies([other, one]) == []


def test_marks_are_taken_off_for_comparing_and_told():
    bare = bare_text("RT @ferjefolk: Ferja går ikke i mor…")
    assert bare.words == ("ferja", "går", "ikke", "i") and bare.repost and bare.cut
    answer = bare_text("Sv: Ferja går i dag.")
    assert answer.words == ("ferja", "går", "i", "dag") and not (answer.repost or answer.cut)
    tagged = bare_text("Skole &amp; havn #skole")
    assert tagged.words == ("skole", "havn", "skole")


@given(st.text("RTVS@:# …⟨⟩abw.:/()", max_size=60))
def test_any_text_can_be_bared(text):
    assert all(bare_text(text).words)


def test_with_a_threshold_of_one_only_the_same_words_are_a_copy():
    texts = [POST, f"RT @a: {POST}", f"{POST} nå", "RT @a: Ferja til øya går ikke i morgen …"]
    assert [copy.index for copy in find_copies(texts, 1)] == [1]


def test_a_copy_of_a_copy_that_is_unlike_the_original_stays():
    words = [f"ord{n}" for n in range(60)]
    drift = [" ".join(words[n : n + 40]) for n in (0, 4, 8)]
    assert [(copy.index, copy.original) for copy in find_copies(drift)] == [(1, 0)]


def test_short_texts_that_may_be_alike_by_chance_are_compared_within_a_group_only():
    short = "Jeg er helt enig i det"
    assert find_copies([short, short], groups=["nb", "da"]) == []
    assert len(find_copies([short, short], groups=["nb", "nb"])) == 1
    assert len(find_copies([POST, POST], groups=["nb", "da"])) == 1
    for repost in (f"RT @a: {short}", "RT @a: Jeg er helt enig i …"):
        assert [copy.index for copy in find_copies([short, repost], groups=["nb", "da"])] == [1]
        assert [copy.index for copy in find_copies([repost, short], groups=["nb", "da"])] == [1]
    assert len(find_copies([POST, "RT @a: Ferja til øya går ikke …"], groups=["nb", "da"])) == 1


@pytest.mark.slow
def test_many_posts_of_one_phrase_take_linear_time():
    draw = random.Random(3)
    texts = [f"God morgen til alle sammen herfra {draw.random()} {n}" for n in range(3000)]
    assert find_copies(texts) == []


# ---------------------------------------------------------------- which of them stays


DANISH = "Færgen sejler ikke i morgen, fordi stormen har taget broen, siger kaptajnen på øen"


def merged(rows: list[tuple[str, str, str, str, str]], rules: Corpus | None = None):
    """Documents and copies of (doc_id, country, language, date, text), beside two fillers."""
    fill = [("x-no", "NO", "nb", "", OTHER), ("x-dk", "DK", "da", "", "Der er is på vejen i dag")]
    table = pd.DataFrame([*rows, *fill], columns=["doc_id", "country", "language", "date", "text"])
    documents = table.drop(columns="text").assign(author="", status="kept", reason="")
    segments = table.drop(columns=["country", "date"]).assign(
        segment_id=table["doc_id"] + "#1", part=0, kind="post", writer=""
    )
    _, documents = merge(
        [CountryTexts(segments, documents, pd.DataFrame(), pd.DataFrame())], rules or Corpus()
    )
    return documents.set_index("doc_id"), copies_table(documents)


def test_the_one_at_home_stays_though_others_are_older_or_first():
    documents, copies = merged(
        [("a", "NO", "da", "2001", DANISH), ("b", "DK", "da", "2011-04-15", DANISH)]
    )
    assert documents.loc["a", "status"] == "dropped" and documents.loc["b", "status"] == "kept"
    assert documents.loc["a", "reason"] == "copy of b"
    assert copies.iloc[0].tolist() == ["a", "NO", "b", "DK", 1.0, "copy", 0]


@pytest.mark.parametrize(
    ("dates", "texts", "stays"),
    [(("2012", "2011", "2013"), (POST, POST, POST), "b"),
     (("", "2011", ""), (POST, POST, POST), "b"),
     (("", "", ""), (POST, POST, POST), "a"),
     (("2011", "2012", "2013"), (f"RT @x: {POST}", POST, POST), "b")],
)  # fmt: skip
def test_of_a_group_the_oldest_original_stays(dates, texts, stays):
    pairs = zip("abc", dates, texts, strict=True)
    rows = [(doc_id, "NO", "nb", date, text) for doc_id, date, text in pairs]
    documents, _ = merged(rows)
    assert set(documents.index[documents["status"] == "kept"]) == {stays, "x-dk", "x-no"}
    assert set(documents.loc[list("abc"), "original"]) == {stays}


def test_copies_that_count_each_are_kept_and_listed():
    rules = Corpus(reposts="each")
    documents, copies = merged([("a", "NO", "nb", "", POST), ("b", "NO", "nb", "", POST)], rules)
    assert set(documents["status"]) == {"kept"}
    assert copies[["doc_id", "copy_of", "kept"]].to_numpy().tolist() == [["b", "a", 1]]


def test_short_texts_that_differ_in_one_word_are_two_unless_one_is_marked():
    words = "the ferry to the outer islands leaves at six from the new quay and takes forty cars"
    other = words.replace("forty cars", "sixty cars")
    assert find_copies([f"{words} today", f"{other} today"], 0.7) == []
    assert find_copies([f"{words} today", f"RT @island: {words} …"], 0.7)[0].index == 1
    longer = " ".join(
        [words, "while the old one is mended in the yard across the sound", words[::-1]]
    )
    assert find_copies([longer, longer.replace("forty", "sixty", 1)], 0.7)[0].index == 1


def test_a_country_that_writes_the_same_norm_is_at_home_in_it_too(finland):
    """Of two at home the older one stays; one abroad does not, however old."""
    swedish = "Fartyget ligger vid kajen medan måsarna skriker över hamnen och fiskaren bär torsk."
    rows = [("a", "NO", "sv", "2001", swedish), ("b", "SE", "sv", "2011", swedish),
            ("c", "FI", "sv", "2010", swedish)]  # fmt: skip
    documents, _ = merged(rows)
    assert documents.loc[["a", "b", "c"], "status"].tolist() == ["dropped", "dropped", "kept"]
