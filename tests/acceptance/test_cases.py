"""What corpora from the field are like, from the file to documents, tokens and inventory.

Each test stands for a kind of fault that crosses rooms; what one room does is tested beside it.
"""

import json
import unicodedata
from dataclasses import dataclass

import pandas as pd
import pytest

from nordtema.corpus.documents import author_evidence, merge, read_country, units_of
from nordtema.corpus.sources import read_corpus
from nordtema.languages import COUNTRIES
from nordtema.study import Corpus, StudyError
from nordtema.vocabulary.tokens import encode
from nordtema.vocabulary.word_types import tokenize

NO = "Osten modnes i kjelleren, og budeia snur den hver morgen før hun går til fjells."
DK = "Osten modnes i kælderen, og malkepigen vender den hver morgen, før hun går på marken."
SE = "Osten mognar i källaren, och mjölkerskan vänder den varje morgon innan hon går till fjälls."
HOME = {"NO": NO, "DK": DK, "SE": SE}


@dataclass(frozen=True)
class Read:
    """A corpus as far as documents.csv: documents by id, segments, inventory."""

    documents: pd.DataFrame
    segments: pd.DataFrame
    inventory: pd.DataFrame

    def tokens(self, doc_id: str) -> list[str]:
        texts = self.segments.loc[self.segments["doc_id"] == doc_id, "text"]
        return [token for text in texts for token in tokenize(text)]

    def sentence(self, doc_id: str) -> str:
        return " ".join(self.tokens(doc_id))

    def column(self, name: str) -> dict[str, str]:
        return self.documents[name].to_dict()

    def lemmas(self, language: str) -> pd.DataFrame:
        units = units_of(self.segments, self.documents.reset_index(), "post")
        found = encode(units).lemmas
        return found[found["language"] == language].set_index("lemma")


def read(path, **rules) -> Read:
    index, rules = read_corpus(path), Corpus(**rules)
    evidence = author_evidence(index.documents)
    parts = [read_country(index.documents, code, rules, None, evidence) for code in COUNTRIES]
    segments, documents = merge(parts, rules)
    return Read(documents.set_index("doc_id"), segments, index.inventory)


@pytest.fixture
def folder(tmp_path):
    """Files by name, as text (UTF-8) or bytes; a text of each country is there already."""

    def make(files: dict[str, str | bytes]):
        home = {"norge/hjemme.txt": NO, "danmark/hjemme.txt": DK, "sverige/hemma.txt": SE}
        for name, content in {**home, **files}.items():
            path = tmp_path / "corpus" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / "corpus"

    return make


@pytest.fixture
def rows(tmp_path):
    """A JSON table of rows, beside a text of each country."""

    def make(*given: dict):
        home = [{"id": f"home {c}", "country": c, "text": text} for c, text in HOME.items()]
        path = tmp_path / "rows.jsonl"
        lines = [json.dumps({"country": "NO", **row}, ensure_ascii=False) for row in given]
        path.write_text("\n".join([*lines, *map(json.dumps, home)]), encoding="utf-8")
        return path

    return make


# ---------------------------------------------------------------- letters and lines


@pytest.mark.slow
def test_old_spelling_is_offered_and_then_read(rows):
    text = (
        "Budeien gik op paa Sæteren, naar Græsset var grønt, og kom først tilbage om Høsten. "
        "Hun vilde sælge Osten i Byen, thi Pengene vare faa, og Aaret havde været haardt."
    )
    path = rows({"id": "old", "country": "DK", "language": "da", "text": text})
    assert "corpus.orthography=historical" in read(path).column("reason")["old"]
    found = read(path, orthography="historical")
    lemmas = found.lemmas("da")
    assert {"græs", "by", "penge", "år"} <= set(lemmas.index)
    assert not {"paa", "naar", "thi", "vilde", "vare", "havde"} & set(lemmas.index)
    assert not lemmas["name"].any()


