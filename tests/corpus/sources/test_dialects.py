"""Delimited tables: whatever the dialect, every row comes out, or the table is refused by row."""

import pytest

from nordtema.corpus.sources import read_corpus
from nordtema.study import StudyError

TEXTS = {
    "1": "Bonden sår bygg i mai.",
    "2": 'Han sa "nei", og gikk hjem.',
    "3": "Hun gikk; han ble, sa de.",
}
HEAD = ("id", "country", "text")


def written(delimiter=",", quote=lambda cell: f'"{cell}"', end="\n", head=HEAD) -> str:
    rows = [head, *((key, "NO", text) for key, text in TEXTS.items())]
    return "".join(delimiter.join(map(quote, row)) + end for row in rows)


def doubled(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def escaped(cell: str) -> str:
    return '"' + cell.replace('"', '\\"') + '"'


def read(make_corpus, content, name="t.csv") -> dict[str, str]:
    documents = read_corpus(make_corpus({name: content}) / name).documents
    return dict(zip(documents["doc_id"], documents["text"], strict=True))


def refusal(make_corpus, content, name="t.csv") -> str:
    with pytest.raises(StudyError) as error:
        read(make_corpus, content, name)
    assert "\n" not in str(error.value) and str(error.value).startswith(name)
    return str(error.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quote", [doubled, escaped], ids=["doubled", "backslash"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_every_delimiter_quoting_and_line_end(make_corpus, delimiter, quote, end):
    assert read(make_corpus, written(delimiter, quote, end)) == TEXTS


@pytest.mark.parametrize("delimiter", ["\t", "|"])
def test_cells_without_quoting_keep_their_quotation_marks(make_corpus, delimiter):
    assert read(make_corpus, written(delimiter, str)) == TEXTS


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
def test_every_encoding_of_a_spreadsheet(make_corpus, encoding):
    table = written("\t", doubled, "\r\n").replace("Bonden", "Bønder på øya, åtte æpler:")
    assert "Bønder på øya, åtte æpler:" in read(make_corpus, table.encode(encoding))["1"]


@pytest.mark.parametrize(
    "above",
    [
        "sep=;\n", "\ufeffsep=;\r\n", '"sep=;"\n', "SEP=;\n", "Uttrekk fra arkivet, mai 2010\n",
        "Uttrekk;;\n;;\n", "\n\n", "Tekster fra Norge; land, dato\n\nsep=;\n",
    ],
)  # fmt: skip
def test_lines_above_the_head_are_passed(make_corpus, above):
    assert read(make_corpus, above + written(";", doubled)) == TEXTS


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(make_corpus):
    table = "Uttrekk\n\nid;country;text\n1;NO;hei\n\n2;Atlantis;hei\n"
    assert "t.csv: row 6: country 'Atlantis'" in refusal(make_corpus, table)


@pytest.mark.parametrize(
    "opening", ['"Nei, sa hun.', '"Nei", sa hun', '"', '""', "Sa «nei»", '"Nei" og "ja" "'],
)  # fmt: skip
@pytest.mark.parametrize("again", ['"Ja', 'Han sa "ja"', '"Ja," sa han', 'Ja"', '"ja"', "ja"])
def test_no_row_of_an_unquoted_table_swallows_another(make_corpus, opening, again):
    cells = [opening, "b", "c", again, "d", 'e "', "f"]
    table = "id\tcountry\ttext\n" + "".join(f"{n}\tDK\t{cell}\n" for n, cell in enumerate(cells))
    found = read(make_corpus, table, "t.tsv")
    assert len(found) == len(cells) and found["1"] == "b" and found["6"] == "f"
    assert found["0"] in (opening, opening.strip('"'))


@pytest.mark.parametrize("delimiter", [",", ";", "|"])
def test_a_quote_that_closes_rows_later_is_refused_or_read_as_a_sign(make_corpus, delimiter):
    rows = [("1", '"Nei, sa hun.'), ("2", "b; c, d"), ("3", 'han sa "ja"'), ("4", "e")]
    table = written(delimiter, str, head=HEAD).splitlines()[0] + "\n"
    table += "".join(delimiter.join((key, "SE", text)) + "\n" for key, text in rows)
    try:
        found = read(make_corpus, table)
    except StudyError as error:
        assert "row" in str(error)
    else:
        assert found == dict(rows)


def test_a_cell_of_several_lines_stays_one_cell(make_corpus):
    table = 'id,country,text\r\n1,NO,"En linje, så\r\nen til, og\r\nslutt"\r\n2,DK,kort\r\n'
    assert read(make_corpus, table)["1"].splitlines() == ["En linje, så", "en til, og", "slutt"]


def test_a_cell_of_several_lines_in_a_table_of_two_columns(make_corpus):
    table = 'country,text\nNO,"Hei\nDu, der"\nDK,"Hej"\n'
    assert list(read(make_corpus, table).values()) == ["Hei\nDu, der", "Hej"]


def test_line_feeds_in_unquoted_cells_where_rows_end_as_on_windows(make_corpus):
    table = "id;country;text\r\n1;NO;en linje\nen til\r\n2;DK;kort\r\n"
    assert read(make_corpus, table) == {"1": "en linje\nen til", "2": "kort"}


def test_what_a_database_escapes(make_corpus):
    table = "id\tcountry\ttext\n1\tNO\ten\\tto\\nlinjer\tx\\\n2\tDK\t\\N\n"
    found = read(make_corpus, table.replace("\tx\\\n", "\\\ttre\n"), "t.tsv")
    assert found == {"1": "en to\nlinjer\ttre", "2": ""}


def test_decimal_commas_do_not_part_cells(make_corpus):
    table = "id;score;country;text\n1;0,5;NO;hei\n2;1,25;DK;hej\n"
    assert read(make_corpus, table) == {"1": "hei", "2": "hej"}


def test_blanks_behind_delimiters_before_quotes(make_corpus):
    assert read(make_corpus, 'id, country, text\n1, NO, "hei, du"\n')["1"] == "hei, du"


def test_empty_cells_at_the_end_may_be_missing_or_too_many(make_corpus):
    table = "id;country;text;note;;\n1;NO;hei\n2;DK;hej;;;;\n;;;;\n3;SE;hej;x\n"
    assert read(make_corpus, table) == {"1": "hei", "2": "hej", "3": "hej"}


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("id,country,text\n1,NO,hei\n2,DK,hej, du\n", ("row 3", "4 cells where the head has 3")),
        ("id,country,text\n1,NO,a,b\n2,DK,a\n3,SE,a,b\n", ("rows 2, 4", "put quotes around")),
        ('id,country,text\n1,NO,"hei"\n2,DK,"hej, du\n', ("row 3", "never closed")),
        ('id,country,text\n1,NO,"a, b"\n2,DK,"c" d, e\n', ("row 3", "double those inside")),
        ("id;country;text\n1;NO;hei\nog mer\n2;DK;hej\n", ("row 3", "1 cell where", "line end")),
        ('id,country,text\n1,NO,"a, b\n2,DK,c\n3,SE,"\n4,NO,"d, e"\n', ("row 2", "next row")),
        ("", ("empty",)),
        ("\n\n  \n", ("empty",)),
        ("id,country,text\n", ("no texts",)),
        ("id,country,id,text\n1,NO,2,hei\n", ("row 1", "'id' stands twice")),
        ("id,country,text,Text\n1,NO,a,b\n", ("row 1", "stands twice")),
        ("id,country\n1,NO\n", ("row 1", "'text' is missing", "id, country")),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_row(make_corpus, table, told):
    if "no texts" in told:
        with pytest.raises(StudyError, match="no texts found"):
            read(make_corpus, table)
        return
    said = refusal(make_corpus, table)
    assert not [word for word in told if word not in said], said


def test_signs_that_no_text_needs_are_taken_out_and_told(make_corpus):
    table = "id,country,text\n1,NO," + "hei " * 50 + "\0du\n2,DK,hej\n"
    found = read_corpus(make_corpus({"t.csv": table}) / "t.csv")
    assert "\0" not in found.documents["text"][0]
    assert "NUL" in found.inventory["reason"][0]


def test_a_cell_of_five_megabytes(make_corpus):
    table = "id,country,text\n1,NO," + "ord " * 1_250_000 + "\n2,DK,hej\n"
    assert len(read(make_corpus, table)["1"]) > 4_900_000
