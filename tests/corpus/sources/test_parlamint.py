"""ParlaMint as it is downloaded: every form of a sitting gives the same speeches, each once."""

import gzip
import re

import pytest

from nordtema.corpus.sources import read_corpus
from nordtema.corpus.sources.tei import tidy
from nordtema.schemas import column_of
from nordtema.study import StudyError

NAME = "ParlaMint-NO_2019-04-03"
FORMS = ("tei", "annotated", "text", "conllu")
#: id, who, mark, party, paragraphs (each a list of sentences), note in the first
SPEECHES = (
    ("u1", "TIR", "chair", "Sp", [["Møtet er satt.", "Sauene (alle ti) beiter."]], "Klubbe"),
    ("u2", "HAL", "regular", "H", [["Hva med ulven, president?"], ["Den går i lia."]], ""),
    ("u3", "GJE", "guest", "", [["Takk for ordet – endelig."]], "(Latter)"),
)
PEOPLE = {"TIR": ("Berit Anne", "Tirill", "F"), "HAL": ("Ola von", "Haug", "M"),
          "GJE": ("Siri", "Gjest", "F")}  # fmt: skip
TEXTS = {speech[0]: "\n".join(" ".join(one) for one in speech[4]) for speech in SPEECHES}


def roster() -> str:
    people = "".join(
        f'<person xml:id="{key}"><persName><surname>{family}</surname>'
        + "".join(f"<forename>{one}</forename>" for one in given.split())
        + f'</persName><sex value="{sex}"/>'
        '<affiliation role="member" ref="#party.SP" to="2018-12-31"/>'
        f'<affiliation role="member" ref="#party.{party}" from="2019-01"/></person>'
        for (key, (given, family, sex)), party in zip(
            PEOPLE.items(), ("SP", "H", "INGEN"), strict=True
        )
    )
    return (
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:id="ParlaMint-NO"><teiHeader>'
        "<particDesc><listOrg>"
        '<org xml:id="party.SP" role="parliamentaryGroup"><orgName full="yes">Senterpartiet'
        '</orgName><orgName full="abb" xml:lang="en">CP</orgName>'
        '<orgName full="abb" xml:lang="nb">Sp</orgName></org>'
        '<org xml:id="party.H" role="politicalParty"><orgName full="abb">H</orgName></org>'
        f"</listOrg><listPerson>{people}</listPerson></particDesc></teiHeader></teiCorpus>"
    )


def head(name: str) -> str:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{name}" ana="#parla.sitting">'
        '<teiHeader><fileDesc><titleStmt><title xml:lang="en">Sitting</title>'
        '<title xml:lang="nb">Møte</title>'
        '<meeting ana="#parla.lower #parla.session" n="2018-2019"/></titleStmt>'
        "<publicationStmt><date when='2022-01-01'/></publicationStmt></fileDesc><profileDesc>"
        '<settingDesc><setting><name type="country" key="NO">Norway</name>'
        '<date when="2019-04-03"/></setting></settingDesc></profileDesc></teiHeader>'
        '<text><body><div type="debateSection"><head>Sak nr. 1<note>[10:00]</note></head>'
    )


def tei(speeches=SPEECHES) -> str:
    parts = []
    for name, who, mark, _, paragraphs, note in speeches:
        noted = f'<note type="comment">{note}</note>' if note else ""
        segs = "".join(f"<seg>{' '.join(one)}{noted}</seg>\n" for one in paragraphs)
        parts.append(
            f'<note type="speaker">Ordet er hans</note>'
            f'<u xml:id="{NAME}.{name}" who="#{who}" ana="#{mark}" xml:lang="nb">{segs}</u>'
        )
    return head(NAME) + "".join(parts) + "<gap><desc>CUT</desc></gap></div></body></text></TEI>"


def tokens(sentence: str) -> list[tuple[str, bool]]:
    """Words and signs, each with whether a blank follows."""
    found = []
    for word in sentence.split():
        pieces = re.findall(r"\w+|\S", word)
        found += [(piece, piece is pieces[-1]) for piece in pieces]
    return found


def annotated() -> str:
    parts = []
    for name, who, mark, _, paragraphs, _ in SPEECHES:
        segs = ""
        for number, paragraph in enumerate(paragraphs):
            sentences = ""
            for sentence in paragraph:
                words = "\n".join(
                    f'<w lemma="x"{"" if blank else " join=" + chr(34) + "right" + chr(34)}>'
                    f"{piece}</w>"
                    for piece, blank in tokens(sentence)
                )
                links = '<linkGrp><link ana="a" target="b"/></linkGrp>'
                sentences += f"<s>\n{words}\n{links}</s>\n"
            segs += f'<seg xml:id="{NAME}.ana.{name}.{number}">{sentences}</seg>'
        parts.append(f'<u xml:id="{NAME}.ana.{name}" who="#{who}" ana="#{mark}">{segs}</u>')
    return head(f"{NAME}.ana") + "".join(parts) + "</div></body></text></TEI>"


