"""Dates in the forms of their sources: right, coarser or empty, never another."""

import csv
import datetime
import random
import re
from email.utils import format_datetime
from importlib.resources import files

import pandas as pd
import pytest

from nordtema.corpus.dates import _months, _words, date_in_name, form_of, resolve_dates, years_of

YEARS = (1500, 2100)
FORMS = [
    *csv.DictReader(
        (files("nordtema.corpus") / "data" / "date_forms.csv").read_text("utf-8").splitlines()
    )
]
MONTHS = {
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
    "short": "jan. feb. mars apr. mai juni juli aug. sept. okt. nov. des.",
}
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()  # noqa: SIM905


def one(value, years=YEARS):
    return resolve_dates([value], years).iso[0]


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row["example"])
def test_every_form_has_an_example_that_it_reads(row):
    found = one(row["example"], (1990, 2050))
    ambiguous = {"15-4-11", "110415"}
    assert found == "" if row["example"] in ambiguous else "2011-04-15".startswith(found[:4])


@pytest.mark.parametrize(
    "value",
    ["1907-06-03", "1907-06-03T08:30:00+01:00", "3.6.1907", "03.06.1907", "3. juni 1907",
     "den 3 juni 1907", "mandag den 3. juni 1907", "3:e juni 1907", "June 3rd, 1907",
     "3 Jun 1907", "3/6-1907", "3/6 1907", "3.VI.1907", "19070603", "1907/6/3",
     "1907-06-03 08:30", "3. juni 1907 kl. 8.30", "Mon, 3 Jun 1907 08:30:00 +0100 (CET)",
     "Mon Jun 03 08:30:00 +0000 1907", "03JUN1907", "'1907-06-03", "+1907-06-03T00:00:00Z",
     "03.06.1907 - 08:30", "08:30 3. juni 1907", "Publisert: mandag 3. juni 1907",
     "d. 3. juni 1907",
     "Publicerad 1907-06-03 | 08:30", "man. 3.6.1907", "1907:06:03 08:30:00", "1907_06_03",
     "3 6 1907", "Jun. 3, 1907 08:30:00 AM CET", "03-JUN-1907 08.30.00.000000 AM",
     "Monday, June 3, 1907 at 8:30pm UTC+01", "1907-W23-1", "1907-154"],
)  # fmt: skip
def test_one_day_in_many_forms(value):
    assert one(value) == "1907-06-03"


@pytest.mark.parametrize(
    ("value", "iso"),
    [("1275998400", "2010-06-08"), ("1275998400.0", "2010-06-08"), ("1275998400123", "2010-06-08"),
     ("40337", "2010-06-08"), ("40337.75", "2010-06-08"), ("40337,75", "2010-06-08"),
     ("1751", "1751"), ("1751.0", "1751"), ("1751-08", "1751-08"), ("august 1751", "1751-08"),
     ("8/1751", "1751-08"), ("1751-08-00", "1751-08"), ("1751-00-00", "1751"),
     ("hösten 1751", "1751"), ("1751M08", "1751-08"), ("1751K3", "1751"),
     ("/Date(1275998400000+0200)/", "2010-06-08"), ('"40337"', "2010-06-08"),
     ("[1751]", "1751"), ("06/25/1975", "1975-06-25"),
     ("25/06/1975", "1975-06-25"), ("29.2.2012", "2012-02-29")],
)  # fmt: skip
def test_numbers_and_coarser_dates(value, iso):
    assert one(value) == iso


@pytest.mark.parametrize(
    ("value", "form"),
    [("2010-25-06", "9999-99-99"), ("31.2.2010", "99.9.9999"), ("29.2.2011", "99.9.9999"),
     ("1302", "9999"), ("2999-01-01", "9999-99-99"), ("9999.99", "9999.99"), ("15079", "99999"),
     ("72133", "99999"), ("4102444800", "9999999999"),
     ("-1275998400", "-9999999999"), ("1e400", "9a999"), ("inf", "a"), ("sist sommer", "a a"),
     ("1.27e9", "9.99a9"), ("٢٠١٠", "9999"), ("1850-tallet", "9999-a"), ("3.4.05", "9.9.99"),
     ("2010-06-08" * 1000, "9999-99-999999-99-999999…"), ("12:30", "99:99")],
)  # fmt: skip
def test_what_is_not_understood_is_empty_and_counted_by_its_form(value, form):
    read = resolve_dates([value, value], YEARS)
    assert read.iso == ("", "") and read.unread == {form: 2}


def test_missing_dates_are_not_counted():
    read = resolve_dates(["", "nan", "u.å.", "-", "0000-00-00", "udatert"], YEARS)
    assert read.iso == ("",) * 6 and read.unread == {}


@pytest.mark.parametrize(
    ("column", "iso"),
    [(["4/5/2011", "3/25/2011"], ["2011-04-05", "2011-03-25"]),  # the month first
     (["4/5/2011", "25/3/2011"], ["2011-05-04", "2011-03-25"]),
     (["4/5/2011", "1/2/2011"], ["2011-05-04", "2011-02-01"]),  # the Nordic way
     # both: what can be told, else the year
     (["4/5/2011", "25/3/2011", "3/25/2011", "5/5/2011"],
      ["2011", "2011-03-25", "2011-03-25", "2011-05-05"]),
     # sources with dots and with strokes are two
     (["4.5.2011", "3/25/2011"], ["2011-05-04", "2011-03-25"]),
     # years of two digits: from the other years, or not at all
     (["3.4.05", "1.1.1903"], ["1905-04-03", "1903-01-01"]),
     (["3.4.05", "2.2.2003"], ["2005-04-03", "2003-02-02"]),
     (["3-Apr-05", "1899"], ["1905-04-03", "1899"]),
     (["05-12-31", "04-04-03", "2004"], ["2005-12-31", "2004-04-03", "2004"]),
     # months without a separator: a month past 12 in the other reading proves it
     (["201004", "199912"], ["2010-04", "1999-12"])],
)  # fmt: skip
def test_a_column_tells_what_a_value_does_not(column, iso):
    assert list(resolve_dates(column, YEARS).iso) == iso


