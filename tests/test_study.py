"""Parameters: study.yaml, SET, and the notebooks' parameters cells agree."""

import re

import nbformat
import pytest
import yaml
from papermill.translators import papermill_translators

from conftest import CHECKOUT
from nordtema.languages import COUNTRIES
from nordtema.study import (
    Comparison,
    Compute,
    Robustness,
    Study,
    StudyError,
    Topics,
    Vocabulary,
    known_parameters,
    meanings,
    parse_settings,
    read_study,
)
from nordtema.workflow.inputs import check_parameters_cell
from nordtema.workflow.parameters import explain_parameters, parameters_of
from nordtema.workflow.stages import stages

NOTEBOOKS = sorted((CHECKOUT / "notebooks").glob("*.ipynb"))
SECTION_OF = {stage.notebook: stage for stage in stages() if stage.notebook}


@pytest.fixture
def study_file(tmp_path):
    def write(text: str):
        (tmp_path / "study.yaml").write_text(text, encoding="utf-8")
        return tmp_path / "study.yaml"

    return write


@pytest.mark.parametrize("name", SECTION_OF)
def test_a_notebook_is_given_its_section_and_holds_no_defaults_of_its_own(name):
    stage, study = SECTION_OF[name], Study()
    given = parameters_of(stage, study)
    section = getattr(study, stage.section)
    assert set(given) - set(stage.parameters) == set(type(section).model_fields)
    assert section.given(given) == section
    check_parameters_cell(CHECKOUT, name)


@pytest.mark.parametrize("name", [key for key in known_parameters() if key[:6] != "about."])
def test_every_parameter_has_a_meaning(name):
    section, key = name.split(".")
    assert len(meanings(section)[key]) > 8


@pytest.mark.parametrize(
    ("source", "told"),
    [("k = 12", "k = 12"), ("k: int = 12  # topics", "k: int = 12"), ("k =", "k =")],
)
def test_a_parameters_cell_that_was_edited_is_named(tmp_path, source, told):
    notebook = nbformat.read(CHECKOUT / "notebooks" / "3_topics.ipynb", as_version=4)
    cell = next(c for c in notebook.cells if "parameters" in c.metadata.get("tags", []))
    (tmp_path / "notebooks").mkdir()
    cell.source = source
    nbformat.write(notebook, tmp_path / "notebooks" / "3_topics.ipynb")
    with pytest.raises(StudyError, match=re.escape(f"its parameters cell sets {told}")):
        check_parameters_cell(tmp_path, "3_topics")
    cell.metadata.tags = []
    nbformat.write(notebook, tmp_path / "notebooks" / "4_comparison.ipynb")
    with pytest.raises(StudyError, match="no cell tagged parameters"):
        check_parameters_cell(tmp_path, "4_comparison")


def test_papermill_writes_each_value_with_its_meaning():
    stage = SECTION_OF["4_comparison"]
    explain_parameters(stage)
    cell = papermill_translators.find_translator("python3", "python").codify(
        parameters_of(stage, Study())
    )
    names = {}
    exec(cell, names)
    assert names["weight"] == "documents" and names["q"] == 0.05 and names["cluster"] == []
    assert all("  # " in line for line in cell.splitlines()[1:])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.name)
def test_notebooks_are_committed_small_and_without_outputs(path):
    notebook = nbformat.read(path, as_version=4)
    assert notebook.metadata.kernelspec.name == "python3"
    assert len(notebook.cells) <= 30
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids) and not [i for i in ids if re.fullmatch("[0-9a-f]{8}", i)]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert not cell.outputs and cell.execution_count is None
            assert len(cell.source.splitlines()) <= 12, cell.id


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.name)
def test_every_figure_is_introduced_in_words(path):
    cells = nbformat.read(path, as_version=4).cells
    heading = ""
    for cell in cells:
        if cell.cell_type == "markdown":
            heading = cell.source
        elif "figure(" in cell.source:
            words = heading.split("\n", 1)[-1].strip()
            assert len(words) > 40, f"{cell.id}: no words before the figure"


def test_the_shipped_study_is_valid_and_names_only_known_parameters():
    study = read_study(CHECKOUT / "study.yaml")
    assert study.about.constructed and study.corpus.path == "corpus"
    values = yaml.safe_load((CHECKOUT / "study.yaml").read_text(encoding="utf-8"))
    assert {f"{s}.{k}" for s, group in values.items() for k in group} <= set(known_parameters())


def test_settings_overrule_the_file(study_file):
    path = study_file("topics:\n  k: 8\n")
    study = read_study(path, 'topics.k=20 corpus.unit=document comparison.cluster="[a, b]"')
    assert study.topics.k == 20 and study.corpus.unit == "document"
    assert study.comparison.cluster == ("a", "b")