def text() -> str:
    rows = (
        f"{NAME}.{name}\t" + " ".join(" ".join(one) for one in paragraphs)
        + (f"[[{note}]]" if note else "")
        for name, _, _, _, paragraphs, note in SPEECHES
    )  # fmt: skip
    return "\n".join(rows) + "\n"


def conllu() -> str:
    lines = []
    for name, _, _, _, paragraphs, _ in SPEECHES:
        lines.append(f"# newdoc id = {NAME}.ana.{name}")
        for paragraph in paragraphs:
            lines.append("# newpar id = p")
            for sentence in paragraph:
                lines.append(f"# sent_id = s\n# text = {sentence}")
                lines += [
                    f"{n}\t{piece}\tx\tX\t_\t_\t0\troot\t_\t{'_' if blank else 'SpaceAfter=No'}"
                    for n, (piece, blank) in enumerate(tokens(sentence), 1)
                ]
                lines.append("")
    return "\n".join(lines)


def table(wide: bool = False, english: bool = True) -> str:
    """A table of speeches, in the two editions that are known."""
    roles = {"chair": "Chairperson", "regular": "Regular", "guest": "Guest"}
    roles = roles if english else {"chair": "Møteleder", "regular": "Vanlig", "guest": "Gjest"}
    heads = (
        ["Text_ID", "ID", "Title", "Date", "Body", "Session", "Lang"] if wide
        else ["ID", "Title", "From", "To", "House", "Session"]
    )  # fmt: skip
    heads += ["Speaker_role", "Speaker_party", "Party_status", "Speaker_name", "Speaker_gender"]
    rows = ["\t".join(heads)]
    for name, who, mark, party, _, _ in SPEECHES:
        given, family, sex = PEOPLE[who]
        about = (
            [
                NAME,
                f"{NAME}.{name}",
                "Møte",
                "2019-04-03",
                "Lower house",
                "2018-2019",
                "norsk bokmål",
            ]
            if wide
            else [f"{NAME}.{name}", "Møte", "2019-04-03", "2019-04-03", "Lower house", "2018-2019"]
        )
        rows.append("\t".join([*about, roles[mark], party or "-", "", f"{family}, {given}", sex]))
    return "\n".join(rows) + "\t\n"


FILES = {
    "tei": (f"{NAME}.xml", tei), "annotated": (f"{NAME}.ana.xml", annotated),
    "text": (f"{NAME}.txt", text), "conllu": (f"{NAME}.conllu", conllu),
}  # fmt: skip


def folder(*forms: str, metadata: tuple[str, ...] = ("table",), where: str = "no/") -> dict:
    files = {f"{where}{FILES[form][0]}": FILES[form][1]() for form in forms}
    if "table" in metadata:
        files[f"{where}{NAME}-meta.tsv"] = table()
    if "roster" in metadata:
        files[f"{where}ParlaMint-NO.xml"] = roster()
    return files


def facts(found, *columns: str) -> list[tuple]:
    return list(found.documents[list(columns)].itertuples(index=False, name=None))


def statuses(found) -> dict[str, tuple[str, str]]:
    rows = found.inventory.itertuples()
    return {row.file.rpartition("/")[2]: (row.status, row.reason) for row in rows}


# ---------------------------------------------------------------- one form at a time


@pytest.mark.parametrize("form", FORMS)
def test_a_form_gives_every_speech_and_none_of_the_notes(make_corpus, form):
    found = read_corpus(make_corpus(folder(form)))
    texts = {row.doc_id.rpartition(".")[2]: row.text for row in found.documents.itertuples()}
    assert {key: value.split() for key, value in texts.items()} == {
        key: value.split() for key, value in TEXTS.items()
    }
    assert facts(found, "country", "date", "sitting") == [("NO", "2019-04-03", NAME)] * 3
    assert found.documents["doc_id"].tolist() == [f"{NAME}.{name}" for name in TEXTS]


@pytest.mark.parametrize(
    ("form", "metadata"),
    [*((form, "table") for form in FORMS), ("tei", "roster"), ("annotated", "roster")],
)
def test_who_speaks_is_told_by_a_table_or_by_the_lists_of_people(make_corpus, form, metadata):
    found = read_corpus(make_corpus(folder(form, metadata=(metadata,))))
    assert facts(found, "speaker", "sex", "party", "role") == [
        ("Berit Anne Tirill", "F", "Sp", "chair"), ("Ola von Haug", "M", "H", "regular"),
        ("Siri Gjest", "F", "", "guest"),
    ]  # fmt: skip
    assert found.documents["author"].tolist() == found.documents["speaker"].tolist()
    if form in ("tei", "annotated"):
        assert facts(found, "house", "session", "section")[0] == (
            "Lower house", "2018-2019", "Sak nr. 1",
        )  # fmt: skip


