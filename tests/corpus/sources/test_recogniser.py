"""A format is known by one module: nothing else has to name it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from conftest import CHECKOUT
from nordtema.corpus import sources
from nordtema.corpus.sources.formats import format_of, formats
from nordtema.corpus.sources.recogniser import Beginning, Recogniser, recognisers
from nordtema.workflow.dependencies import modules_behind

MODULE = '''
"""Letters between two lines of stars, each with its writer and year."""

from .exported import ExportedDocument
from .readers import of_text
from .recogniser import Recogniser, sign

_SIGN = sign(r"^\\*\\* Brev fra (.+), (\\d{4}) \\*\\*$", "** Brev fra", least=2)


def letters(text):
    """The letters of a collection."""
    parts = _SIGN.pattern.split(text)[1:]
    rows = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return [ExportedDocument(body.strip(), year, author=who) for who, year, body in rows]


RECOGNISERS = (
    Recogniser("letters", "a collection of letters that could not be parted", "part it",
               lambda seen: _SIGN.shows_in(seen.plain), of_text(letters), letters),
)
'''
LETTERS = """** Brev fra Anne Strand, 1901 **
Kjære søster, sneen ligger høyt, og hesten er solgt.
** Brev fra Per Vold, 1903 **
Kjære venn, båten kom hjem i går med full last av sild.
"""


def test_a_module_more_in_the_room_is_read_told_and_followed(tmp_path):
    package = tmp_path / "nordtema"
    shutil.copytree(CHECKOUT / "src" / "nordtema", package)
    (package / "corpus" / "sources" / "letters.py").write_text(MODULE, encoding="utf-8")
    corpus = tmp_path / "corpus" / "norway"
    corpus.mkdir(parents=True)
    (corpus / "brev.txt").write_text(LETTERS, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-m", "nordtema", "import", str(corpus.parent), "-o",
               str(tmp_path / "made")]  # fmt: skip
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    made = pd.read_parquet(tmp_path / "made" / "texts.parquet")
    assert made["author"].tolist() == ["Anne Strand", "Per Vold"]
    assert made["date"].str[:4].tolist() == ["1901", "1903"]
    assert made["text"].str.contains("Brev fra").sum() == 0
    inventory = pd.read_csv(tmp_path / "made" / "inventory.csv")
    assert inventory["recogniser"].tolist() == ["a collection of letters"]
    assert inventory["texts"].tolist() == [2]


def test_every_recogniser_has_a_key_of_its_own_and_stands_among_the_formats():
    keys = [one.key for one in recognisers()]
    assert len(keys) > 10 and len(set(keys)) == len(keys)
    assert all(formats()[key] is one for key, one in zip(keys, recognisers(), strict=True))
    told = [kind for kind in formats().values() if not isinstance(kind, Recogniser)]
    assert told and not {kind.key for kind in told} & set(keys)


@pytest.mark.parametrize("module", ["corpus.sources", "workflow.imported"])
def test_a_change_of_any_module_of_the_room_has_texts_read_again(module):
    behind = set(modules_behind("", (module,)))
    assert set(Path(sources.__file__).parent.glob("*.py")) <= behind


def test_what_an_archive_packed_as_word_begins_with_is_not_searched_as_text(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\nFrom a@b.no Mon Jan  1 10:00\nFrom a@b.no Mon Jan  1 10:00\n")
    assert Beginning(path.read_bytes(), path).text == ""
    assert format_of(path).key == "pdf"
