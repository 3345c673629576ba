"""How soon does the reader answer? Studies of made-up texts, opened from disk in Chromium.

    python benchmarks/reader.py [--documents 3753 38000] [--themes 50] [--keep FOLDER]

The texts have 60 to 180 words each, drawn by Zipf's law from 8,000 concepts with two forms in each
of four norms. Asked are themes with a least share and a group, single words, pairs of words, a
theme with a word and a time, and texts. The first pass, in which themes, lists of words and texts
come from disk, is called cold; the second, of the same questions, warm. Counted is from the change
of the address until the answer stands on the page and is laid out. Printed are medians and 95th
percentiles in milliseconds, how long the page takes to open, and what the files weigh.

Needs Playwright's Python package and a Chromium on the path.
"""

import argparse
import itertools
import random
import shutil
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from nordtema.languages import LANGUAGES
from nordtema.report.reader import PAGE, ReaderContent, ReaderTheme, write_reader

CONCEPTS = 8000
FORMS = 2
QUESTIONS = 40  # of each kind
NORMS = tuple(LANGUAGES)
GROUPS = {"NO": "Norway", "DK": "Denmark", "SE": "Sweden"}
_SYLLABLES = [a + b for a in "bdfghjklmnprstv" for b in "aeiouyæøå"]
_ASK = """(hash) => new Promise((done) => {
  const root = document.documentElement, start = performance.now();
  const watch = new MutationObserver(() => {
    if (!root.dataset.ready) return;
    watch.disconnect();
    done(performance.now() - start + 0 * document.body.offsetHeight);
  });
  watch.observe(root, { attributes: true });
  location.hash = hash;
})"""
_OPENED = "() => performance.now()"
_BETWEEN = "sort=old"  # so that each question begins from the whole list


def forms_of(concepts: int) -> list[list[list[str]]]:
    """Forms of each concept in each norm, all unlike."""
    words = map("".join, itertools.product(_SYLLABLES, repeat=3))
    spread = list(itertools.islice(words, 0, None, 7))
    return [
        [[f"{spread[c]}{norm}{'t' * form}" for form in range(FORMS)] for norm in NORMS]
        for c in range(concepts)
    ]


def study(documents: int, themes: int, seed: int = 1) -> ReaderContent:
    """A study of so many texts and themes, its words drawn by Zipf's law.

    Parameters
    ----------
    documents, themes : how many
    seed : of all draws

    Returns
    -------
    ReaderContent
    """
    rng = np.random.default_rng(seed)
    forms = forms_of(CONCEPTS)
    odds = 1 / np.arange(3, CONCEPTS + 3)
    norm_of = rng.integers(len(NORMS), size=documents)
    texts = {}
    for row, norm in enumerate(norm_of):
        drawn = rng.choice(CONCEPTS, size=rng.integers(60, 180), p=odds / odds.sum())
        words = (forms[c][norm][place] for c, place in zip(drawn, drawn % FORMS, strict=True))
        texts[f"text-{row}"] = [(NORMS[norm], " ".join(words))]
    years, months = rng.integers(1990, 2024, documents), rng.integers(1, 13, documents)
    table = pd.DataFrame({
        "doc_id": list(texts),
        "title": [f"Number {row} on {forms[row % CONCEPTS][0][0]}" for row in range(documents)],
        "date": [f"{year}-{month:02}" for year, month in zip(years, months, strict=True)],
        "group": [LANGUAGES[NORMS[norm]].country for norm in norm_of],
        "language": [NORMS[norm] for norm in norm_of],
        "source": "made up", "page": "",
    })  # fmt: skip
    cells = {norm: ["|".join(f[place]) for f in forms] for place, norm in enumerate(NORMS)}
    names = [f[0][0] for f in forms]
    return ReaderContent(
        title=f"{documents} texts",
        themes=[ReaderTheme(k + 1, f"Theme {k + 1}", "", {}) for k in range(themes)],
        groups=GROUPS,
        norms=NORMS,
        documents=table,
        shares=rng.dirichlet(np.full(themes, 0.1), documents),
        texts=texts,
        forms=pd.DataFrame(
            [(norm, form, name) for name, f in zip(names, forms, strict=True)
             for norm, of in zip(NORMS, f, strict=True) for form in of],
            columns=["language", "form", "concept"],
        ),
        concepts=pd.DataFrame({"concept": names, "name": names, "page": ""} | cells),
        weights=rng.dirichlet(np.full(themes, 0.05), CONCEPTS),
    )  # fmt: skip


def questions(documents: int, themes: int) -> dict[str, list[str]]:
    """Addresses to ask for, by kind; words are drawn as texts have them."""
    rng, forms = random.Random(2), forms_of(CONCEPTS)
    odds = [1 / (3 + c) for c in range(CONCEPTS)]

    def word() -> str:
        return rng.choice(rng.choices(forms, odds)[0])[0]

    def theme() -> str:
        return f"theme={rng.randint(1, themes)}&least={rng.choice((0, 5, 20))}"

    kinds = {
        "theme": theme,
        "theme, group": lambda: f"{theme()}&group={rng.choice(list(GROUPS))}",
        "word": lambda: f"q={word()}",
        "two words": lambda: f"q={word()}+{word()}",
        "theme, word, time": lambda: (
            f"{theme()}&q={word()}&from={rng.randint(1990, 2010)}&sort=new"
        ),
        "text": lambda: f"doc=text-{rng.randrange(documents)}",
    }
    return {kind: [make() for _ in range(QUESTIONS)] for kind, make in kinds.items()}


def measured(folder: Path, asked: dict[str, list[str]]) -> pd.DataFrame:
    """Milliseconds of every question: kind, pass (cold, warm), ms."""
    from playwright.sync_api import sync_playwright

    rows = []
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto((folder / PAGE).as_uri())
        page.wait_for_selector("html[data-ready]", state="attached")
        rows.append(("opening the page", "cold", page.evaluate(_OPENED)))
        for name in ("cold", "warm"):
            for kind, hashes in asked.items():
                for hash_ in hashes:
                    page.evaluate(_ASK, _BETWEEN)
                    rows.append((kind, name, page.evaluate(_ASK, hash_)))
        browser.close()
    return pd.DataFrame(rows, columns=["kind", "pass", "ms"])


def report(documents: int, themes: int, folder: Path) -> None:
    """Write a reader of so many texts and print how soon it answers."""
    start = time.perf_counter()
    content = study(documents, themes)
    made = time.perf_counter()
    files = write_reader(folder, content)
    size = sum(path.stat().st_size for path in files)
    texts = sum(len(text.encode()) for parts in content.texts.values() for _, text in parts)
    print(f"\n{documents} texts of {texts / 1e6:.1f} MB, {themes} themes, {made - start:.0f} s")
    wrote = time.perf_counter() - made
    print(f"written in {wrote:.1f} s: {len(files)} files, {size / 1e6:.1f} MB")
    times = measured(folder, questions(documents, themes))
    every = times[times["kind"] != "opening the page"].assign(kind="all")
    told = pd.concat([times, every]).groupby(["kind", "pass"], sort=False)["ms"]
    print(told.quantile([0.5, 0.95]).unstack().round(1).unstack("pass").to_string())


def main() -> None:
    """Measure studies of each number of texts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[3753, 38000])
    parser.add_argument("--themes", type=int, default=50)
    parser.add_argument("--keep", type=Path, help="folder in which the readers are left")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as away:
        for documents in given.documents:
            report(documents, given.themes, (given.keep or Path(away)) / str(documents))


if __name__ == "__main__":
    main()