def test_one_slip_does_not_make_a_column_doubtful():
    column = [f"{day}.{month}.1999" for month in range(1, 13) for day in range(1, 29)]
    read = resolve_dates([*column, "04.29.1999"], YEARS)
    assert read.iso[3] == "1999-01-04" and read.iso[-1] == "1999-04-29"


def test_one_proof_is_enough_where_nothing_speaks_against_it():
    column = [f"{month}/{day}/1999" for month in range(1, 13) for day in range(1, 12)]
    read = resolve_dates([*column, "4/29/1999"], YEARS)
    assert read.iso[3] == "1999-01-04" and read.iso[-1] == "1999-04-29"


def test_the_tables_of_forms_and_words_are_sound():
    for row in FORMS:
        assert set(row["preferred"].split()) <= set(row["orders"].split())
    assert all(sorted(_words(str(month))) for month in range(1, 13))
    assert {"desember", "december", "dec", "des"} <= {w for w, n in _months().items() if n == 12}


@pytest.mark.parametrize(
    ("iso", "year"),
    [("1751-03-04", "1751"), ("1751-03", "1751"), ("1751", "1751"), (1751, "1751"),
     (1751.0, "1751"), ("", ""), (None, ""), ("17510304", ""), ("4.3.1751", "")],
)  # fmt: skip
def test_one_rule_for_years(iso, year):
    assert years_of(pd.Series([iso], dtype=object)).tolist() == [year]


def test_the_years_of_the_study_bound_the_dates():
    assert one("12.5.1751", (1900, 2000)) == "" and one("3.4.05", (1990, 2050)) == "2005-04-03"


def written(day: datetime.date) -> list[str]:
    """A day in many forms."""
    names = {key: names.split()[day.month - 1] for key, names in MONTHS.items()}
    d, m, y = day.day, day.month, day.year
    noon = datetime.datetime(y, m, d, 12, tzinfo=datetime.UTC)
    # programs count from 1970; small counts of theirs are years or nothing
    seconds = int(noon.timestamp()) if y > 1973 else 2**33
    return [
        day.isoformat(), noon.isoformat(), f"{d}.{m}.{y}", f"{d:02}.{m:02}.{y}", f"{d}/{m}/{y}",
        f"{m}/{d}/{y}", f"{d:02}-{m:02}-{y}", f"{d}/{m}-{y}", f"{d}/{m} {y}", f"{y}/{m}/{d}",
        f"{y}.{m}.{d}", f"{y}{m:02}{d:02}", f"{d:02}{m:02}{y}", f"{d}.{m}.{y % 100:02}",
        f"{y % 100:02}-{m:02}-{d:02}", f"{y % 100:02}{m:02}{d:02}", f"{d}. {names['nb']} {y}",
        f"den {d}. {names['da']} {y}", f"{d}:e {names['sv']} {y}", f"{names['en']} {d}, {y}",
        f"{d} {names['short']} {y}", f"{d}.{ROMAN[m - 1]}.{y}", format_datetime(noon),
        noon.strftime("%a %b %d %H:%M:%S +0000 %Y"), noon.strftime("%d%b%Y"),
        noon.strftime("%d-%b-%y"), str(seconds), f"{seconds}.0", str(seconds * 1000),
        str((day - datetime.date(1899, 12, 30)).days if y > 1926 else ""),
        noon.strftime("%G-W%V-%u"),
        noon.strftime("%Y-%j"), f"{y}-{m:02}", f"{names['sv']} {y}", str(y),
    ]  # fmt: skip


def drawn(number: int) -> list[datetime.date]:
    draw = random.Random(7)
    first, last = datetime.date(1751, 1, 1).toordinal(), datetime.date(2100, 12, 31).toordinal()
    return [datetime.date.fromordinal(draw.randint(first, last)) for _ in range(number)]


def test_no_date_comes_back_as_another():
    american = re.compile(r"\d+/\d+/\d{4}")
    for day in drawn(120):
        for value in written(day):
            found = one(value)
            if american.fullmatch(value) and day.day <= 12:
                continue  # alone it cannot be told, and the day goes first here
            assert day.isoformat().startswith(found), (day, value, found)


def test_no_column_comes_back_as_another():
    days = drawn(300)
    for values in zip(*map(written, days), strict=True):
        read = resolve_dates(values, YEARS)
        wrong = [
            (value, found)
            for value, found, day in zip(values, read.iso, days, strict=True)
            if not day.isoformat().startswith(found)
        ]
        assert not wrong, wrong[:5]


def test_forms_hide_what_a_cell_says():
    assert form_of("Anna Bø, 3. mai") == "a a, 9. a" and form_of("<b>|=1") == "·a···9"
    assert len(form_of("1" * 10_000)) == 25


@pytest.mark.parametrize(
    ("name", "date"),
    [("avis_2010-05-03.txt", "2010-05-03"), ("20100503 leder.docx", "2010-05-03"),
     ("1899.12.31.html", "1899-12-31"), ("2010-13-03.txt", ""), ("leder 12345678.txt", ""),
     ("sak 201005031.txt", ""), ("2010.txt", ""), ("2010-0503.txt", "")],
)  # fmt: skip
def test_the_date_in_the_name_of_a_file(name, date):
    assert date_in_name(name) == date
