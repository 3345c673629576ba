"""A CoNLL-U file with our lemmas and classes."""

import pytest

from nordtema.cli import run
from nordtema.vocabulary.readings.conllu import read_conllu

SENTENCE = """# text = Lederen tog skal hurtigt videre.
1	Lederen	_	_	_	_	_	_	_	_
2-3	togvogn	_	_	_	_	_	_	_	_
2	tog	x	y	z	A=b	0	root	_	SpaceAfter=No
2.1	usagt	_	_	_	_	_	_	_	_
3	skal	_	_	_	_	_	_	_	_
4	hurtigt	_	_	_	_	_	_	_	_
5	videre	_	_	_	_	_	_	_	_
6	.	_	_	_	_	_	_	_	_"""


def cells(lines: list[str], number: str) -> list[str]:
    (line,) = [line for line in lines if line.startswith(f"{number}\t")]
    return line.split("\t")


@pytest.fixture
def read():
    return list(read_conllu([*SENTENCE.split("\n"), "", *SENTENCE.split("\n")], "da"))


def test_words_get_lemma_and_class_and_nothing_else_is_kept(read):
    first = read[: len(SENTENCE.split("\n"))]
    assert cells(first, "1")[:4] == ["1", "Lederen", "leder", "NOUN"]
    assert cells(first, "2") == ["2", "tog", "tage", "VERB", *["_"] * 6]
    assert cells(first, "6")[:4] == ["6", ".", ".", "PUNCT"]


def test_where_the_study_counts_another_lemma_it_stands_in_the_last_column(read):
    word = cells(read[: len(SENTENCE.split("\n"))], "4")
    assert (word[2], word[9]) == ("hurtigt", "Compared=hurtig")


def test_comments_joined_and_empty_words_and_blank_lines_stay(read):
    lines = SENTENCE.split("\n")
    assert read[0] == lines[0] and read[2] == lines[2] and read[4] == lines[4]
    assert read[len(lines)] == "" and read[len(lines) + 1 :] == read[: len(lines)]
    assert list(read_conllu([], "da")) == []


def test_the_command_writes_a_line_for_a_line(tmp_path, capsys):
    file = tmp_path / "setning.conllu"
    file.write_text(SENTENCE + "\n\n", encoding="utf-8")
    assert run(["lemmas", str(file), "--language", "da"]) == 0
    assert capsys.readouterr().out.count("\n") == (SENTENCE + "\n\n").count("\n")


def test_a_strange_language_or_file_is_told_in_one_line(tmp_path):
    file = tmp_path / "setning.conllu"
    file.write_bytes(b"1\t\xff")
    assert "nb, nn, da, sv" in run(["lemmas", str(file), "--language", "is"])
    assert "UTF-8" in run(["lemmas", str(file), "--language", "da"])
    file.write_text("Lederen tog bogen.\n", encoding="utf-8")
    assert "ten columns" in run(["lemmas", str(file), "--language", "da"])
    assert "no such file" in run(["lemmas", str(tmp_path / "x"), "--language", "da"]).lower()