def test_an_empty_file_and_an_empty_group_give_defaults(study_file):
    assert read_study(study_file("")) == Study()
    assert read_study(study_file("topics:\n  # k: 8\n")) == Study()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("topicz:\n  k: 8\n", "topicz.k: unknown parameter; did you mean topics.k"),
        ("topics: 8\n", "topics: must hold parameters"),
        ("- 1\n", "must hold groups"),
        ("topics: [\n", "cannot be read as YAML"),
        ("vocabulary:\n  accept: 0.7\n", "review must not be above accept"),
        ("vocabulary:\n  minimum_documents: 0\n", "must be 1 to 1000000000, or auto"),
        ("topics:\n  k_grid: [1, 4]\n", "numbers from 2 to 500"),
        ("robustness:\n  multiverse: some\n", "multiverse"),
    ],
)
def test_a_wrong_file_is_one_line_that_names_it(study_file, text, told):
    with pytest.raises(StudyError) as error:
        read_study(study_file(text))
    assert told in str(error.value) and "study.yaml" in str(error.value)
    assert "\n" not in str(error.value)


def test_another_corpus_is_not_claimed_to_be_the_studys_own(tmp_path):
    own = read_study(CHECKOUT / "study.yaml", "", "")
    other = read_study(CHECKOUT / "study.yaml", "", str(tmp_path))
    assert own.about.constructed and not other.about.constructed
    assert own.about.authors and not other.about.authors
    assert (own.report.passages, other.report.passages) == ("full", "short")
    assert other.about.title == Study().about.title != own.about.title
    assert other.topics == own.topics and other.corpus.path == str(tmp_path)


def test_the_studys_own_corpus_keeps_its_title_however_it_is_named(monkeypatch):
    monkeypatch.chdir(CHECKOUT)
    own = read_study("study.yaml")
    assert read_study("study.yaml", "", str(CHECKOUT / "corpus")).about == own.about
    assert read_study("study.yaml", "corpus.path=./corpus").about == own.about
    assert not read_study("study.yaml", "corpus.path=elsewhere").about.constructed


def test_a_title_that_is_given_is_used_for_any_corpus(tmp_path):
    study = read_study(CHECKOUT / "study.yaml", 'about.title="Mine"', str(tmp_path))
    assert study.about.title == "Mine" and not study.about.constructed


@pytest.mark.parametrize(
    ("settings", "cluster"),
    [("comparison.cluster=author", ("author",)), ("comparison.cluster=[]", ()),
     ("comparison.cluster=[sitting, author] topics.k=3", ("sitting", "author")),
     ("comparison.cluster=sitting,author", ("sitting", "author")),
     ("comparison.cluster=[document]", ()), ("comparison.cluster=Document", ()),
     ("comparison.cluster=[document, author]", ("author",)),
     ("topics.k=3 comparison.cluster='[sitting, author]'", ("sitting", "author"))],
)  # fmt: skip
def test_a_list_is_a_list_with_and_without_brackets(study_file, settings, cluster):
    assert read_study(study_file(""), settings).comparison.cluster == cluster


@pytest.mark.parametrize(
    "settings",
    ["comparison.formula=country + kind + s(year, 4) topics.k=3",
     "topics.k=3 comparison.formula='country + kind + s(year, 4)'"],
)  # fmt: skip
def test_a_formula_is_read_as_the_list_of_parameters_writes_it(study_file, settings):
    study = read_study(study_file(""), settings)
    assert study.comparison.formula == "country + kind + s(year, 4)" and study.topics.k == 3


def test_norway_is_a_country_also_to_yaml(study_file):
    within = read_study(study_file(""), "comparison.within={country: [NO, DK]}").comparison.within
    assert within == {"country": ("NO", "DK")}
    within = read_study(study_file(""), "comparison.within={votes: [NO]}").comparison.within
    assert within == {"votes": ("False",)}


@pytest.mark.parametrize(
    "text",
    ["about: {title: &a x, question: *a}", "about: {title: !!python/name:os.system x}",
     "a: &a [1]\nb: &b [*a, *a]\ntopics: {k_grid: *b}", "topics: " + "[" * 1000 + "]" * 1000],
)  # fmt: skip
def test_what_yaml_can_hide_is_refused_in_one_line(study_file, text):
    with pytest.raises(StudyError, match=r"study\.yaml") as error:
        read_study(study_file(text))
    assert "\n" not in str(error.value) and len(str(error.value)) < 500


@pytest.mark.parametrize("value", [".inf", "-.inf", ".nan", "[.inf]", "1e999"])
def test_numbers_are_finite(study_file, value):
    with pytest.raises(StudyError, match=r"finite|integer"):
        read_study(study_file(""), f"robustness.k_factors={value}")


def test_settings_are_read_as_yaml():
    found = parse_settings('topics.k=auto vocabulary.equalise=false about.title="Two words"')
    assert found == {
        "topics.k": "auto", "vocabulary.equalise": False, "about.title": "Two words"
    }  # fmt: skip


