"""No name of a writer of the corpus that comes with the project stands in its published results."""

import re

import pytest
from shipped_corpus import CHECKOUT, SHIPPED

from nordtema.corpus.sources import read_corpus

RESULTS = CHECKOUT / "results"
PUBLISHED = sorted(
    path
    for folder in ("tables", "figures", "notebooks", "report")
    for path in (RESULTS / folder).rglob("*")
    if path.suffix in {".csv", ".json", ".html", ".ipynb", ".svg", ".md", ".js"}
)
#: where texts can be read: a word in small letters is no name there (Nynorsk *anna*)
OF_TEXTS = ("themes", "documents", "concepts", "reader")
WORD = re.compile(r"[^\W\d_]+")
PICTURE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]*")


def words_of(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(PICTURE.sub("", text)) if len(word) > 1}


@pytest.fixture(scope="module")
def names() -> set[str]:
    """Parts of the names in the column of authors."""
    return words_of(" ".join(read_corpus(SHIPPED).documents["author"]))


def test_the_names_are_there_to_be_found(names):
    assert len(names) > 150 and {"rosenby", "fjeldbu", "emil"} <= names


@pytest.mark.skipif(
    not (RESULTS / "tables" / "kept_back.csv").exists(), reason="results of an earlier version"
)
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.relative_to(RESULTS).as_posix())
def test_no_part_of_a_writers_name_is_published(names, path):
    text = path.read_text(encoding="utf-8")
    if path.parent.name in OF_TEXTS:
        text = " ".join(word for word in WORD.findall(text) if word[0].isupper())
    assert not words_of(text) & names