@pytest.mark.slow
def test_print_and_invisible_signs_leave_words_whole(folder):
    found = read(folder({
        "norge/trykk.txt": "Mei-\neriet kjøper melk fra gårds\u00ad\nbrukene, og NRK-\nreporteren "
        "spør om frukt- og\ngrønn¬\nsakshandelen går bra i de små bygdene.\n",
        "norge/tegn.txt": "Mei\u200deriet kjø\u00adper \u2068melk\u2069 fra \ufb01re gårder\u200e, "
        "og 𝗼𝘀𝘁𝗲𝗻 blir ſolgt\u2009i byen\x0chver lørdag.",
    }))  # fmt: skip
    assert {"Meieriet", "gårdsbrukene", "NRK-reporteren", "frukt", "grønnsakshandelen"} <= set(
        found.tokens("norge/trykk"))  # fmt: skip
    assert (
        found.sentence("norge/tegn")
        == "Meieriet kjøper melk fra fire gårder og osten blir solgt i byen hver lørdag"
    )
    assert found.column("repaired")["norge/trykk"] == "line ends"


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp865", "utf-16", "latin-1"])
def test_files_of_old_machines_give_the_same_words(folder, encoding):
    text = "Gjæsten på øya får både smør og fløte når båten går hjem i måneskinn."
    found = read(folder({"norge/gammel.txt": text.encode(encoding)}))
    assert found.sentence("norge/gammel") == text.rstrip(".")


def test_a_writer_whose_letters_were_spoilt_is_hidden_in_the_text_all_the_same(rows):
    spoilt = "Bjørg Ærfjord".encode().decode("latin-1")
    text = "Bjørg Ærfjord yster geitost på øya. Alle roser osten til Ærfjord, sier naboen."
    found = read(rows({"id": "a", "author": spoilt, "text": text.encode().decode("latin-1")}))
    tokens = found.tokens("a")
    assert {"øya", "yster"} <= set(tokens) and not {"Bjørg", "Ærfjord"} & set(tokens)
    assert found.column("author")["a"].startswith("writer_")


@pytest.mark.parametrize(
    "text",
    ["Osten modnes<br>Budeia synger<BR/>Kua beiter i lia",
     "Osten modnes\\nBudeia synger\\r\\nKua beiter i lia",
     "<ul><li>Osten modnes</li><li>Budeia synger</li><li>Kua beiter i lia</li></ul>",
     "[b]Osten[/b] modnes[br]Budeia synger[br]Kua beiter i lia",
     "Osten modnes&lt;br /&gt;Budeia synger</p><p>Kua beiter i lia"],
)  # fmt: skip
def test_what_parts_lines_parts_words(rows, text):
    found = read(rows({"id": "a", "text": text}))
    assert found.sentence("a") == "Osten modnes Budeia synger Kua beiter i lia"


# ---------------------------------------------------------------- tables


def test_every_row_of_a_table_is_a_document_however_it_is_quoted(tmp_path):
    path = tmp_path / "t.tsv"
    lines = [
        "sep=\t",
        "Nr\tLand\tTekst",
        f'1\tNorge\t"Nei, sa budeia. {NO}',
        f"2\tDanmark\t{DK}",
        f'3\tSverige\t"Jaså", sade hon. {SE}',
        f'10\tNorge\tHun "ystet" igjen. {NO}',
    ]
    path.write_text("\r\n".join(lines), encoding="utf-8-sig")
    found = read(path, near_duplicate=1)
    assert sorted(found.documents.index) == ["1", "10", "2", "3"]
    assert (found.documents["status"] == "kept").all()
    assert found.tokens("1")[:3] == ["Nei", "sa", "budeia"]


def test_languages_and_dates_in_the_words_of_their_sources(rows):
    given = {
        "Fløte.": ("norsk", "17. mai 1998", "nb", "1998-05-17"),
        "Smør.": ("Nynorsk", "895363200", "nn", "1998-05-17"),
        "Rømme.": ("und", "17/5-1998", "nb", "1998-05-17"),
        "Kjerne.": ("<NA>", "35932", "nb", "1998-05-17"),
        "Kinne.": ("nob", "ved midtsommer", "nb", ""),
    }
    table = [
        {"id": word, "language": language, "date": date, "text": f"{NO} {word}"}
        for word, (language, date, *_) in given.items()
    ]
    found = read(rows(*table), near_duplicate=1)
    kept = found.documents.loc[list(given)]
    assert list(zip(kept["language"], kept["date"], strict=True)) == [
        told[2:] for told in given.values()
    ]
    assert "date not understood" in kept["reason"]["Kinne."]


