"""Corpora drawn at random, as people bring them: small, odd, half empty; and what becomes of them.

    python tests/acceptance/random_corpora.py 300 [first]

walks 300 studies to the end and says what was wrong with any, and by which words others were
refused. A draw is the same whenever its number is.
"""

import csv
import gzip
import io
import json
import os
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from nordtema.study import Study, StudyError, read_study

NORMS = ("nb", "nn", "da", "sv")
NORMS_OF = {
    "NO": ("nb", "nb", "nb", "nn"),
    "DK": ("da",),
    "SE": ("sv",),
    "FI": ("sv",),
    "AX": ("sv",),
}
SMALL = {
    "comparison.bootstrap": 200, "comparison.permutations": 199, "comparison.refits": 2,
    "topics.refits": 2, "robustness.calibration_studies": 1, "topics.k_grid": [2, 4],
    "robustness.k_factors": [1.5], "robustness.words": ["telling"], "robustness.resamples": [0],
    "robustness.link_thresholds": [0.8], "robustness.shared_words": ["countries"],
    "robustness.units": ["document"], "robustness.weights": ["documents"],
}  # fmt: skip
ENGLISH = "The boat lies at the quay and the fisherman carries his cod ashore while gulls cry."
STOP_WORDS = {"NO": "Det er ikke at jeg har vært der.", "DK": "Det er ikke at jeg har været der.",
              "SE": "Det är inte att jag har varit där."}  # fmt: skip


