"""Tables that are no delimited text: JSON in every shape, workbooks, parquet, packed ones."""

import datetime
import gzip
import json
import zipfile
from io import BytesIO

import pandas as pd
import pytest

from nordtema.corpus.sources import read_corpus, read_own_table
from nordtema.report.sentences.corpus import unread_sheets_sentence
from nordtema.study import StudyError

ROWS = [
    {"id": "a", "country": "NO", "text": "hei, du", "number": 2010},
    {"id": "b", "country": "DK", "text": 'sagde "hej"', "number": None},
    {"id": "c", "country": "SE", "text": "en rad\ntill", "number": 2011},
]
LINES = "\n".join(json.dumps(row) for row in ROWS)
COLUMNS = {name: {str(n): row[name] for n, row in enumerate(ROWS)} for name in ROWS[0]}
SPLIT = {"columns": list(ROWS[0]), "index": [0, 1, 2], "data": [list(row.values()) for row in ROWS]}
SHAPES = {
    "lines": LINES,
    "lines and blanks": "\ufeff\n" + LINES.replace("\n", "\r\n\r\n") + "\n",
    "array": json.dumps(ROWS),
    "pretty array": json.dumps(ROWS, indent=2),
    "pretty, one after another": "\n".join(json.dumps(row, indent=1) for row in ROWS),
    "array a line": ",\n".join(json.dumps(row) for row in ROWS).join(["[\n", "\n]\n"]),
    "within an object": json.dumps({"count": 3, "data": ROWS, "next": None}),
    "by id": json.dumps({row["id"]: {k: v for k, v in row.items() if k != "id"} for row in ROWS}),
    "columns": json.dumps(COLUMNS),
    "split": json.dumps(SPLIT),
    "raw line ends in strings": LINES.replace("\\n", "\n"),
}


def read(make_corpus, content, name):
    return read_corpus(make_corpus({name: content}) / name)


def refusal(make_corpus, content, name) -> str:
    with pytest.raises(StudyError) as error:
        read(make_corpus, content, name)
    assert "\n" not in str(error.value) and str(error.value).startswith(name)
    return str(error.value)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["t.json", "t.jsonl", "t.ndjson", "t.jsonl.gz", "t.json.gz"])
def test_every_shape_of_json_whatever_the_ending(make_corpus, shape, name):
    data = SHAPES[shape].encode()
    found = read(make_corpus, gzip.compress(data) if name.endswith("gz") else data, name)
    assert found.documents["text"].tolist() == [row["text"] for row in ROWS]
    assert found.documents["doc_id"].tolist() == ["a", "b", "c"]
    assert found.documents["number"].tolist() == ["2010", "", "2011"]