@pytest.mark.parametrize("section", [Topics, Vocabulary, Comparison, Robustness, Compute])
def test_every_parameter_says_what_it_means(section):
    for name, field in section.model_fields.items():
        assert field.description, name


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("topics.k=100000", "2 to 500"),
        ("topics.k=-3", "2 to 500"),
        ("topics.k=.nan", "topics.k = nan"),
        ("topics.k_grid=[4,100000]", "2 to 500"),
        (f"topics.k_grid={list(range(2, 60))}".replace(" ", ""), "20 numbers at most"),
        ("topics.seed=-1", "greater than or equal to 0"),
        ("topics.seed=99999999999", "less than 4294967296"),
        ("comparison.permutations=1000000000", "less than or equal to 100000"),
        ("comparison.bootstrap=1000000000", "less than or equal to 100000"),
        ("comparison.q=.nan", "comparison.q = nan"),
        ("comparison.alike=.inf", "comparison.alike = inf"),
        ("robustness.k_factors=[.inf]", "robustness.k_factors = inf"),
        ("robustness.k_factors=[.nan]", "robustness.k_factors = nan"),
        ("robustness.k_factors=[-1]", "greater than 0"),
        ("robustness.k_factors=[1000]", "less than or equal to 10"),
        (f"robustness.resamples={list(range(40))}".replace(" ", ""), "at most 20 items"),
        ("vocabulary.minimum_documents=0", "1 to 1000000000"),
        ("vocabulary.minimum_documents=" + "9" * 40, "1 to 1000000000"),
        ("vocabulary.accept=.inf", "vocabulary.accept = inf"),
        ("compute.jobs=100000", "less than or equal to 1024"),
    ],
)
def test_a_number_that_cannot_be_is_refused_at_once_with_its_bounds(study_file, setting, told):
    with pytest.raises(StudyError) as refused:
        read_study(study_file("topics:\n  refits: 3\n"), setting)
    said = str(refused.value)
    assert told in said and said.startswith("SET: ") and "\n" not in said


# ---------------------------------------------------------------- countries that a study declares


@pytest.mark.parametrize(
    "settings",
    ["corpus.countries={FI: {languages: [sv], adjective: Finnish}}",
     "topics.k=4 'corpus.countries={FI: {languages: sv, adjective: Finnish}}' topics.seed=2",
     """'corpus.countries={"FI":{"languages":["sv"],"adjective":"Finnish"}}'"""],
)  # fmt: skip
def test_a_study_declares_a_country_in_set(study_file, settings):
    study = read_study(study_file(""), settings)
    assert study.corpus.countries["FI"].languages == ("sv",)
    assert COUNTRIES["FI"].name == "Finland" and COUNTRIES["FI"].adjective == "Finnish"
    assert "FI" not in read_study(study_file("")).corpus.countries and "FI" not in COUNTRIES


def test_a_study_declares_countries_in_its_file_and_hands_them_on(study_file):
    path = study_file("corpus:\n  countries:\n    FI: {languages: [sv]}\n    AX: {languages: [sv]}")
    study = read_study(path)
    assert list(COUNTRIES) == ["NO", "DK", "SE", "FI", "AX"]
    again = Study.model_validate(study.model_dump(mode="json"))
    assert again == study and not study.differences(again)
    stage = next(stage for stage in stages() if stage.name == "1_corpus.FI")
    assert parameters_of(stage, study)["countries"]["FI"]["name"] == "Finland"
    translator = papermill_translators.find_translator("python3", "python")
    cell = translator.codify(parameters_of(stage, study))
    names: dict = {}
    exec(cell, names)
    assert study.corpus.given(names).countries == study.corpus.countries


@pytest.mark.parametrize("given", ["1950", "[1950]"])
def test_of_a_pair_both_values_are_asked_for(study_file, given):
    with pytest.raises(StudyError) as refused:
        read_study(study_file(""), f"corpus.years={given}")
    assert "2 values are needed, such as corpus.years=[1950, 2100] (first" in str(refused.value)


@pytest.mark.parametrize(
    ("given", "told"),
    [("{NO: {languages: [nb]}}", "NO: NO, DK, SE are known"),
     ("{FI: {languages: [fi]}}", "'fi': is none of nb, nn, da, sv"),
     ("{FI: {}}", "corpus.countries.FI.languages: Field required"),
     ("{FI: {languages: [sv], color: red}}", "corpus.countries.FI.color = 'red'"),
     ("{FI: [sv]}", "corpus.countries.FI = ['sv']"), ("FI", "corpus.countries = 'FI'")],
)  # fmt: skip
def test_a_country_that_cannot_be_declared_is_told_in_one_line(study_file, given, told):
    with pytest.raises(StudyError) as refused:
        read_study(study_file(f"corpus:\n  countries: {given}"))
    line = str(refused.value)
    assert line.startswith("study.yaml: corpus.countries") and told in line and "\n" not in line
    assert "such as {FI: {languages: [sv]}}" in line
    assert "FI" not in COUNTRIES
