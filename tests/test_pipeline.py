"""The walk from texts to report on the tiny corpus: what it makes, and what makes it again."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest
from conftest import CHECKOUT, KEPT_OUT, TINY_STUDY, TinyRun, environment, nordtema, start

from nordtema.languages import COUNTRIES, LANGUAGES
from nordtema.report.plan import plan_run
from nordtema.report.provenance import differences
from nordtema.report.stages import stages
from nordtema.schemas import schema_of
from nordtema.study import MODELS, read_study
from nordtema.tables import read_table, write_table

SHARES = ["topic_1", "topic_2", "topic_3"]
CONTRACT = {
    "documents": "doc_id country language date segments tokens linked_share status reason",
    "links": "concept language lemma method score frequency status",
    "country_words": "country",
    "agreement": "lda_topic nmf_topic similarity matched",
    "multiverse": "analysis k model unit words link_threshold shared_words resample weight topic "
    "country_a country_b difference low high similarity",
    "multiverse_findings": "topic theme country_a country_b difference verdict analyses "
    "counterpart same_sign clear against median smallest largest",
    "multiverse_choices": "choice option analyses counterpart same_sign",
    "national_themes": "country topic theme national_topic words share similarity margin "
    "own_weight status",
    "calibration.lda": "model test refits tests rejected",
    "without_review_contrasts": "model topic country_a country_b difference verdict without low "
    "high",
}
CONTRACT_OF_MODEL = {
    "topics": "topic label rank concept weight nb nn da sv",
    "document_topics": "doc_id country language topic_1 topic_2 topic_3",
    "prevalence": "topic country mean low high documents clusters",
    "contrasts": "topic country_a country_b difference low high ratio p q language_effect "
    "language_low language_high verdict",
    "omnibus": "topic statistic p q",
    "diagnostics": "topic npmi npmi_nb npmi_nn npmi_da npmi_sv exclusivity stability unreviewed "
    "share NO DK SE language_entropy flag",
    "convergence": "pass heldout",
    "selection": "k npmi stability diversity heldout chosen",
}
VERDICTS = {
    "country difference", "no clear difference", "not distinguishable from language",
    "language not checked", "too little data",
}  # fmt: skip
PUBLISHED = ("tables", "figures", "notebooks", "report")


def table(run: TinyRun, name: str) -> pd.DataFrame:
    return pd.read_csv(run.results / "tables" / f"{name}.csv", keep_default_na=False)


def published(run: TinyRun) -> list[Path]:
    found = [p for kind in PUBLISHED for p in (run.results / kind).rglob("*") if p.is_file()]
    return [*found, run.results / "run.json"]


# ---------------------------------------------------------------- tables


def expected_tables() -> list[tuple[str, str]]:
    of_models = [(f"{n}.{m}", columns) for n, columns in CONTRACT_OF_MODEL.items() for m in MODELS]
    return [*CONTRACT.items(), *of_models]


@pytest.mark.parametrize(("name", "columns"), expected_tables())
def test_tables_have_the_columns_of_the_contract(tiny_run, name, columns):
    assert set(columns.split()) <= set(table(tiny_run, name).columns)


def test_numbers_are_finite(tiny_run):
    for path in (tiny_run.results / "tables").glob("*.csv"):
        numbers = pd.read_csv(path).select_dtypes("number").to_numpy(float)
        assert not np.isinf(numbers).any(), path.name
        assert "nan" not in path.read_text(encoding="utf-8").split(","), path.name


def test_every_table_is_as_its_schema_says_and_none_holds_a_formula(tiny_run, tmp_path):
    """Reading checks types, writing checks ranges; the same bytes come out again."""
    paths = sorted((tiny_run.results / "tables").glob("*.csv"))
    assert len(paths) > 40
    for path in paths:
        rule = schema_of(path.stem)
        again = write_table(tmp_path / path.name, read_table(path, rule), rule)
        assert again.read_bytes() == path.read_bytes(), path.name
        words = pd.read_csv(path, dtype=str, keep_default_na=False)
        for column in rule.of(list(words.columns)):
            if column.kind.kind == "text":
                assert not words[column.name].str.match(r"[=+@\t\r-]").any(), path.name


def test_the_codebook_tells_every_column_of_every_table(tiny_run):
    told = (tiny_run.results / "tables" / "README.md").read_text(encoding="utf-8")
    for path in (tiny_run.results / "tables").glob("*.csv"):
        assert f"`{path.name}`" in told
    assert "tables/README.md" in json.loads((tiny_run.results / "run.json").read_text())["outputs"]


def test_columns_of_the_researchers_reach_the_documents(tiny_run):
    found = table(tiny_run, "documents").set_index("doc_id")["theme"]
    themes = pd.read_csv(tiny_run.corpus / "manifest.csv", keep_default_na=False)
    assert found.to_dict() == dict(zip(themes["doc_id"], themes["theme"], strict=True))


@pytest.mark.parametrize("model", MODELS)
def test_shares_sum_to_one(tiny_run, model):
    shares = table(tiny_run, f"document_topics.{model}")
    np.testing.assert_allclose(shares[SHARES].sum(axis=1), 1, atol=2e-4)
    means = table(tiny_run, f"prevalence.{model}").groupby("country")["mean"].sum()
    np.testing.assert_allclose(means, 1, atol=5e-4)


@pytest.mark.parametrize("model", MODELS)
def test_intervals_hold_their_means_and_verdicts_are_known(tiny_run, model):
    prevalence = table(tiny_run, f"prevalence.{model}")
    assert (prevalence["low"] <= prevalence["mean"]).all()
    assert (prevalence["mean"] <= prevalence["high"]).all()
    contrasts = table(tiny_run, f"contrasts.{model}")
    assert len(contrasts) == 3 * 3
    assert set(contrasts["verdict"]) <= VERDICTS
    assert contrasts["p"].between(0, 1).all() and (contrasts["q"] >= contrasts["p"] - 1e-9).all()


@pytest.mark.parametrize("model", MODELS)
def test_topics_speak_every_norm_and_find_the_three_themes(tiny_run, model):
    topics = table(tiny_run, f"topics.{model}")
    top = topics[topics["rank"] <= 8]
    for code in LANGUAGES:
        assert (top[code] != "").mean() > 0.4, code
    shares = table(tiny_run, f"document_topics.{model}").set_index("doc_id")[SHARES]
    themes = pd.read_csv(tiny_run.corpus / "manifest.csv").set_index("doc_id")["theme"]
    largest = shares.idxmax(axis=1)
    right = pd.crosstab(themes.reindex(largest.index), largest).max(axis=1).sum()
    assert right >= 0.8 * len(largest)


def test_the_first_analysis_of_the_multiverse_is_the_study_itself(tiny_run):
    every = table(tiny_run, "multiverse")
    assert every["analysis"].nunique() == 16
    pairs = ["topic", "country_a", "country_b"]
    own = every[every["analysis"] == 1].set_index(pairs)["difference"].astype(float)
    study = table(tiny_run, "contrasts.lda").set_index(pairs)["difference"].astype(float)
    np.testing.assert_allclose(own, study.reindex(own.index), atol=2e-4)
    assert len(list((tiny_run.results / "data" / "multiverse").glob("*.parquet"))) == 10


def test_labels_of_the_researcher_are_used(tiny_run):
    assert {"Harbour", "Garden"} <= set(table(tiny_run, "topics.lda")["label"])


def test_documents_are_all_there_with_their_languages(tiny_run):
    documents = table(tiny_run, "documents").query("status == 'kept'")
    assert len(documents) == 18 and (documents["segments"].astype(float) > 0).all()
    assert (documents["language"] == "nn").sum() == 2
    assert set(documents["country"]) == set(COUNTRIES)


def test_what_is_kept_out_is_listed_with_its_reason(tiny_run):
    dropped = table(tiny_run, "documents").query("status != 'kept'").set_index("doc_id")
    assert dropped["reason"].to_dict() == {name: KEPT_OUT[name][2] for name in KEPT_OUT}
    assert not set(KEPT_OUT) & set(table(tiny_run, "document_topics.lda")["doc_id"])


def test_no_name_of_a_writer_is_published(tiny_run):
    names = pd.read_csv(tiny_run.corpus / "manifest.csv")["author"].dropna().unique()
    for path in published(tiny_run):
        if path.suffix in {".csv", ".json", ".ipynb", ".html", ".svg"}:
            text = path.read_text(encoding="utf-8")
            assert not [name for name in (*names, "Gunvor Lie") if name in text], path.name
    segments = pd.read_parquet(tiny_run.results / "data" / "segments.parquet")
    assert (segments["kind"] == "comment").sum() == 2
    assert segments["writer"].str.fullmatch(r"(writer_\d+)?").all()


# ---------------------------------------------------------------- figures, notebooks, pages


def test_figures_have_alt_text_caption_and_three_formats(tiny_run):
    figures = tiny_run.results / "figures"
    captions = json.loads((figures / "captions.json").read_text(encoding="utf-8"))
    assert {p.stem for p in figures.glob("*.svg")} == set(captions)
    assert {"corpus_over_time", "words.lda", "prevalence.nmf", "differences.lda"} <= set(captions)
    for name, words in captions.items():
        assert len(words["alt"]) > 30 and len(words["caption"]) > 20, name
        assert all((figures / f"{name}.{kind}").stat().st_size for kind in ("svg", "pdf", "png"))


class _Page(HTMLParser):
    """Addresses that a page would fetch or lead to, images without words, scripts."""

    def __init__(self, text: str):
        super().__init__()
        self.addresses, self.silent, self.scripts, self.words = [], 0, 0, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.addresses += [v for k, v in attrs if k in {"src", "href", "srcset", "action", "data"}]
        self.silent += tag == "img" and not values.get("alt")
        self.scripts += tag == "script"

    def handle_data(self, data):
        self.words.append(data)


def pages(run: TinyRun) -> list[Path]:
    return sorted((run.results / "report").glob("*.html"))


def test_every_notebook_has_a_page(tiny_run):
    names = {s.name for s in stages() if s.notebook}
    assert {p.stem for p in pages(tiny_run)} == (names - {"report"}) | {"index"}
    assert {p.stem for p in (tiny_run.results / "notebooks").glob("*.ipynb")} == names


def test_pages_fetch_nothing_and_every_image_has_words(tiny_run):
    for path in pages(tiny_run):
        text = path.read_text(encoding="utf-8")
        page = _Page(text)
        local = {p.name for p in pages(tiny_run)}
        for address in page.addresses:
            assert address.startswith(("data:image/png;", "#")) or address in local, path.name
        assert not page.silent and not page.scripts
        style = "".join(re.findall(r"<style.*?</style>", text, re.DOTALL))
        assert not re.search(r"@import|url\(", style)
        assert "default-src 'none'" in text


def test_the_first_screen_says_that_the_texts_are_constructed(tiny_run):
    words = " ".join(_Page((tiny_run.results / "report" / "index.html").read_text()).words)
    assert "A tiny walk" in words
    assert "no evidence of history" in words[:6000]


def test_no_path_of_this_machine_is_published(tiny_run):
    for path in published(tiny_run):
        data = path.read_bytes()
        for secret in (tiny_run.results, tiny_run.corpus, TINY_STUDY.parents[2], Path.home()):
            assert str(secret).encode() not in data, path.name
        assert b"PosixPath" not in data, path.name


def test_executed_notebooks_hold_no_errors_times_or_warnings(tiny_run):
    for path in (tiny_run.results / "notebooks").glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        assert "papermill" not in notebook.metadata
        for cell in notebook.cells:
            assert not {"papermill", "execution"} & set(cell.metadata)
            outputs = cell.get("outputs", [])
            assert all(o.output_type in {"execute_result", "display_data"} for o in outputs), path


def test_run_json_names_versions_parameters_and_hashes(tiny_run):
    record = json.loads((tiny_run.results / "run.json").read_text(encoding="utf-8"))
    assert record["parameters"]["topics"]["k"] == 3
    assert record["parameters"]["corpus"]["path"] == "corpus"
    assert set(record["inputs"]) >= {"corpus", "glossary", "labels", "parallel"}
    assert set(record["outputs"]) == {
        p.relative_to(tiny_run.results).as_posix() for p in published(tiny_run)
    } - {"run.json"}


def test_progress_names_notebook_cell_and_seconds(tiny_run):
    for stage in stages():
        assert re.search(rf"^{stage.name} +done in [\d.]+ s$", tiny_run.said, re.MULTILINE)
    assert re.search(r"^\S+ +cell \d+ of \d+, .+: \d+ s$", tiny_run.said, re.MULTILINE)
    assert re.search(r"^3_topics.lda +fitting 3 topics .*: \d+ s$", tiny_run.said, re.MULTILINE)


# ---------------------------------------------------------------- what has to run again


def would_run(run: TinyRun, settings: str = "", corpus: Path | None = None) -> set[str]:
    """The stages that a run with these settings would run, in the copy of the results."""
    arguments = f"{run.arguments()[-1]} {settings}"
    study = read_study(TINY_STUDY, arguments, str(corpus or run.corpus))
    return {stage.name for stage in plan_run(study, Path.cwd(), run.results)}


@pytest.fixture
def texts_kept(tiny_run):
    """Puts the texts back as they were, with their times."""
    before = {p: (p.read_bytes(), p.stat()) for p in tiny_run.corpus.rglob("*") if p.is_file()}
    yield
    for path, (data, state) in before.items():
        path.write_bytes(data)
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


ALL = {stage.name for stage in stages()}
TEXTS = {name for name in ALL if "corpus" in name}


def test_a_second_run_has_nothing_to_do_and_loads_nothing_for_it(tiny_run):
    slow = ("gensim", "matplotlib", "nbconvert", "papermill", "py3langid", "scipy", "sklearn")
    code = (
        "import sys; from nordtema.cli import run; status = run(sys.argv[1:]); "
        f"print('loaded', [name for name in {slow} if name in sys.modules]); sys.exit(status)"
    )
    command = [sys.executable, "-c", code, "all", *tiny_run.arguments()]
    again = subprocess.run(
        command, cwd=CHECKOUT, env=environment(), capture_output=True, text=True, check=False
    )
    assert again.returncode == 0 and "nothing to be done" in again.stdout
    assert "loaded []" in again.stdout
    assert would_run(tiny_run) == set()


def test_changing_the_glossary_reruns_from_the_vocabulary_on(tiny_copy, texts_kept):
    glossary = tiny_copy.corpus / "glossary.csv"
    glossary.touch()
    assert would_run(tiny_copy) == set(), "what it says is what counts"
    glossary.write_bytes(glossary.read_bytes() + b"\n")
    assert would_run(tiny_copy) == ALL - TEXTS


def test_changing_a_danish_text_reruns_denmark_and_what_follows(tiny_copy, texts_kept):
    text = tiny_copy.corpus / "denmark" / "have.txt"
    text.write_text(text.read_text() + "\nHaven er stor.\n")
    assert would_run(tiny_copy) == ALL - {"1_corpus.NO", "1_corpus.SE"}


@pytest.mark.parametrize(
    ("settings", "first"),
    [
        ("comparison.q=0.1", {"4_comparison.lda", "4_comparison.nmf", "5_robustness", "report"}),
        ("about.question=Why?", {"report"}),
        ("about.main_model=nmf", {"5_robustness", "report"}),
        ("robustness.multiverse=full", {"5_robustness", "report"}),
        ("compute.jobs=1", set()),
        ("topics.k=4", ALL - TEXTS - {"2_vocabulary"}),
    ],
)
def test_a_parameter_reruns_its_own_stage_and_what_follows(tiny_copy, settings, first):
    assert would_run(tiny_copy, settings) == first


def test_labels_rerun_topics_and_a_missing_output_its_stage(tiny_copy, texts_kept):
    labels = tiny_copy.corpus / "labels.csv"
    labels.write_bytes(labels.read_bytes() + b"\n")
    assert would_run(tiny_copy) == ALL - TEXTS - {"2_vocabulary"}
    (tiny_copy.results / "data/build/5_robustness/tables/agreement.csv").unlink()
    assert "5_robustness" in would_run(tiny_copy)


def test_what_was_taken_away_or_half_published_is_published_again(tiny_copy):
    (tiny_copy.results / "tables" / "links.csv").unlink()
    (tiny_copy.results / "report" / "index.html").write_text("half")
    done = nordtema("all", *tiny_copy.arguments())
    assert done.returncode == 0 and "0 stages run" in done.stdout
    assert differences(tiny_copy.results, _session_results(tiny_copy)) == []


def _session_results(copy: TinyRun) -> Path:
    return copy.corpus.parent / "results"


# ---------------------------------------------------------------- failing and being stopped


def snapshot(results: Path) -> dict[str, bytes]:
    files = [p for p in results.rglob("*") if p.is_file()]
    return {
        p.relative_to(results).as_posix(): p.read_bytes()
        for p in files
        if p.relative_to(results).parts[0] != "data"
    }


def test_a_column_that_is_not_there_is_told_before_anything_runs(tiny_copy):
    before = snapshot(tiny_copy.results)
    arguments = tiny_copy.arguments()
    arguments[-1] += " comparison.cluster=[nosuch]"
    failed = nordtema("all", "-j", "1", *arguments)
    assert failed.returncode == 1 and not failed.stdout
    assert failed.stderr.count("\n") == 1 and "nosuch" in failed.stderr
    assert snapshot(tiny_copy.results) == before


@pytest.fixture
def broken_checkout(tmp_path):
    """A function that copies the notebooks and lets the last cell of one of them fail."""

    def breaking(name: str, line: str) -> Path:
        root = tmp_path / "broken"
        shutil.copytree(CHECKOUT / "notebooks", root / "notebooks")
        path = root / "notebooks" / f"{name}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        notebook.cells.append(nbformat.v4.new_code_cell(line))
        nbformat.write(notebook, path)
        return root

    return breaking


def test_what_has_succeeded_is_published_where_a_stage_fails(tiny_copy, broken_checkout):
    root = broken_checkout("5_robustness", "raise ValueError('<b>no</b> way')")
    failed = nordtema("all", *tiny_copy.arguments(), cwd=root)
    assert failed.returncode == 1
    assert failed.stderr.count("\n") == 1 and "5_robustness" in failed.stderr
    assert "Traceback" not in failed.stderr
    tables = {p.name for p in (tiny_copy.results / "tables").iterdir()}
    assert "contrasts.lda.csv" in tables and "multiverse.csv" not in tables
    pages = {p.name: p.read_text("utf-8") for p in (tiny_copy.results / "report").iterdir()}
    assert "not complete" in pages["index.html"] and "&lt;b&gt;no" in pages["index.html"]
    assert "Where the countries differ" in pages["index.html"]
    assert "could not be made" in pages["5_robustness.html"]
    record = json.loads((tiny_copy.results / "run.json").read_text("utf-8"))
    assert list(record["failed"]) == ["5_robustness"]
    mended = nordtema("all", *tiny_copy.arguments())
    assert mended.returncode == 0, mended.stderr
    assert differences(tiny_copy.results, _session_results(tiny_copy)) == []


def test_where_the_first_stages_fail_there_is_a_report_that_says_so(tiny_copy, broken_checkout):
    root = broken_checkout("2_vocabulary", "raise KeyError('ord')")
    failed = nordtema("all", *tiny_copy.arguments(), cwd=root)
    assert failed.returncode == 1 and "2_vocabulary" in failed.stderr
    index = (tiny_copy.results / "report" / "index.html").read_text("utf-8")
    assert "not complete" in index and "Vocabulary could not be made" in index
    topics = (tiny_copy.results / "report" / "3_topics.lda.html").read_text("utf-8")
    assert "it needs 2_vocabulary" in topics
    assert (tiny_copy.results / "notebooks" / "1_corpus.DK.ipynb").exists()
    assert not (tiny_copy.results / "tables" / "contrasts.lda.csv").exists()


@pytest.mark.parametrize("ahead", [-3 * 10**8, 3 * 10**8])
def test_a_wrong_clock_hides_no_change(tiny_copy, ahead):
    for path in (tiny_copy.results / "data").rglob("*"):
        os.utime(path, (time.time() + ahead, time.time() + ahead))
    assert would_run(tiny_copy) == set()
    assert would_run(tiny_copy, "topics.k=4") == ALL - TEXTS - {"2_vocabulary"}


@pytest.mark.parametrize(
    "name", ["3_topics.nmf/data/model.nmf.npz", "2_vocabulary/data/documents_described.parquet",
             "2_vocabulary/tables/links.csv", "corpus/done.json"],
)  # fmt: skip
def test_what_was_cut_in_half_is_made_again(tiny_copy, name):
    path = tiny_copy.results / "data" / "build" / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert name.split("/")[0] in would_run(tiny_copy)


def wait_for_line(process, text: str) -> None:
    for line in process.stdout:
        if text in line:
            return
    raise AssertionError(f"{text!r} was never said")


def stages_at_work(results: Path) -> list[int]:
    """Processes that run a stage in a results folder."""
    return [number for number, command in alive(results).items() if "nordtema stage" in command]


def alive(results: Path) -> dict[int, str]:
    """Processes that work in a results folder, with their command lines."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            environment = (entry / "environ").read_bytes()
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if f"RESULTS={results}".encode() in environment:
            found[int(entry.name)] = command
    return found


