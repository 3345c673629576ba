"""Names of persons in running text: how many are found, and what is masked wrongly.

    python benchmarks/persons.py

1. The sentences of tests/data/privacy/persons.csv, whose persons are marked.
2. If the corpora beside the checkout are there: tokens of treebanks that are masked and no proper
   noun, for each 1,000 tokens; and the members of three parliaments, each in short sentences.
"""

import csv
import gzip
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from beside import ROOT, SHARED
from nordtema.corpus.mentions import mentions_in
from nordtema.languages import LANGUAGES

SENTENCES = ROOT / "tests" / "data" / "privacy" / "persons.csv"
TREEBANKS = (
    "no_bokmaal-dev", "no_nynorsk-dev", "da_ddt-dev", "sv_talbanken-dev", "sv_lines-dev",
    "sv_lines-test",
)  # fmt: skip
NORMS = {"no_bokmaal": "nb", "no_nynorsk": "nn", "da_ddt": "da"}
ROSTERS = {"da": "DK/ParlaMint-DK.xml", "nb": "NO/ParlaMint-NO.xml",
           "sv": "SE/ParlaMint-SE-listPerson.xml"}  # fmt: skip
FRAMES = {
    "da": ("Vi mødte {full} på gaden.", "Fru {family} svarede.", "Der stod {given} alene.",
           "Så kom {family} ind."),
    "nb": ("Vi møtte {full} på gata.", "Statsråd {family} svarte.", "Der sto {given} alene.",
           "Så kom {family} inn."),
    "sv": ("Vi mötte {full} på gatan.", "Statsrådet {family} svarade.", "Där stod {given} ensam.",
           "Så kom {family} in."),
}  # fmt: skip

Place = tuple[int, int]


def hidden(text: str, language: str) -> list[Place]:
    """Where names are hidden in a sentence that stands alone."""
    (mentions,) = mentions_in([text], [language])
    return [(one.start, one.end) for one in mentions if one.hidden]


def covers(found: Sequence[Place], start: int, end: int) -> bool:
    """Whether one of the places holds the whole of another."""
    return any(a <= start and end <= b for a, b in found)


def marked(text: str) -> tuple[str, list[Place]]:
    """A sentence without its brackets, and where they stood."""
    plain, places = "", []
    for piece in re.split(r"(\[[^\]]*\])", text):
        name = piece.strip("[]")
        places += [(len(plain), len(plain) + len(name))] * piece.startswith("[")
        plain += name
    return plain, places


def own_sentences() -> None:
    """Persons found and words hidden for nothing, by norm."""
    with SENTENCES.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for norm in LANGUAGES:
        persons = right = wrong = 0
        for row in (row for row in rows if row["language"] == norm):
            text, places = marked(row["text"])
            found = hidden(text, norm)
            persons += len(places)
            right += sum(covers(found, *place) for place in places)
            wrong += sum(not covers(places, *place) for place in found)
        print(f"sentences {norm}: {right} of {persons} persons, {wrong} hidden for nothing")


def treebank(name: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Text and tokens (form, class) of each sentence."""
    tokens: list[tuple[str, str]] = []
    text = ""
    with gzip.open(SHARED / "corpora" / "ud" / f"{name}.conllu.gz", "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# text = "):
                text = line[9:].rstrip("\n")
            elif line[:1].isdigit():
                cells = line.split("\t")
                tokens += [(cells[1], cells[3])] * cells[0].isdigit()
            elif not line.strip() and tokens:
                yield text, tokens
                tokens = []


def treebanks() -> None:
    """Tokens that are hidden and no proper noun."""
    for name in TREEBANKS:
        norm = NORMS.get(name.partition("-")[0], "sv")
        total = names = wrong = 0
        for text, tokens in treebank(name):
            found, place = hidden(text, norm), 0
            for form, word_class in tokens:
                start = text.find(form, place)
                place = max(start, place) + len(form)
                total += 1
                masked = any(start < b and start + len(form) > a for a, b in found)
                names += masked and word_class == "PROPN"
                wrong += masked and word_class != "PROPN" and form.isalpha()
        print(f"{name}: {names} proper nouns hidden, {1000 * wrong / total:.2f} others in 1,000")


def roster(path: Path) -> list[tuple[str, str]]:
    """Given names and family name of each person of a parliament."""
    people = set()
    for entry in re.findall(r"<person\b.*?</person>", path.read_text(encoding="utf-8"), re.DOTALL):
        family = re.findall(r"<surname[^>]*>([^<]+)", entry)
        given = re.findall(r"<forename[^>]*>([^<]+)", entry)
        if family and given:
            people.add((" ".join(given).strip(), family[0].strip()))
    return sorted(people)


def rosters() -> None:
    """Members of parliaments found in sentences made for them."""
    for norm, file in ROSTERS.items():
        people = roster(SHARED / "corpora" / "parlamint-native" / file)
        for frame in FRAMES[norm]:
            right = 0
            for given, family in people:
                name = re.search(r"\{\w+\}", frame)
                parts = {"full": f"{given} {family}", "family": family, "given": given.split()[0]}
                said = parts[name[0].strip("{}")] if name else ""
                start = frame.index("{")
                right += covers(hidden(frame.format(**parts), norm), start, start + len(said))
            print(f"{norm} {frame} {right / len(people):.3f} of {len(people)}")


if __name__ == "__main__":
    own_sentences()
    if (SHARED / "corpora").is_dir():
        treebanks()
        rosters()