@dataclass
class Drawn:
    """A corpus of texts, the form it is brought in, and the study that is made of it."""

    rows: list[dict[str, object]]
    form: str
    settings: dict[str, object]
    own: dict[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"


def words() -> dict[str, list[dict[str, str]]]:
    """The rows of the word list by theme."""
    with (Path(__file__).parent / "random_words.csv").open(encoding="utf-8") as handle:
        found: dict[str, list[dict[str, str]]] = {}
        for row in csv.DictReader(handle):
            found.setdefault(row["theme"], []).append(row)
    return found


WORDS = words()
FRAMES = WORDS.pop("frame")
THEMES = tuple(WORDS)


SIZES = (1, 2, 3, 4, 5, 6, 8, 12, 20, 30, 45, 60)
SIZE_CHANCES = (0.02, 0.06, 0.08, 0.08, 0.08, 0.1, 0.1, 0.12, 0.12, 0.1, 0.08, 0.06)


def draw(number: int) -> Drawn:
    """The corpus and study of that number."""
    rng = np.random.default_rng([7, number])
    size = int(rng.choice(SIZES, p=SIZE_CHANCES))
    countries = list(
        rng.permutation(["NO", "DK", "SE"])[: rng.choice([1, 2, 3], p=[0.02, 0.3, 0.68])]
    )
    mood = str(rng.choice(MOODS, p=MOOD_CHANCES))
    rows = [_row(n, countries[n % len(countries)], mood, rng) for n in range(size)]
    _identify(rows, rng)
    _tell(rows, rng)
    form = str(rng.choice(FORMS))
    return Drawn(rows, form, _settings(rows, rng), _own_files(rng), _encoding(form, rng))


def themed(countries: tuple[str, ...], size: int, **settings: object) -> Drawn:
    """A table of texts of several themes, so many a country, over six years."""
    rng = np.random.default_rng(5)
    rows = []
    for number in range(size):
        for country in countries:
            norm, theme = NORMS_OF[country][0], str(rng.choice(THEMES))
            text = "\n\n".join(_paragraph(theme, norm, "themes", rng) for _ in range(3))
            rows.append({"id": f"{country}-{number}", "country": country, "norm": norm,
                         "date": f"{2010 + number % 6}-03-04", "text": text})  # fmt: skip
    return Drawn(rows, "csv", {**SMALL, "topics.k": 4, **settings})


# ---------------------------------------------------------------- texts

MOODS = ("themes", "one theme", "apart", "identical", "one word", "short", "long", "half empty")
MOOD_CHANCES = (0.4, 0.1, 0.08, 0.06, 0.06, 0.1, 0.1, 0.1)


def _row(number: int, country: str, mood: str, rng: np.random.Generator) -> dict[str, object]:
    norm = str(rng.choice(NORMS_OF[country]))
    return {"id": number + 1, "country": country, "norm": norm,
            "text": _text(country, norm, mood, rng)}  # fmt: skip


def _text(country: str, norm: str, mood: str, rng: np.random.Generator) -> str:
    if mood == "identical":
        rng = np.random.default_rng(3)
    if mood == "one word":
        return WORDS["school"][int(rng.integers(4))][norm]
    odd = rng.random()
    if odd < (0.5 if mood == "half empty" else 0.08):
        return str(rng.choice(["", " \n\t ", WORDS["sea"][0][norm], STOP_WORDS[country], ENGLISH,
                               "🙂🙂🙂", "12 345 678,90", "x" * 10_000, "!!! ??? …"]))  # fmt: skip
    theme = str(rng.choice(THEMES))
    if mood == "one theme":
        theme = "school"
    if mood == "apart":
        theme = {"NO": "school", "DK": "sea", "SE": "money"}[country]
    paragraphs = {"short": 1, "long": 12}.get(mood, int(rng.integers(1, 5)))
    return "\n\n".join(_paragraph(theme, norm, mood, rng) for _ in range(paragraphs))


def _paragraph(theme: str, norm: str, mood: str, rng: np.random.Generator) -> str:
    sentences = []
    for _ in range(1 if mood == "short" else int(rng.integers(1, 6))):
        other = (
            theme if mood in ("one theme", "apart") or rng.random() < 0.7 else rng.choice(THEMES)
        )
        chosen = [WORDS[str(t)][int(rng.integers(8))][norm] for t in (theme, other, theme)]
        sentences.append(FRAMES[int(rng.integers(len(FRAMES)))][norm].format(*chosen))
    return " ".join(sentences)


# ---------------------------------------------------------------- what is told of them


def _identify(rows: list[dict], rng: np.random.Generator) -> None:
    """Ids as exports have them."""
    kinds = {
        "numbers": lambda n: n + 1,
        "zeros": lambda n: f"{n + 1:03}",
        "decimals": lambda n: f"2010.{n + 1}0",
        "blanks": lambda n: f"text no {n + 1}",
        "letters": lambda n: f"blåbær/øl-{n + 1}.txt",
        "signs": lambda n: f"a{n + 1}#b?c&d=e'f\"g",
        "long": lambda n: f"{n + 1}-" + "x" * 180,
        "large": lambda n: 2**53 + n,
        "formulas": lambda n: f"=SUM(A{n + 1})",
    }
    make = kinds[str(rng.choice(list(kinds)))]
    for number, row in enumerate(rows):
        row["id"] = make(number)


def _tell(rows: list[dict], rng: np.random.Generator) -> None:
    """Dates, authors, languages, countries in words, and columns of the researcher's own."""
    chosen = {name: str(rng.choice(list(kinds))) for name, kinds in FACTS.items()}
    for number, row in enumerate(rows):
        for name, kinds in FACTS.items():
            value = kinds[chosen[name]](number, row, rng)
            if value is not None:
                row[name] = value
    if rng.random() < 0.15:
        row = rows[int(rng.integers(len(rows)))]
        row["country"] = str(rng.choice(["", "NA", "ukjent"]))
    for name in rng.permutation(OWN_COLUMNS)[: int(rng.choice([0, 0, 1, 3]))]:
        for number, row in enumerate(rows):
            row[str(name)] = [number, "a", "", "x; y", 1.5][number % 5]


OWN_COLUMNS = (
    "status", "tokens", "reason", "segments", "topic_1", "kind", "party", "year", "theme",
    "linked_share", "weight", "index",
)  # fmt: skip
NAMES = {"NO": ("Norge", "Norway", "no", "NOR"), "DK": ("Danmark", "denmark", "DK", "DNK"),
         "SE": ("Sverige", "Sweden", "se", "SWE")}  # fmt: skip
LANGUAGE_NAMES = {"nb": "bokmål", "nn": "nynorsk", "da": "dansk", "sv": "svenska"}
FACTS = {
    "date": {
        "none": lambda n, row, rng: None,
        "iso": lambda n, row, rng: f"20{n % 20:02}-0{n % 9 + 1}-15",
        "nordic": lambda n, row, rng: f"{n % 27 + 1}.{n % 12 + 1}.{2000 + n % 20}",
        "one year": lambda n, row, rng: "2015",
        "old": lambda n, row, rng: str(1751 + n),
        "words": lambda n, row, rng: f"{n % 27 + 1}. mai {2001 + n % 5}",
        "mixed": lambda n, row, rng: ["2010-01-01", "", "NA", "1.2.2003", "someday", "43831"][
            n % 6
        ],
        "seconds": lambda n, row, rng: 1_300_000_000 + 10_000_000 * n,
    },
    "author": {
        "none": lambda n, row, rng: None,
        "one": lambda n, row, rng: "Ola Nordmann",
        "many": lambda n, row, rng: f"Kari Kårson{chr(97 + n % 26)}",
        "few": lambda n, row, rng: ["Bo Åkesson", "Ann Ås", ""][n % 3],
        "nobody": lambda n, row, rng: ["admin", "anonym", "Redaksjonen"][n % 3],
    },
    "language": {
        "none": lambda n, row, rng: None,
        "code": lambda n, row, rng: row["norm"],
        "name": lambda n, row, rng: LANGUAGE_NAMES[row["norm"]],
        "some": lambda n, row, rng: [row["norm"], "", "NA", "und"][n % 4],
        "wrong": lambda n, row, rng: "da" if n % 5 == 0 else row["norm"],
        "foreign": lambda n, row, rng: "fi" if n % 7 == 6 else row["norm"],
    },
    "country": {
        "code": lambda n, row, rng: row["country"],
        "name": lambda n, row, rng: NAMES[row["country"]][n % 2],
        "mixed": lambda n, row, rng: NAMES[row["country"]][n % 4],
    },
}


# ---------------------------------------------------------------- the study


def _settings(rows: list[dict], rng: np.random.Generator) -> dict[str, object]:
    """Parameters as people set them, with tiny numbers of resamples."""
    chosen = dict(SMALL)
    for name, options in CHOICES.items():
        value = options[int(rng.integers(len(options)))]
        if value is not None:
            chosen[name] = value
    present = {name for row in rows for name in row}
    if rng.random() < 0.3 and "author" in present:
        chosen["comparison.cluster"] = ["author"]
    if rng.random() < 0.15 and "date" in present:
        chosen["comparison.adjust"] = ["year"]
    if "party" in present:
        chosen["comparison.cluster"] = ["party"]
    return chosen


CHOICES = {
    "topics.k": ["auto", 2, 2, 3, 4, 6, 8, 12, 20, 30],
    "corpus.unit": ["post", "document", "paragraph"],
    "corpus.near_duplicate": [0.8, 1.0],
    "corpus.minimum_words": [None, None, 1],
    "about.main_model": ["lda", "nmf"],
    "comparison.weight": ["documents", "tokens"],
    "comparison.minimum_clusters": [None, 2],
    "vocabulary.minimum_documents": [None, None, 1],
    "vocabulary.maximum_document_share": [None, None, 1.0],
    "vocabulary.shared_words": [None, None, "languages", "any"],
    "vocabulary.equalise": [None, None, False],
    "vocabulary.use_review_links": [None, None, False],
    "vocabulary.phrases": [None, None, False],
    "vocabulary.maximum_country_share": [None, None, None, 0.6],
    "robustness.units": [None, None, ["document", "paragraph"]],
    "robustness.words": [None, None, ["nouns"]],
    "robustness.weights": [None, None, ["tokens"]],
    "robustness.resamples": [None, None, [0, 1]],
    "robustness.calibration_studies": [None, None, 0],
    "comparison.refits": [None, None, 0, 1],
}


def _own_files(rng: np.random.Generator) -> dict[str, str]:
    """Files of the researcher's beside the corpus."""
    found = {}
    if rng.random() < 0.15:
        found["glossary.csv"] = (
            "concept,nb,nn,da,sv,decision,note\nskole,skole,skule,skole,skola,accept,\n"
        )
    if rng.random() < 0.15:
        found["labels.csv"] = 'model,label,concepts\n,The school,"skole, lærer, elev"\n'
    if rng.random() < 0.2:
        found["parallel.csv"] = _parallel(int(rng.choice([1, 3, 30])), rng)
    return found


def _parallel(size: int, rng: np.random.Generator) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["group", "theme", *NORMS])
    for number in range(size):
        theme, seed = THEMES[number % len(THEMES)], int(rng.integers(1 << 30))
        texts = [_paragraph(theme, norm, "", np.random.default_rng(seed)) for norm in NORMS]
        writer.writerow([number, theme, *texts])
    return buffer.getvalue()