def test_own_columns_and_a_nested_date_take_nothing_from_others(rows):
    found = read(rows(
        {"id": "7", "date": {"$date": "1998-05-17T10:00:00Z"}, "status": "utkast", "text": NO},
        {"id": "007", "date": {"dag": 17}, "status": "ferdig", "text": NO + " To."},
        {"id": "7.0", "date": "1998-05-18", "status": "ferdig", "text": NO + " Tre."},
    ), near_duplicate=1)  # fmt: skip
    assert found.documents.loc[["7", "007", "7.0"], "date"].tolist() == [
        "1998-05-17", "", "1998-05-18"]  # fmt: skip
    assert found.column("own_status")["7"] == "utkast" and found.column("status")["7"] == "kept"
    assert found.inventory.loc[found.inventory["row"] == "2", "reason"].str.contains("date").all()


# ---------------------------------------------------------------- folders and files


def test_each_file_is_a_document_or_has_its_reason(folder):
    found = read(folder({
        "norge/lisensen.txt": "Lisensen for fjernsyn ble dyrere, og mange sluttet å betale i år.",
        "norge/.ipynb_checkpoints/lisensen-checkpoint.txt": "En eldre utgave av den samme teksten.",
        "danmark/brev.docx": b"PK\x03\x04" + b"\0" * 40,
        "sverige/readme.md": "What lies in this folder, and who made it for whom.",
        "sverige/" + unicodedata.normalize("NFD", "fäbod.txt"): "Kulla går till fäboden i juni.",
        "sverige/ro.srt": "1\n00:00:01,000 --> 00:00:03,000\n{\\an8}<i>Båten ror</i>\n\n"
        "2\n00:00:03,100 --> 00:00:05,000\növer fjorden i kväll.\n",
    }))  # fmt: skip
    status = found.column("status")
    assert status["norge/lisensen"] == status["sverige/fäbod"] == status["sverige/ro"] == "kept"
    assert found.sentence("sverige/ro") == "Båten ror över fjorden i kväll"
    assert "Word document" in found.column("reason")["danmark/brev"]
    told = found.inventory.set_index("file")["status"].to_dict()
    assert told["norge/.ipynb_checkpoints/"] == told["sverige/readme.md"] == "ignored"
    assert told["danmark/brev.docx"] == "left out" and set(told.values()) >= {"read"}


def test_a_mail_archive_is_its_mails_without_heads_names_and_quotations(folder):
    mail = (
        "From per@eks.no Sun May 17 10:00:00 1998\nReceived: from eks.no\nSubject: ost\n"
        "From: =?iso-8859-1?Q?P=E5l_=D8deg=E5rd?= <per@eks.no>\n"
        "Content-Type: text/plain; charset=iso-8859-1\n"
        "Content-Transfer-Encoding: quoted-printable\n\n"
        "Osten p=E5 m=F8tet var god, og alle tok to stykker til.\n\n"
        "Den 16. mai skrev Kari:\n> Kommer du?\n\nHilsen\nP=E5l\n\n"
    )
    found = read(folder({"norge/liste.mbox": mail + mail.replace("Osten", "Kaken")}))
    ids = [name for name in found.documents.index if name.startswith("norge/liste")]
    assert len(ids) == 2 and found.column("date")[ids[0]] == "1998-05-17"
    assert found.sentence(ids[0]) == "Osten på møtet var god og alle tok to stykker til"


def test_results_within_the_corpus_are_no_country(folder, tmp_path):
    path = folder({"resultater/run.json": "{}", "resultater/tables/x.csv": "a,b\n1,2\n"})
    assert len(read(path).documents) == 3
    (path / "resultater" / "run.json").unlink()
    (path / "resultater" / "tekst.txt").write_text(NO, encoding="utf-8")
    with pytest.raises(StudyError, match="resultater/: no country of that name"):
        read(path)


