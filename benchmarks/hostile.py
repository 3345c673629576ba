"""Does anything of a hostile corpus execute? A whole study of it, and every page in Chromium.

    python benchmarks/hostile.py [--keep FOLDER]

The texts are those of the tiny corpus. Into texts, ids, titles, authors, sources, labels, notes,
title and question of the study go markup, `</script>`, U+2028, `javascript:`, formulas, signs that
turn the direction of writing around, and words of 10,000 letters. The study is run from texts to
report; then every page, every SVG and the reader in hostile addresses are opened from disk. Counted
are dialogs, errors and messages of the console, requests to a network, pages whose root carries the
mark that the payloads set, addresses with a script, and cells of tables that a spreadsheet would
take for a formula. All but the number of pages must be 0; else the exit is 1.

Needs Playwright's Python package and a Chromium on the path.
"""

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

CHECKOUT = Path(__file__).resolve().parents[1]
TINY = CHECKOUT / "tests" / "data" / "tiny"
OWN = "document.documentElement.dataset.owned=1;alert(1)"
LONG = "å" * 10_000
TURNED = "\u202eevil\u2066 עברית\u200f"
PAYLOADS = (
    f"</script><script>{OWN}</script>",
    f'"><img src=x onerror="{OWN}">',
    f"'><svg onload={OWN}>",
    f"javascript:{OWN}",
    "line\u2028separator\u2029and\u0085next",
    '=HYPERLINK("http://127.0.0.1:9/x","y")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    TURNED,
    "{{7*7}} {% raw %} ${7*7} <!-- ]]> &lt;b&gt; `${1}`",
    "../../../../etc/passwd%00.html#x",
    LONG,
)
_SCRIPTS = """() => [...document.querySelectorAll('[href], [src]')]
  .map(e => e.getAttribute('href') ?? e.getAttribute('src') ?? '')
  .filter(address => /^\\s*(javascript|data|vbscript):/i.test(address))"""
_FORMULA = ("=", "+", "-", "@")


def write_corpus(folder: Path) -> Path:
    """The tiny corpus as one table with hostile names and words; its labels beside it.

    Parameters
    ----------
    folder : where it is written

    Returns
    -------
    Its file
    """
    with (TINY / "manifest.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    path = folder / "corpus.jsonl"
    with path.open("w", encoding="utf-8") as handle:
        for number, row in enumerate(rows):
            one, two = (PAYLOADS[(number + step) % len(PAYLOADS)] for step in (0, 5))
            text = (TINY / row["path"]).read_text(encoding="utf-8")
            handle.write(json.dumps({
                "id": f"{number} {one[:200]}", "country": row["country"],
                "language": row["language"], "date": row["date"],
                "text": f"{one} {text} {two}\n{one}", "title": two, "author": f"{number % 7} {one}",
                "source": f"http://x/{two}", "licence": "cc by", "kind": ("a", one)[number % 2],
            }) + "\n")  # fmt: skip
    with (folder / "labels.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(("model", "label", "concepts", "note"))
        writer.writerow(("", f"Harbour {PAYLOADS[0]}", "ferry båt havn fisk", PAYLOADS[1]))
        writer.writerow(("", f"Garden {PAYLOADS[1]} {TURNED}", "garden jord frukt", PAYLOADS[3]))
    shutil.copyfile(TINY / "glossary.csv", folder / "glossary.csv")
    return path


def run_study(folder: Path) -> Path:
    """Run the study of the corpus in a folder; gives its results."""
    corpus, results = write_corpus(folder), folder / "results"
    study = (CHECKOUT / "tests" / "data" / "tiny.yaml").read_text(encoding="utf-8")
    study = study.replace("A tiny walk through the study", json.dumps(f"Walk {PAYLOADS[0]}"))
    study = study.replace("Do all stages work?", json.dumps(f"{PAYLOADS[1]} {TURNED}"))
    (folder / "study.yaml").write_text(f"{study}\nreport:\n  passages: full\n", encoding="utf-8")
    command = [sys.executable, "-m", "nordtema", "all", "--study", folder / "study.yaml",
               "--corpus", corpus, "--results", results]  # fmt: skip
    subprocess.run(command, cwd=CHECKOUT, check=True)
    return results


def addresses(results: Path) -> Iterator[str]:
    """Every page and picture, and the reader in hostile states."""
    for pattern in ("report/**/*.html", "figures/*.svg"):
        yield from (path.as_uri() for path in sorted(results.glob(pattern)))
    reader = (results / "report" / "reader.html").as_uri()
    for name in ("q", "theme", "group", "doc", "concept", "sort", "from", "least", "__proto__"):
        yield from (f"{reader}#{name}={quote(payload[:2000])}" for payload in PAYLOADS)
    ids = (f"{number} {payload[:200]}" for number, payload in enumerate(PAYLOADS))
    yield from (f"{reader}#doc={quote(doc_id)}&theme=1&q=b%C3%A5t" for doc_id in ids)


def open_all(found: Iterator[str], chromium: str) -> Counter[str]:
    """Open each address; what happened that may not, by kind.

    Parameters
    ----------
    found : addresses
    chromium : path of the browser
    """
    from playwright.sync_api import sync_playwright

    seen: Counter[str] = Counter()

    def note(kind: str, what: object) -> None:
        seen[kind] += 1
        print(f"{kind}: {what}"[:200], file=sys.stderr)

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("dialog", lambda dialog: (note("dialogs", dialog.message), dialog.dismiss()))
        page.on("console", lambda said: note("messages", said.text))
        page.on("pageerror", lambda error: note("errors", error))
        page.on("request", lambda asked: asked.url.startswith("file:")
                or note("requests", asked.url))  # fmt: skip
        for address in found:
            page.goto("about:blank")
            page.goto(address)
            if "reader.html" in address:
                page.wait_for_selector("html[data-ready]", state="attached")
            seen["pages"] += 1
            if page.evaluate("document.documentElement.dataset?.owned"):
                note("owned", address)
            for target in page.evaluate(_SCRIPTS):
                note("scripts in addresses", target)
        browser.close()
    return seen


def formulas(results: Path) -> Iterator[str]:
    """Cells of tables that a spreadsheet would take for a formula."""
    for path in sorted((results / "tables").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.reader(handle):
                for cell in row:
                    if cell.startswith(_FORMULA) and not _is_number(cell):
                        yield f"{path.name}: {cell[:60]}"


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def main() -> None:
    """Run the study, open all, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--keep", type=Path, help="folder for the study, which is kept")
    keep = parser.parse_args().keep
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("there is no chromium on the path")
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        results = run_study(folder)
        seen = open_all(addresses(results), chromium)
        cells = list(formulas(results))
    print(f"opened: {seen.pop('pages')}")
    kinds = ("dialogs", "messages", "errors", "requests", "owned", "scripts in addresses")
    for kind in kinds:
        print(f"{kind}: {seen[kind]}")
    print(f"cells that are formulas: {len(cells)}", *cells[:5], sep="\n  ")
    sys.exit(1 if cells or seen.total() else 0)


if __name__ == "__main__":
    main()