# ---------------------------------------------------------------- the form it is brought in

FORMS = ("csv", "csv", "tsv", "json", "jsonl", "jsonl.gz", "parquet", "folders", "manifest")


def _encoding(form: str, rng: np.random.Generator) -> str:
    if form in ("folders", "manifest"):
        return str(rng.choice(["utf-8", "utf-8-sig", "cp1252", "utf-16"]))
    return str(rng.choice(["utf-8", "utf-8-sig"])) if form in ("csv", "tsv") else "utf-8"


def write(drawn: Drawn, folder: Path) -> Path:
    """Write the corpus; returns what is given as CORPUS=."""
    folder.mkdir(parents=True)
    for name, content in drawn.own.items():
        (folder / name).write_text(content, encoding="utf-8")
    rows = [{k: v for k, v in row.items() if k != "norm"} for row in drawn.rows]
    if drawn.form in ("folders", "manifest"):
        return _write_files(drawn, rows, folder)
    path = folder / f"texts.{drawn.form}"
    if drawn.form == "parquet":
        pd.DataFrame(rows).astype(str).to_parquet(path)
    elif "json" in drawn.form:
        told = [json.dumps(row, ensure_ascii=False) for row in rows]
        lines = f"[{','.join(told)}]" if drawn.form == "json" else "\n".join(told)
        data = lines.encode()
        path.write_bytes(gzip.compress(data) if drawn.form.endswith("gz") else data)
    else:
        delimiter = "\t" if drawn.form == "tsv" else ","
        path.write_bytes(_table(rows, delimiter).encode(drawn.encoding))
    return path