def test_paragraphs_stay_where_the_form_has_them(make_corpus):
    found = read_corpus(make_corpus(folder("tei")))
    assert found.documents["text"].tolist() == list(TEXTS.values())


def test_columns_serve_as_groups(make_corpus):
    columns = read_corpus(make_corpus(folder("tei"))).documents.columns
    for name in ("speaker", "party", "sex", "role", "sitting", "section", "date"):
        assert column_of(columns, name) == name


@pytest.mark.parametrize("wide", [False, True])
def test_tables_of_both_editions_and_packed_files(make_corpus, wide):
    files = {
        f"no/{NAME}.txt.gz": gzip.compress(text().encode()),
        f"no/{NAME}-meta.tsv.gz": gzip.compress(table(wide).encode()),
    }
    found = read_corpus(make_corpus(files))
    assert facts(found, "party", "language")[0] == ("Sp", "nb" if wide else "")
    assert len(found.documents) == 3


def test_roles_are_told_in_the_words_of_the_english_table(make_corpus):
    files = {
        f"no/{NAME}.txt": text(),
        f"no/{NAME}-meta.tsv": table(english=False).replace("Vanlig", "Q"),
        f"no/{NAME}-meta-en.tsv": table(),
    }  # fmt: skip
    found = read_corpus(make_corpus(files))
    assert found.documents["role"].tolist() == ["chair", "regular", "guest"]


# ---------------------------------------------------------------- several forms at once


def test_a_sitting_in_four_forms_is_read_once(make_corpus):
    found = read_corpus(make_corpus(folder(*FORMS, metadata=("table", "roster"))))
    assert len(found.documents) == 3
    told = statuses(found)
    assert told[f"{NAME}.xml"] == ("read", "3 speeches")
    for form in FORMS[1:]:
        assert told[FILES[form][0]] == ("ignored", f"the same sitting is read from {NAME}.xml")
    assert told[f"{NAME}-meta.tsv"] == ("ignored", f"tells who speaks in {NAME}")


def test_forms_in_folders_of_their_own_need_no_folder_of_a_country(make_corpus):
    files = {
        f"ParlaMint-NO.{form}/2019/{FILES[form][0]}": FILES[form][1]() for form in FORMS
    } | {f"ParlaMint-NO.txt/2019/{NAME}-meta.tsv": table()}  # fmt: skip
    found = read_corpus(make_corpus(files))
    assert facts(found, "country") == [("NO",)] * 3


def test_another_form_stands_in_for_one_that_is_cut_off(make_corpus):
    files = folder("tei", "text")
    files[f"no/{NAME}.xml"] = files[f"no/{NAME}.xml"][:-300]
    found = read_corpus(make_corpus(files))
    assert len(found.documents) == 3
    assert statuses(found)[f"{NAME}.xml"][0] == "left out"
    assert statuses(found)[f"{NAME}.txt"] == ("read", "3 speeches")


@pytest.mark.parametrize("cut", range(200, 4000, 200))
@pytest.mark.parametrize("form", ["tei", "annotated"])
def test_a_sitting_that_is_cut_off_is_told_and_stops_nothing(make_corpus, form, cut):
    whole = FILES[form][1]()
    files = folder(form, metadata=()) | {"dk/a.txt": "Bonden sår byg i maj."}
    files[f"no/{FILES[form][0]}"] = whole[: min(cut, len(whole) - 10)]
    found = read_corpus(make_corpus(files))
    assert "\n" not in statuses(found)[FILES[form][0]][1]
    assert statuses(found)[FILES[form][0]][0] == "left out"
    assert (found.documents["unread"] == "").sum() == 1


def test_a_text_that_lacks_speeches_of_its_table_says_so(make_corpus):
    files = folder("text")
    files[f"no/{NAME}.txt"] = "\n".join(text().split("\n")[:2])
    told = statuses(read_corpus(make_corpus(files)))[f"{NAME}.txt"][1]
    assert told == "2 speeches; 1 that its table names are missing: it may be cut off"


@pytest.mark.parametrize("form", ["tei", "text"])
def test_a_speech_of_noises_alone_counts_and_is_empty(make_corpus, form):
    files = folder(form)
    path = f"no/{FILES[form][0]}"
    files[path] = files[path].replace("Takk for ordet – endelig.", "")
    found = read_corpus(make_corpus(files)).documents
    assert found["text"].tolist()[-1] == "" and len(found) == 3