@pytest.mark.parametrize(
    "number", ["2010.10", "2010.1", "7.0", "1294031234567890123", "-1", "0.0", "1e5"]
)
def test_ids_keep_the_letters_they_are_written_in(make_corpus, number):
    record = f'{{"id": {number}, "country": "NO", "text": "hei"}}\n'
    record += '{"id": 9, "country": "DK", "text": 5}'
    found = read(make_corpus, record, "t.jsonl")
    assert set(found.documents["doc_id"]) == {number, "9"} and "5" in set(found.documents["text"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"id": 1, "country": "NO", "text": {"a": 1}}', ("row 1", "text is a list or an object")),
        (LINES + '\n{"id": 4, "country": "NO", "text": ["a"]}', ("row 4", "text is a list")),
        (LINES.replace('"b"', "b"), ("row 2", "not valid JSON")),
        ('[{"id": 1,\n"country": "NO"\n"text": "a"}]', ("row 2", "not valid JSON")),
        ('{"id": 1, "country": "NO", "text": "a"', ("row 1", "not valid JSON")),
        ('["a", "b"]', ("row 1", "one JSON object")),
        (LINES + "\n7\n", ("row 4", "one JSON object")),
        ('{"a": ' * 100_000, ("row 1", "nested too deeply")),
        (LINES + "\n" + "[" * 100_000 + "]" * 100_000, ("row 4", "nested too deeply")),
        ('{"id": 1, "country": "Atlantis", "text": "a"}', ("row 1", "'Atlantis'", "NO (Norway)")),
        ('{"id": 1, "country": "FI", "text": "a"}', ("row 1", "FI is no country of this study")),
        ('{"id": 1, "text": "a"}', ("'country' is missing", "Land")),
        ('{"id": 1, "country": "", "text": "a"}\n{"text": "b"}', ("row 1", "no row names")),
        (
            '{"id": 1, "country": "NO", "text": "a", "language": "klingonsk"}',
            ("row 1", "'klingonsk'", "leave it empty"),
        ),
        ('{"land": "NO", "Nation": "NO", "text": "a"}', ("'land' and 'Nation'", "'country'")),
        ('{"id": 1.29403E+18, "country": "NO", "text": "a"}', ("row 1", "rounded", "numbered")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_row(make_corpus, text, told):
    said = refusal(make_corpus, text, "t.jsonl")
    assert not [word for word in told if word not in said], said


def test_an_empty_array_holds_no_texts(make_corpus):
    with pytest.raises(StudyError, match="no texts found"):
        read(make_corpus, "[]", "t.json")


def test_half_an_emoji_is_mended_and_told_by_its_row(make_corpus):
    text = LINES.replace("hei, du", "hei \\ud83d du").replace("en rad", "en \\ud83d\\ude00 rad")
    found = read(make_corpus, text, "t.jsonl")
    assert found.documents["text"][0] == "hei \ufffd du" and "😀" in found.documents["text"][2]
    (row,) = found.inventory[found.inventory["row"] != ""].to_dict("records")
    assert row["row"] == "1" and "surrogate" in row["reason"]
    found.documents["text"].str.encode("utf-8")


def test_records_within_records_are_left_out_and_told(make_corpus):
    text = '{"id": 1, "country": "NO", "text": "a", "user": {"name": "Kari"}, "tags": ["x", "y"]}'
    found = read(make_corpus, text, "t.json")
    assert found.documents["tags"][0] == "x; y" and "user" not in found.documents
    assert "'user' holds records and was left out" in found.inventory["reason"][0]
    assert "Kari" not in found.documents.to_csv()


def test_rows_without_ids_are_numbered_and_it_is_told(make_corpus):
    found = read(make_corpus, "Land;Tekst\nNO;en\nDK;to\n", "t.csv")
    assert found.documents["doc_id"].tolist() == ["1", "2"]
    assert "rows are numbered" in found.inventory["reason"][0]


@pytest.mark.parametrize(
    "head",
    ["ID;LAND;TEKST;DATO;FORFATTER", "Tweet_ID;Country;Text;created_at;Skribent",
     "dok id;Nation;Innehåll;Datum;Författare", "docid;land;Indhold;Publiceret;Forfattar",
     "id;country;full_text;created_utc;user name", "løpenr;Landkode;Brødtekst;Date;Byline"],
)  # fmt: skip
def test_heads_by_their_synonyms(make_corpus, head):
    found = read(make_corpus, f"{head}\n7;Norge;hei;2010-05-03;Åse Bø\n", "t.csv")
    row = found.documents.iloc[0]
    told = (row["doc_id"], row["country"], row["text"], row["date"], row["author"])
    assert told == ("7", "NO", "hei", "2010-05-03", "Åse Bø")


def test_the_name_of_the_contract_goes_before_its_synonyms(make_corpus):
    table = "id;tweet_id;country;text;Tekst;Kommentar;Avis;Kilde\n7;9;NO;hei;x;y;A;B\n"
    row = read(make_corpus, table, "t.csv").documents.iloc[0]
    assert (row["doc_id"], row["text"], row["tweet_id"], row["Tekst"]) == ("7", "hei", "9", "x")
    assert (row["source"], row["Avis"], row["Kommentar"]) == ("B", "A", "y")


# ---------------------------------------------------------------- workbooks and parquet


def parquet(frame: pd.DataFrame) -> bytes:
    data = BytesIO()
    frame.to_parquet(data)
    return data.getvalue()


def test_parquet_keeps_whole_numbers_and_dates(make_corpus):
    frame = pd.DataFrame({
        "id": [7, 10], "country": ["NO", "DK"], "text": ["hei", None], "n": [1.0, None],
        "date": [datetime.date(2010, 5, 3), None], "share": [0.5, 2.25], "ok": [True, False],
        "when": pd.to_datetime(["2010-05-03 00:00", "2010-05-03 10:00"]),
    }, index=[5, 6])  # fmt: skip
    found = read(make_corpus, parquet(frame), "t.parquet").documents
    assert found["doc_id"].tolist() == ["10", "7"] and found["n"].tolist() == ["", "1"]
    assert found["date"].tolist() == ["", "2010-05-03"] and found["share"].tolist() == [
        "2.25",
        "0.5",
    ]
    assert found["when"].tolist() == ["2010-05-03 10:00:00", "2010-05-03"]
    assert found["text"].tolist() == ["", "hei"] and found["ok"].tolist() == ["false", "true"]


def test_ids_that_were_floats_and_have_lost_digits_are_refused(make_corpus):
    frame = pd.DataFrame({"id": [1.29403e18, 2.0], "country": "NO", "text": "hei"})
    assert "rounded" in refusal(make_corpus, parquet(frame), "t.parquet")


def cell(value, place: str) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'
    if isinstance(value, datetime.date):
        return f'<c r="{place}" s="1"><v>{(value - datetime.date(1899, 12, 30)).days}</v></c>'
    return f'<c r="{place}"><v>{value!r}</v></c>' if value is not None else ""


def workbook(merged: str = "", hidden: str = "", **sheets: list[list]) -> bytes:
    """A small workbook, written by hand: what a spreadsheet writes, without what it adds."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    names, shown = list(sheets), ("visible", "hidden")
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}" state="{shown[name == hidden]}"/>'
        for n, name in enumerate(names, 1)
    )
    related = "".join(
        f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(1, len(names) + 1)
    ) + f'<Relationship Id="rs" Type="{office}/styles" Target="styles.xml"/>'  # fmt: skip
    styles = (
        f'<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>'
        "</cellXfs></styleSheet>"
    )
    types = (
        f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>'
    )
    root = f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
    spans = "".join(f'<mergeCell ref="{span}"/>' for span in merged.split())
    spans = f"<mergeCells>{spans}</mergeCells>" * bool(spans)
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as book:
        book.writestr("[Content_Types].xml", types)
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships">{root}</Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships">{related}</Relationships>',
        )
        book.writestr("xl/styles.xml", styles)
        for n, name in enumerate(names, 1):
            rows = "".join(
                f'<row r="{y}">'
                + "".join(cell(value, f"{chr(65 + x)}{y}") for x, value in enumerate(row))
                + "</row>"
                for y, row in enumerate(sheets[name], 1)
            )
            book.writestr(
                f"xl/worksheets/s{n}.xml",
                f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>{spans}</worksheet>',
            )
    return data.getvalue()


SHEET = [
    ["Uttrekk fra arkivet"],
    [],
    ["Løpenr", "Land", "Dato", "Tekst", "Andel"],
    [7, "Norge", datetime.date(2010, 5, 3), "Hei, du\nder", 0.5],
    ["007", "Danmark", "3. maj 2010", "Hej", 2],
    [],
    [8.0, "Sverige", 40000, "Hej då", None],
]


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv"])
def test_a_workbook_whatever_it_is_called(make_corpus, name):
    notes = [["Om uttrekket", "se arkivet"]]
    found = read(make_corpus, workbook(Tom=[], Om=notes, Tekster=SHEET), name)
    rows = found.documents.set_index("doc_id")
    assert set(rows.index) == {"7", "007", "8"}
    assert rows.loc["7", "date"] == "2010-05-03" and rows.loc["7", "text"] == "Hei, du\nder"
    assert rows["Andel"].to_dict() == {"7": "0.5", "007": "2", "8": ""}
    assert "sheet 'Om' was not read" in found.inventory["reason"][0]


HEADS = ["Løpenr", "Land", "Besvart dato", "Tekst"]


def test_all_sheets_with_texts_are_read_and_others_are_told(make_corpus):
    day = datetime.date(2019, 5, 3)
    first = [HEADS, [1, "Norge", day, "hei"], [2, "Sverige", day, "hej då"]]
    second = [["Svar 2020"], ["Land", "Løpenr", "Tekst", "Kjønn"], ["DK", 3, "hej", "k"]]
    other = [["Land", "Innbyggere"], ["Norge", 5]]
    book = workbook(A=first, B=second, Tall=other, Skjult=first, hidden="Skjult")
    found = read(make_corpus, book, "t.xlsx")
    rows = found.documents.set_index("doc_id")
    assert rows["text"].to_dict() == {"1": "hei", "2": "hej då", "3": "hej"}
    assert rows["date"].to_dict() == {"1": "2019-05-03", "2": "2019-05-03", "3": ""}
    assert rows["Kjønn"].to_dict() == {"1": "", "2": "", "3": "k"}
    (told,) = found.inventory["reason"]
    assert told.startswith("2 rows of sheet 'A'; 1 row of sheet 'B'")
    assert "sheet 'Tall' was not read: it has other columns" in told
    assert "sheet 'Skjult' was not read: it is hidden" in told
    assert unread_sheets_sentence(found.inventory) == (
        "Not read: 2 sheets, 'Tall' of t.xlsx (it has other columns) and 'Skjult' of t.xlsx "
        "(it is hidden)."
    )


def test_ids_that_two_sheets_have_get_the_sheet_s_name(make_corpus):
    head = ["Løpenr", "Land", "Tekst"]
    book = workbook(A=[head, [1, "NO", "hei"], [2, "", "x"]], B=[head, [1, "DK", "hej"]])
    found = read(make_corpus, book, "t.xlsx")
    assert found.documents["doc_id"].tolist() == ["A/1", "B/1"]
    left = found.inventory[found.inventory["row"] == "3"]["reason"].tolist()
    assert left[0].endswith("(sheet 'A')")
    wrong = workbook(A=[head, [1, "NO", "hei"]], B=[head, [2, "Atlantis", "x"]])
    assert "t.xlsx, sheet 'B': row 2: country 'Atlantis'" in refusal(make_corpus, wrong, "t.xlsx")


def test_a_merged_cell_stands_for_its_rows_but_no_id_and_no_text_does(make_corpus):
    rows = [["Svar", None, None], ["Nr", "Land", "Tekst"], [1, "Norge", "hei"], [2, None, "du"],
            [3, "Danmark", "hej"], [4, None, None], [None, None, None]]  # fmt: skip
    book = workbook(A=rows, merged="A1:C1 B3:B4 B5:B7 C5:C6 F3:F4 B90:B99")
    found = read(make_corpus, book, "t.xlsx")
    rows = found.documents.set_index("doc_id")
    assert rows["country"].to_dict() == {"1": "NO", "2": "NO", "3": "DK", "4": "DK"}
    assert rows["text"].to_dict() == {"1": "hei", "2": "du", "3": "hej", "4": ""}


def test_a_missing_column_is_told_with_the_row_of_the_head_and_what_may_be_it(make_corpus):
    rows = [["Undersøkelse", None, None], ["Nr", "Land", "Hva er viktigst?"],
            [1, "Norge", "Skolen og veien i bygda"]]  # fmt: skip
    said = refusal(make_corpus, workbook(A=rows, merged="A1:C1"), "t.xlsx")
    assert "row 2: column 'text' is missing" in said
    assert "'Hva er viktigst?' holds the longest texts" in said
    said = refusal(make_corpus, workbook(A=[["Nr", "Land", "Kjønn"], [1, "NO", "k"]]), "t.xlsx")
    assert "row 1: column 'text' is missing" in said and "longest" not in said


@pytest.mark.parametrize(
    ("heads", "dates", "told"),
    [("Besvart dato", "2019-05-03", "2019-05-03"), ("innsendingsdato", "3.5.2019", "3.5.2019"),
     ("Answer Date", "2019-05-03", "2019-05-03"), ("Fødselsdato", "1980-05-03", ""),
     ("mandate", "2019-05-03", ""), ("Besvart dato", "kanskje", ""),
     ("Sendt dato;Svart dato", "2019-05-03;2019-05-04", "")],
)  # fmt: skip
def test_a_column_whose_head_ends_in_date_is_the_date_where_it_alone_is(
    make_corpus, heads, dates, told
):
    found = read(make_corpus, f"nr;land;{heads};tekst\n1;NO;{dates};hei\n", "t.csv")
    assert found.documents["date"].tolist() == [told]
    assert ("may be the date" in found.inventory["reason"][0]) == (";" in heads)


def test_rows_of_a_workbook_are_numbered_as_it_numbers_them(make_corpus):
    rows = [*SHEET[:6], [9, "Atlantis", "", "x"]]
    assert "row 7: country 'Atlantis'" in refusal(make_corpus, workbook(A=rows), "t.xlsx")


def test_a_workbook_in_a_country_s_folder_and_as_an_own_table(make_corpus):
    labels = workbook(A=[["Model", "Label", "Concepts"], ["lda", "sea", "boat"]])
    files = {"no/t.xlsx": workbook(A=[["id", "tekst"], [1, "hei"], [2, "du"]]),
             "dk/b.txt": "hej", "dk/tal.xlsx": workbook(A=[["år"], [2010]]),
             "labels.xlsx": labels}  # fmt: skip
    corpus = make_corpus(files)
    assert read_corpus(corpus).documents["doc_id"].tolist() == ["dk/b", "no/t/1", "no/t/2"]
    own = read_own_table(corpus / "labels.xlsx", ("model", "label", "concepts"))
    assert own.loc[0].tolist() == ["lda", "sea", "boat"]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_what_is_cut_off_or_damaged_is_refused_by_name(make_corpus, share):
    whole = {"t.xlsx": workbook(A=SHEET), "t.parquet": parquet(pd.DataFrame(ROWS[:1])),
             "t.csv.gz": gzip.compress(b"id,country,text\n1,NO,hei\n" * 99)}  # fmt: skip
    for name, data in whole.items():
        said = refusal(make_corpus, data[: int(share * len(data))], name)
        assert "not readable as" in said


def test_numbers_of_rows_in_own_tables_count_lines_above_the_head(make_corpus):
    table = "sep=;\nmodel;label;concepts\n\nlda;sea;boat\n"
    own = read_own_table(make_corpus({"l.csv": table}) / "l.csv", ("model", "label", "concepts"))
    assert (own.index + 2).tolist() == [4]


def test_a_value_in_an_object_is_read_as_databases_and_wordpress_write_it(make_corpus):
    rows = [
        '{"_id": {"$oid": "5f1"}, "country": "NO", "text": {"rendered": "hei", "protected": false},'
        ' "date": {"$date": {"$numberLong": "1302868800000"}}}',
        '{"_id": {"$oid": "5f2"}, "country": "DK", "text": "goddag", "date": "2011-04-16"}',
    ]
    found = read(make_corpus, "\n".join(rows), "t.jsonl")
    assert found.documents["date"].tolist() == ["1302868800000", "2011-04-16"]
    assert found.documents["text"].tolist() == ["hei", "goddag"]
    assert set(found.inventory["row"]) == {""}


def test_one_record_in_a_column_costs_that_row_its_value_alone(make_corpus):
    rows = [
        '{"id": "a", "country": "NO", "text": "hei", "date": "2011-04-15", "likes": 3}',
        '{"id": "b", "country": "DK", "text": "goddag", "date": {"year": 2011}, "likes": [{}]}',
    ]
    found = read(make_corpus, "\n".join(rows), "t.jsonl")
    assert found.documents["date"].tolist() == ["2011-04-15", ""]
    assert found.documents["likes"].tolist() == ["3", ""]
    told = found.inventory[found.inventory["row"] == "2"]["reason"].tolist()
    assert [reason.split(":")[0] for reason in told] == ["date", "likes"]
    assert all("left empty" in reason for reason in told)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [("#####", "#####", ("row 2", "shows no id", "numbered")),
     ("a", "#VERDI!", ("row 3", "shows no id", "as text")),
     ("1294031230000000000", "1294031230000000000", ("row 3", "rounded", "as text")),
     ("null", "null", ("row 3", "doc_id is empty", "numbered")),
     ("#HAV", "#HAV", ("row 3", "stands in row 2 already"))],
)  # fmt: skip
def test_ids_that_are_none_are_told_with_their_cause(make_corpus, first, second, told):
    said = refusal(make_corpus, f"id;land;tekst\n{first};NO;hei\n{second};DK;hej\n", "t.csv")
    assert not [word for word in told if word not in said], said