def _table(rows: list[dict], delimiter: str = ",") -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, names, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def _write_files(drawn: Drawn, rows: list[dict], folder: Path) -> Path:
    """A file for each text: in folders named for countries, or with a manifest beside them."""
    told = []
    for number, (row, full) in enumerate(zip(rows, drawn.rows, strict=True)):
        text = str(row.pop("text"))
        place = row["country"] if drawn.form == "folders" else "texts"
        path = folder / (place or "norway") / f"{number + 1} {full['norm']}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode(drawn.encoding, errors="replace"))
        told.append({"doc_id": row.pop("id"), "path": path.relative_to(folder).as_posix(), **row})
    if drawn.form == "manifest":
        (folder / "manifest.csv").write_text(_table(told), encoding="utf-8")
    return folder


# ---------------------------------------------------------------- what becomes of them


def study_of(drawn: Drawn, corpus: Path) -> Study:
    """The study of a corpus."""
    told = " ".join(f"'{name}={json.dumps(value)}'" for name, value in drawn.settings.items())
    checkout = Path(__file__).resolve().parents[2]
    return read_study(checkout / "study.yaml", told, str(corpus))


def walked(number: int, folder: Path):
    """Draw, write and walk the corpus of that number."""
    from in_process import Walk, walk

    drawn = draw(number)
    corpus = write(drawn, folder / "corpus")
    try:
        study = study_of(drawn, corpus)
    except StudyError as error:
        return Walk({"study": str(error)})
    return walk(study, folder / "results")


def kind_of(message: str) -> str:
    """A message without what is of one corpus alone."""
    return re.sub(r"\d+(\.\d+)?", "#", re.sub(r"'[^']*'|“[^”]*”", "…", message))[:230]


def main(size: int, first: int) -> int:
    from in_process import faults

    wrong, refused, start = 0, Counter(), time.perf_counter()
    for number in range(first, first + size):
        with tempfile.TemporaryDirectory() as folder:
            done = walked(number, Path(folder))
        found = faults(done)
        for stage, line in done.refused.items():
            refused[f"{stage}: {kind_of(line)}"] += 1
        if found:
            wrong += 1
            print(f"--- {number}: {done.seconds:.1f} s", *found, sep="\n    ", flush=True)
            if os.environ.get("TRACE"):
                print((done.crash or ["", ""])[1])
    print(f"\n{size} corpora in {time.perf_counter() - start:.0f} s: {wrong} with a fault, "
          f"{sum(refused.values())} stages refused in one line:")  # fmt: skip
    for message, times in refused.most_common():
        print(f"{times:5} × {message}")
    return wrong


if __name__ == "__main__":
    os.environ |= {"MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(1 if main(*[*given, *[300, 0][len(given) :]]) else 0)