def test_a_bomb_of_entities_is_never_resolved(make_corpus):
    bomb = '<!DOCTYPE TEI [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + tei().replace(
        "Møtet", "&b;"
    )
    files = {f"no/{NAME}.xml": bomb, "dk/a.txt": "Bonden sår byg i maj."}
    told = statuses(read_corpus(make_corpus(files)))[f"{NAME}.xml"]
    assert told[0] == "left out" and "entities" in told[1]


def test_speeches_over_several_utterances_are_one(make_corpus):
    whole = tei().replace(f'{NAME}.u2" who', f'{NAME}.u2" next="#{NAME}.u3" who')
    whole = whole.replace(f'{NAME}.u3" who', f'{NAME}.u3" prev="#{NAME}.u2" who')
    found = read_corpus(make_corpus({f"no/{NAME}.xml": whole}))
    assert found.documents["doc_id"].tolist() == [f"{NAME}.u1", f"{NAME}.u2"]
    assert found.documents["text"].tolist()[1] == TEXTS["u2"] + "\n" + TEXTS["u3"]


def test_translations_by_machine_are_told_and_not_read(make_corpus):
    files = folder("tei") | {"no/ParlaMint-NO-en_2019-04-03.txt": text(),
                             "no/ParlaMint-NO-en_2019-04-03-meta.tsv": table()}  # fmt: skip
    found = read_corpus(make_corpus(files))
    assert len(found.documents) == 3
    assert "translation" in statuses(found)["ParlaMint-NO-en_2019-04-03-meta.tsv"][1]


def test_a_sitting_of_a_country_that_is_not_declared_is_refused(make_corpus):
    files = {key.replace("-NO", "-FI"): value.replace("-NO", "-FI").replace('key="NO"', 'key="FI"')
             for key, value in folder("tei", where="x/").items()}  # fmt: skip
    with pytest.raises(StudyError, match="FI is no country of this study"):
        read_corpus(make_corpus(files))


def test_other_texts_beside_the_sittings_are_read_as_ever(make_corpus):
    found = read_corpus(make_corpus({**folder("text"), "no/brev.txt": "Kjære\tdu, sauene er ute."}))
    assert found.documents["doc_id"].tolist()[-1] == "no/brev" and len(found.documents) == 4


@pytest.mark.parametrize(
    ("apart", "tidy_text"),
    [("Så ( sa han ) , ja .", "Så (sa han), ja."), ("Nå ... kom den", "Nå ... kom den"),
     ("ut– inn", "ut – inn"), ("a \n\n b", "a b"), ("§ 3 .5", "§ 3 .5")],
)  # fmt: skip
def test_signs_that_were_set_apart_come_back_to_their_words(apart, tidy_text):
    assert tidy(apart) == tidy_text


# ---------------------------------------------------------------- other TEI and CoNLL-U

LETTERS = """<?xml version="1.0"?><teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>
<TEI><teiHeader><fileDesc><titleStmt><title>Brev fra setra</title>
<author>Bakken, Gro</author></titleStmt><sourceDesc><bibl><date when="1899-07-02"/></bibl>
</sourceDesc></fileDesc></teiHeader><text><front><p>Forord</p></front><body><head>Kjære bror</head>
<p>Kyrne <hi>mjølkar</hi> godt<note>om sommeren</note>, <sic>og</sic>
<choice><orig>ooste</orig><reg>oste</reg></choice><lb break="no"/>n blir stor.</p>
<p>Hils<lb/>alle.</p></body></text></TEI>
<TEI><teiHeader><fileDesc><titleStmt><title>Svar</title></titleStmt></fileDesc></teiHeader>
<text><body><p>Takk for brevet.</p></body></text></TEI></teiCorpus>"""


def test_letters_in_tei_are_texts_with_title_author_and_date(make_corpus):
    found = read_corpus(make_corpus({"no/brev.xml": LETTERS}))
    assert facts(found, "doc_id", "title", "author", "date") == [
        ("no/brev/1", "Brev fra setra", "Gro Bakken", "1899-07-02"), ("no/brev/2", "Svar", "", ""),
    ]  # fmt: skip
    assert found.documents["text"].tolist() == [
        "Kjære bror\nKyrne mjølkar godt, og osten blir stor.\nHils alle.", "Takk for brevet.",
    ]  # fmt: skip


def test_a_treebank_gives_its_sentences(make_corpus):
    bank = (
        "# sent_id = 1\n1-2\tDa's\t_\t_\t_\t_\t_\t_\t_\t_\n1\tDa\tda\tADV\t_\t_\t0\troot\t_\t_\n"
        "2\ter\tvære\tAUX\t_\t_\t1\tcop\t_\t_\n3\tkoen\tko\tNOUN\t_\t_\t1\tx\t_\tSpaceAfter=No\n"
        "4\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_\n\n"
    )
    found = read_corpus(make_corpus({"dk/bank.conllu": bank + bank}))
    assert facts(found, "doc_id", "text") == [("dk/bank", "Da's koen. Da's koen.")]