def ended(results: Path, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while alive(results) and time.monotonic() < until:
        time.sleep(0.2)
    return not alive(results)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks into /proc")
def test_stopped_or_killed_it_goes_on_to_the_same_bytes(tiny_copy):
    before = snapshot(tiny_copy.results)
    other = tiny_copy.arguments()
    other[-1] += " topics.seed=2"

    stopped = start("all", "-j", "2", *other)
    wait_for_line(stopped, "fitting")
    os.killpg(stopped.pid, signal.SIGINT)
    _, err = stopped.communicate(timeout=20)
    assert stopped.returncode == 130
    assert err == "nordtema: stopped; the next run goes on from here\n"
    assert ended(tiny_copy.results)
    assert snapshot(tiny_copy.results) == before

    killed = start("all", "-j", "1", *other)
    wait_for_line(killed, "fitting")
    for number in stages_at_work(tiny_copy.results):
        os.kill(number, signal.SIGKILL)
    _, err = killed.communicate(timeout=20)
    assert killed.returncode == 1
    assert "3_topics.lda: it was ended before it was done" in err

    killed = start("all", "-j", "2", *other)
    wait_for_line(killed, "fitting")
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate(timeout=20)
    assert ended(tiny_copy.results)

    gone_on = nordtema("all", "-j", "1", *tiny_copy.arguments())
    assert gone_on.returncode == 0, gone_on.stderr
    assert "2_vocabulary" not in gone_on.stdout
    assert differences(tiny_copy.results, _session_results(tiny_copy)) == []
    assert not [p for p in tiny_copy.results.rglob(".*") if p.name[1:2].isdigit()]
