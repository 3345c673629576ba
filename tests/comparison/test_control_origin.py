"""Who wrote the cells of a control text, as far as its columns say."""

import pytest

from nordtema.comparison.control_origin import ORIGINS, machine_rows
from nordtema.comparison.control_texts import read_parallel
from nordtema.study import StudyError

HEADER = "group,theme,nb,nn,da,sv"


def written(tmp_path, *rows: str, columns: str = ""):
    path = tmp_path / "parallel.csv"
    path.write_text("\n".join([HEADER + columns, *rows]) + "\n", encoding="utf-8")
    return path


def draft(tmp_path, *origins: str):
    """A control text whose source is Bokmål, a row for each of the origins."""
    rows = [f"g{n},sea,fisk,fisk,fisk,fisk,nb,{one}" for n, one in enumerate(origins)]
    return written(tmp_path, *rows, columns=",source," + ",".join(ORIGINS.values()))


def test_a_control_text_without_origins_was_written_by_people(tmp_path):
    assert machine_rows(read_parallel(written(tmp_path, "g,sea,a,b,c,d", "h,sea,a,b,c,d"))) == 0


def test_a_row_is_a_machines_as_long_as_one_of_its_cells_is(tmp_path):
    path = draft(
        tmp_path, "human,human,human,human", "human,machine,human,human", "human,machine,machine,"
    )
    assert machine_rows(read_parallel(path)) == 2


def test_whoever_fills_an_empty_cell_is_a_person_and_case_does_not_matter(tmp_path):
    path = draft(tmp_path, "human,empty,,Human", "human, MACHINE ,empty,human")
    assert machine_rows(read_parallel(path)) == 1


def test_an_unknown_origin_is_named_with_row_column_value_and_remedy(tmp_path):
    path = draft(tmp_path, "human,human,human,human", "human,human,checked,human")
    with pytest.raises(StudyError) as error:
        read_parallel(path)
    said = str(error.value)
    assert said.startswith("parallel.csv: row 3: column origin_da: 'checked'; write human")
    assert "\n" not in said


def test_a_cell_that_still_waits_for_its_translator_is_named(tmp_path):
    rows = ["g,sea,a,b,c,d,nb,human,human,human,human", "h,sea,a,b,,,nb,human,human,empty,empty"]
    path = written(tmp_path, *rows, columns=",source," + ",".join(ORIGINS.values()))
    with pytest.raises(StudyError, match=r"row 3: column da is empty; .*take the row out"):
        read_parallel(path)
