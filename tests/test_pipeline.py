"""The walk from texts to report on the tiny corpus: what it makes, and what makes it again."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest

from conftest import CHECKOUT, KEPT_OUT, TINY_STUDY, TinyRun
from nordtema.languages import COUNTRIES, LANGUAGES
from nordtema.schemas import schema_of
from nordtema.study import MODELS
from nordtema.tables import read_table, write_table
from nordtema.workflow.stages import stages

SHARES = ["topic_1", "topic_2", "topic_3"]
CONTRACT = {
    "documents": "doc_id country language date segments tokens linked_share status reason",
    "links": "concept language lemma method score frequency status",
    "country_words": "country",
    "comparable": "concept n_nb n_nn n_da n_sv imbalance p q comparable",
    "concepts_to_review": "concept nb nn da sv frequency n_nb n_nn n_da n_sv imbalance harm",
    "standard_models": "model topics texts counterparts similarity chance same_sign",
    "standard_themes": "model topic theme similarity chance found found_by direction",
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
    "topics": "topic label rank concept weight frex frex_rank nb nn da sv comparable",
    "document_topics": "doc_id country language topic_1 topic_2 topic_3",
    "prevalence": "topic country mean low high documents clusters",
    "contrasts": "topic country_a country_b difference low high ratio p q language_effect "
    "language_low language_high verdict",
    "omnibus": "topic statistic p q",
    "diagnostics": "topic npmi npmi_nb npmi_nn npmi_da npmi_sv exclusivity stability unreviewed "
    "share NO DK SE language_entropy flag",
    "convergence": "pass heldout",
    "selection": "k npmi stability diversity heldout score study_score chosen runner_up own_choice",
}
VERDICTS = {
    "differs", "alike", "cannot be told", "not told from language", "set aside",
}  # fmt: skip
PICTURE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]*")  # spells short names by chance
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
    tested = contrasts[["p", "q"]].apply(pd.to_numeric, errors="coerce").dropna()
    assert tested["p"].between(0, 1).all() and (tested["q"] >= tested["p"] - 1e-9).all()


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


def test_what_cannot_be_compared_is_listed_marked_and_marks_no_country(tiny_run):
    audited = table(tiny_run, "comparable").set_index("concept")["comparable"]
    uneven = set(audited.index[audited == "no"])
    assert "spørre" in uneven and uneven == set(table(tiny_run, "concepts_to_review")["concept"])
    assert not uneven & set(table(tiny_run, "country_words")["concept"])
    topics = table(tiny_run, "topics.lda")
    answers = topics["concept"].map(audited).fillna("not seen")
    assert topics["comparable"].tolist() == answers.tolist()
    page = (tiny_run.results / "report" / "2_vocabulary.html").read_text(encoding="utf-8")
    assert "Parallel texts suffice to judge" in page


def test_agreement_is_told_of_standard_models_and_not_of_what_is_alike_by_construction(tiny_run):
    """The three themes of the tiny corpus are found by all of them."""
    assert (table(tiny_run, "standard_models")["counterparts"] == 3).all()
    assert (table(tiny_run, "standard_themes")["found_by"] == 3).all()
    report = tiny_run.results / "report"
    first = (report / "index.html").read_text(encoding="utf-8")
    assert "find 3, 3 and 3 of its 3 themes, each more than by chance" in first
    page = (report / "5_robustness.html").read_text(encoding="utf-8")
    assert "alike is so by construction" in page
    assert not re.search("by both models|both models (find|see)", first + page)


def test_the_first_analysis_of_the_multiverse_is_the_study_itself(tiny_run):
    every = table(tiny_run, "multiverse")
    assert every["analysis"].nunique() == 54
    pairs = ["topic", "country_a", "country_b"]
    own = every[every["analysis"] == 1].set_index(pairs)["difference"].astype(float)
    study = table(tiny_run, "contrasts.lda").set_index(pairs)["difference"].astype(float)
    np.testing.assert_allclose(own, study.reindex(own.index), atol=2e-4)
    assert len(list((tiny_run.results / "data" / "multiverse").glob("*.parquet"))) == 16


def internal_names(run: TinyRun) -> set[str]:
    """Names of concepts that are no word of any norm nor of the texts, nor a theme as well."""
    links = table(run, "links")
    themes = pd.read_csv(run.corpus / "manifest.csv")["theme"]
    texts = pd.read_parquet(run.results / "data" / "segments.parquet")["text"]
    phrases = (CHECKOUT / "src/nordtema/report/sentences/summaries.csv").read_text("utf-8")
    said = {word for text in [*texts, phrases] for word in re.findall(r"\w+", text.lower())}
    return set(links["concept"]) - set(links["lemma"]) - set(themes) - said


def test_no_internal_name_of_a_concept_is_shown(tiny_run):
    names = internal_names(tiny_run)
    assert {"full_drunk", "pupil", "ferry"} <= names
    for model in MODELS:
        assert names & set(table(tiny_run, f"topics.{model}")["concept"]), "it would be shown"
    shown = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, sorted(names))) + r")(?!\w)")
    for path in published(tiny_run):
        if path.suffix in {".html", ".svg"} or path.name == "captions.json":
            assert not shown.findall(path.read_text(encoding="utf-8")), path.name


@pytest.mark.parametrize("model", MODELS)
def test_automatic_labels_are_the_first_words_that_the_figure_shows(tiny_run, model):
    named = table(tiny_run, f"labels.{model}")
    words = table(tiny_run, f"topics.{model}").astype({"frex_rank": str})
    for row in named[named["source"] == "automatic"].to_dict("records"):
        of_topic = words[words["topic"] == row["topic"]].set_index("frex_rank")["nb"]
        first = [of_topic[rank].split("|")[0] for rank in ("1", "2", "3")]
        assert row["label"] == " · ".join(first)
    alt = json.loads((tiny_run.results / "figures" / "captions.json").read_text("utf-8"))
    said = alt[f"words.{model}"]["alt"]
    first = words[(words["topic"] == 1) & (words["frex_rank"] == "1")].iloc[0]
    assert f"{first['sv'].split('|')[0]} (Swedish)" in said


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
            text = PICTURE.sub("", path.read_text(encoding="utf-8"))
            assert not [name for name in (*names, "Gunvor Lie") if name in text], path.name
            parts = {part for name in names for part in re.findall(r"[^\W\d_]+", name)}
            words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
            assert not words & {part.casefold() for part in parts}, path.name
    segments = pd.read_parquet(tiny_run.results / "data" / "segments.parquet")
    assert (segments["kind"] == "comment").sum() == 2
    assert segments["writer"].str.fullmatch(r"(writer_\d+)?").all()


# ---------------------------------------------------------------- figures, notebooks, pages


def test_figures_have_alt_text_caption_and_two_formats(tiny_run):
    figures = tiny_run.results / "figures"
    captions = json.loads((figures / "captions.json").read_text(encoding="utf-8"))
    assert {p.stem for p in figures.glob("*.svg")} == set(captions)
    assert {"corpus_over_time", "words.lda", "prevalence.nmf", "differences.lda"} <= set(captions)
    for name, words in captions.items():
        assert len(words["alt"]) > 30 and len(words["caption"]) > 20, name
        assert all((figures / f"{name}.{kind}").stat().st_size for kind in ("svg", "png"))
    assert not list(figures.glob("*.pdf"))


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
    return sorted((run.results / "report").rglob("*.html"))


def test_every_notebook_has_a_page(tiny_run):
    names = {s.name for s in stages() if s.notebook}
    assert {f"{name}.html" for name in names} < {p.name for p in pages(tiny_run)}
    assert {p.stem for p in (tiny_run.results / "notebooks").glob("*.ipynb")} == names


def test_pages_fetch_nothing_and_every_image_has_words(tiny_run):
    for path in pages(tiny_run):
        text = path.read_text(encoding="utf-8")
        page = _Page(text)
        for address in page.addresses:
            target = (path.parent / address.partition("#")[0]).resolve()
            there = address.startswith("#") or target.is_file()
            assert there and target.is_relative_to(tiny_run.results.resolve()), (path.name, address)
        assert "base64" not in text
        assert not page.silent and page.scripts == (path.name == "reader.html")
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