# ---------------------------------------------------------------- copies, persons, languages


def test_short_reposts_are_copies_and_their_marks_no_words(rows):
    post = "Kua har kalvet i natt, og kalven er frisk #melk"
    lone = "RT @bygda: Meieriet stenger dørene for godt &amp; melka kjøres til byen"
    found = read(rows(
        {"id": "a", "text": post}, {"id": "b", "text": f"RT @nabo: {post}"},
        {"id": "c", "text": f"RT @nabo: RT @bonde {post[:38]}…"}, {"id": "d", "text": lone},
    ))  # fmt: skip
    status = found.column("status")
    assert [status[one] for one in "abcd"] == ["kept", "dropped", "dropped", "kept"]
    lemmas = set(found.lemmas("nb").index)
    assert {"melk", "meieri"} <= lemmas and not {"rt", "amp", "bygda", "nabo", "https"} & lemmas
    assert "RT" not in found.tokens("d")


def test_of_a_text_in_two_countries_the_one_at_home_stays(rows):
    text = DK.replace("Osten", "Den gamle ost") + " Bagefter synger hun for køerne ved åen."
    found = read(rows({"id": "a", "country": "NO", "date": "1998", "text": text},
                      {"id": "b", "country": "DK", "date": "1999", "text": text}))  # fmt: skip
    assert found.column("status")["a"] == "dropped" and found.column("status")["b"] == "kept"
    assert found.column("original")["a"] == "b"


@pytest.mark.parametrize(
    ("author", "text", "masks"),
    [("Meieriet", "Meieriet kjøper melk, sier Meieriet. Bøndene er sinte på meieriet i bygda.", 0),
     ("Norsk Melk", "Norsk Melk kjøper all osten. Prisen på melk stiger, sier Norsk Melk.", 0),
     ("Fjellsjefen", "Fjellsjefen sier nei. Sauene skal ned før snøen, mener Fjellsjefen i år.", 0),
     ("Kari Lien", "Kari Lien yster selv. I dag fikk Lien en pris for osten, og Kari er glad.", 3)],
)  # fmt: skip
def test_only_persons_are_hidden(rows, author, text, masks):
    found = read(rows({"id": "a", "author": author, "text": text}))
    texts = found.segments.loc[found.segments["doc_id"] == "a", "text"]
    assert "\n".join(texts).count("⟨name⟩") == masks


def test_who_is_nobody_has_no_pseudonym(rows):
    names = ["Redaksjonen", "admin", "-", "N/A", "Okänd", "(ukjent)"]
    words = ["Fløte.", "Smør.", "Rømme.", "Kjerne.", "Kinne.", "Brimost."]
    table = [{"id": str(n), "author": name, "text": f"{NO} {word}"}
             for n, (name, word) in enumerate(zip(names, words, strict=True))]  # fmt: skip
    found = read(rows(*table), near_duplicate=1)
    assert set(found.documents["author"]) == {""}


def test_a_foreign_summary_stays_out_and_the_report_in(rows):
    subjects = ["The dairy", "Every farmer", "This valley", "Our survey", "The old cellar"]
    english = [f"{one} was asked about milk, butter and the price of cheese in the early spring."
               for one in subjects]  # fmt: skip
    verbs = ["ystet", "kjernet", "solgte", "veide", "lagret", "smakte", "kjøpte", "bar"]
    norwegian = [f"Budeia {verb} ikke osten selv, men hun fortalte at sommeren var våt og kald."
                 for verb in verbs]  # fmt: skip
    found = read(rows({"id": "a", "text": "\n\n".join(english + norwegian)}))
    assert found.column("status")["a"] == "kept" and found.column("language")["a"] == "nb"
    assert "left out" in found.column("reason")["a"]
    assert not {"farmer", "price", "the"} & {token.lower() for token in found.tokens("a")}
