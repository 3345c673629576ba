"""The parameters of a study: typed, validated, read from study.yaml and SET="topics.k=20"."""

import difflib
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args, get_origin

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from .languages import completed_countries, declare_countries

YEARS = (1, 9999)  # that a date can be of
Year = Annotated[int, Field(ge=YEARS[0], le=YEARS[1])]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
MOST = 1_000_000_000  # of anything that is counted
MOST_TOPICS = 500
MOST_DRAWS = 100_000  # resamples and permutations are held in memory
MOST_OPTIONS = 20  # of one choice of the multiverse
MOST_NEEDED = 100  # authors or documents before a word is shown
Size = Annotated[int, Field(ge=50, le=MOST)]
Seed = Annotated[int, Field(ge=0, lt=2**32)]
Factor = Annotated[float, Field(gt=0, le=10, allow_inf_nan=False)]
Model = Literal["lda", "nmf"]
ErrorRate = Literal["fdr", "fwer"]  # of many claims: the share that is false, the chance of any
MODELS: tuple[str, ...] = get_args(Model)
COUNTRY = ("country",)  # what is compared where a study says nothing else
DOCUMENT = "document"  # names each document as its own cluster
_FORMULA = "comparison.formula="
_OF_CORPUS = {"title", "question", "constructed", "authors", "published"}


class StudyError(Exception):
    """Something that the user can mend: one line that names file, row, value and remedy."""


def _as_list(value: Any) -> Any:
    """`author` and `author, year` for a list: one need not know of brackets."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value if value is None or isinstance(value, (list, tuple)) else [value]


def _within_or_auto(value: int | Literal["auto"], low: int, high: int) -> int | Literal["auto"]:
    if value != "auto" and not low <= value <= high:
        raise ValueError(f"must be {low} to {high}, or auto")
    return value


class Section(BaseModel):
    """A group of parameters; unknown names are an error, values are never changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        lists = {k for k, f in cls.model_fields.items() if get_origin(f.annotation) is tuple}
        return {k: _as_list(v) if k in lists else v for k, v in values.items()}

    def given(self, names: Mapping[str, Any]) -> Self:
        """This section with what a notebook's parameters cell has set.

        Parameters
        ----------
        names : the notebook's names (globals()); what is none of our parameters is left alone

        Raises
        ------
        StudyError
            Names the parameter, its value and what would be right.
        """
        set_here = {key: names[key] for key in type(self).model_fields if key in names}
        try:
            return type(self)(**{**dict(self), **set_here})
        except ValidationError as error:
            raise StudyError(_explain_section(error)) from None


class About(Section):
    """What the report says of the study before anything is counted."""

    title: str = "Themes and their shares"
    question: str = "Which themes do these texts speak of, and where do their shares differ?"
    constructed: bool = Field(False, description="the corpus was written for testing the method")
    main_model: Model = Field("lda", description="the model that the report tells")
    authors: tuple[str, ...] = Field((), description="who is to be cited for the study")
    published: str = Field(
        "", pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$", description="a year, month or day, for citing"
    )


class DeclaredCountry(Section):
    """A country beside the three; what is left empty is filled in (`languages`)."""

    languages: tuple[str, ...]
    name: str = ""
    adjective: str = ""
    colour: str = ""
    marker: str = ""


class Corpus(Section):
    """1_corpus: files to clean segments."""

    path: str = Field("corpus", description="folder or file that holds the texts")
    countries: dict[str, DeclaredCountry] = Field(
        {},
        description="countries beside NO, DK and SE, such as {FI: {languages: [sv]}}; where "
        "wanted with name, adjective, colour, marker",
    )
    unit: Literal["paragraph", "post", "document"] = Field(
        "post", description="what the models count as one text: a post is a post or one comment"
    )
    minimum_words: int = Field(
        5, ge=1, le=MOST, description="a document with fewer words is kept out"
    )
    near_duplicate: Share = Field(
        0.8, description="shared 5-word shingles (Jaccard) of a copy; 1: the same words only"
    )
    reposts: Literal["once", "each"] = Field(
        "once", description="copies of a text count once, or each for itself (and are listed)"
    )
    orthography: Literal["modern", "historical"] = Field(
        "modern", description="historical: texts older than the spelling reforms are respelled"
    )
    years: tuple[Year, Year] = Field(
        (1500, 2100), description="first and last year that a date can be of"
    )
    names: str = Field(
        "", description="the researcher's names.csv (mask, keep); empty: beside the corpus"
    )
    public_persons: Literal["mask", "keep"] = Field(
        "mask",
        description="names of those who speak for a party (a column party) are masked or kept",
    )

    @field_validator("countries", mode="before")
    @classmethod
    def _codes_are_text(cls, value: Any) -> Any:
        """To YAML a bare NO is no text but false."""
        if not isinstance(value, dict):
            return value
        return {"NO" if code is False else code: told for code, told in value.items()}

    @field_validator("countries")
    @classmethod
    def _completed(cls, value: dict[str, DeclaredCountry]) -> dict[str, DeclaredCountry]:
        completed = completed_countries({code: dict(told) for code, told in value.items()})
        return {code: DeclaredCountry(**told) for code, told in completed.items()}

    @field_validator("years")
    @classmethod
    def _first_year_first(cls, value: tuple[int, int]) -> tuple[int, int]:
        if value[0] > value[1]:
            raise ValueError("the first year must not be after the last")
        return value


class Vocabulary(Section):
    """2_vocabulary: segments to counts of concepts."""

    glossary: str = Field("", description="the researcher's glossary; empty: beside the corpus")
    parallel: str = Field(
        "", description="own parallel text for the audit of concepts, not the control; empty: none"
    )
    accept: Share = Field(0.9, description="probability from which a cognate link is used unseen")
    review: Share = Field(0.8, description="from here on a link is used, and listed for review")
    use_review_links: bool = Field(True, description="count links that nobody has reviewed yet")
    phrases: bool = Field(True, description="count frequent multi-word terms as one concept")
    minimum_documents: int | Literal["auto"] = Field(
        "auto", description="documents in which a concept must occur; auto grows with the corpus"
    )
    maximum_document_share: Share = Field(
        0.5, description="a concept in more of the documents says too little"
    )
    shared_words: Literal["countries", "languages", "any"] = Field(
        "countries", description="topics are formed on concepts met in every one of these"
    )
    formed_on: Literal["telling", "all"] = Field(
        "telling", description="telling: light words (take, year, good) form no topics; or all"
    )
    equalise: bool = Field(True, description="form topics on counts with equal country rates")
    maximum_country_share: Share = Field(1.0, description="1: no cap on a concept's country share")
    own_words: bool = Field(True, description="attach what words one country has to the topics")

    @field_validator("minimum_documents")
    @classmethod
    def _at_least_one(cls, value: int | Literal["auto"]) -> int | Literal["auto"]:
        return _within_or_auto(value, 1, MOST)

    @model_validator(mode="after")
    def _review_below_accept(self) -> Self:
        if self.review > self.accept:
            raise ValueError("review must not be above accept")
        return self


class Topics(Section):
    """3_topics: counts to topic models."""

    k: int | Literal["auto"] = Field("auto", description="number of topics of all models, or auto")
    k_grid: tuple[int, ...] = Field(
        (4, 6, 8, 10, 12, 16, 20), description="the numbers of topics among which auto chooses"
    )
    labels: str = Field("", description="the researcher's labels.csv; empty: beside the corpus")
    seed: Seed = Field(1, description="of everything that is drawn at random")
    lda_prior: float = Field(
        0.0, ge=0, le=0.9, description="share of the evidence on LDA's topics that is their start"
    )
    meaning: bool = Field(
        True, description="vectors of meaning help out where the texts say little"
    )
    refits: int = Field(5, ge=2, le=200, description="refits on subsamples, for stability")
    selection_documents: Size = Field(
        3000, description="larger corpora choose K, and fit standard models, on a sample"
    )
    refit_documents: Size = Field(
        10_000, description="larger corpora measure the stability of topics on a sample"
    )

    @field_validator("k")
    @classmethod
    def _two_or_more(cls, value: int | Literal["auto"]) -> int | Literal["auto"]:
        return _within_or_auto(value, 2, MOST_TOPICS)

    @field_validator("k_grid")
    @classmethod
    def _sorted_grid(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        if not value or min(value) < 2 or max(value) > MOST_TOPICS:
            raise ValueError(f"must hold numbers from 2 to {MOST_TOPICS}")
        if len(value) > MOST_OPTIONS:
            raise ValueError(f"must hold {MOST_OPTIONS} numbers at most: each is fitted many times")
        return tuple(sorted(set(value)))


class Comparison(Section):
    """4_comparison: topic models to what differs."""

    groups: tuple[str, ...] = Field(
        COUNTRY, description="columns by whose values texts are compared (party, sex, kind)"
    )
    within: dict[str, tuple[str, ...]] = Field(
        {}, description="values of columns to which the comparison is restricted ({country: [DK]})"
    )
    contrasts: tuple[str, ...] = Field(
        (), description="pairs of groups that are compared (A vs B); empty: each two"
    )
    parallel: str = Field("", description="the control text; empty: beside the corpus, else ours")
    codes: str = Field(
        "", description="documents coded by hand; empty: codes.csv beside the corpus"
    )
    weight: Literal["documents", "tokens"] = Field(
        "documents", description="documents count alike, or by their length"
    )
    cluster: tuple[str, ...] = Field(
        (),
        description="columns whose texts belong together (author, sitting), each by itself; empty, "
        "or document: each document is one",
    )
    adjust: tuple[str, ...] = Field(
        (), description="columns (year, kind) whose make-up is made equal before comparing"
    )
    formula: str = Field(
        "",
        max_length=300,
        description="model by which like is compared with like (country + kind + s(year, 4)); "
        "empty: none",
    )
    bootstrap: int = Field(
        2000, ge=200, le=MOST_DRAWS, description="draws behind each interval of a share"
    )
    permutations: int = Field(
        9999, ge=199, le=MOST_DRAWS, description="draws behind each test of a difference"
    )
    q: float = Field(
        0.05, gt=0, lt=0.5, description="accepted error rate of the differences that are claimed"
    )
    error_rate: ErrorRate = Field(
        "fdr",
        description="fdr: of the differences claimed the share q may be false, on average; fwer: "
        "the chance that any of them is false is q",
    )
    alike: float = Field(
        1.5, gt=1, le=10, description="shares are alike where neither is so many times the other"
    )
    minimum_clusters: int = Field(
        10, ge=2, le=MOST, description="fewer in a group: nothing can be told"
    )
    refits: int = Field(10, ge=0, le=200, description="refits of the model on resampled clusters")
    refit_documents: Size = Field(
        2000, description="larger corpora are drawn and refitted on a sample of so many"
    )

    @field_validator("cluster")
    @classmethod
    def _each_document(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """`document` is no column: it says what holds where no column is named."""
        return tuple(name for name in value if name.strip().casefold() != DOCUMENT)

    @field_validator("within", mode="before")
    @classmethod
    def _values_as_lists(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError("write columns with their values, as {country: [DK]}")
        told = {str(name): _as_list(own) for name, own in value.items()}
        norway = {
            name for name in told if name.casefold() == "country"
        }  # its code is false to YAML
        return {
            name: tuple("NO" if one is False and name in norway else str(one) for one in own)
            for name, own in told.items()
        }

    @model_validator(mode="after")
    def _one_way_to_make_equal(self) -> Self:
        if self.formula and self.adjust:
            raise ValueError("adjust and formula both make equal; write one of them")
        return self

    @field_validator("groups")
    @classmethod
    def _a_column(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            raise ValueError("name a column, such as country")
        return value


class Robustness(Section):
    """5_robustness: what survives other defensible choices."""

    multiverse: Literal["auto", "full"] = Field(
        "auto", description="full: all analyses; auto: those close to the study's own"
    )
    k_factors: tuple[Factor, ...] = Field(
        (0.75, 1.0, 1.5),
        max_length=MOST_OPTIONS,
        description="numbers of topics, as multiples of the study's own",
    )
    models: tuple[Model, ...] = Field(("lda", "nmf"), description="topic models")
    units: tuple[Literal["paragraph", "post", "document"], ...] = Field(
        ("post", "document"), description="what the models count as one text"
    )
    words: tuple[Literal["telling", "all", "nouns"], ...] = Field(
        ("telling", "all", "nouns"),
        description="topics are formed on concepts that are not light, on all, or on nouns",
    )
    link_thresholds: tuple[Share, ...] = Field(
        (0.8, 0.95),
        max_length=MOST_OPTIONS,
        description="probabilities from which a cognate link is counted",
    )
    shared_words: tuple[Literal["countries", "languages", "any"], ...] = Field(
        ("countries", "languages"), description="topics are formed on concepts met in all of these"
    )
    meanings: tuple[Literal["used", "unused"], ...] = Field(
        ("used", "unused"),
        description="whether vectors of meaning help out where the texts say little",
    )
    resamples: tuple[Seed, ...] = Field(
        (0, 1),
        max_length=MOST_OPTIONS,
        description="0: topics formed on all texts; else on 80 % drawn with this seed",
    )
    weights: tuple[Literal["documents", "tokens"], ...] = Field(
        ("documents", "tokens"), description="documents count alike, or by their length"
    )
    tests: tuple[Literal["bootstrap", "Welch", "permutation"], ...] = Field(
        ("bootstrap", "Welch", "permutation"),
        description="of clusters; of documents one by one; of permuted labels, studentised",
    )
    calibration_studies: int = Field(
        20, ge=0, le=1000, description="studies with permuted countries to try the tests on"
    )
    calibration_documents: Size = Field(2000, description="larger corpora do not try the tests")


class Report(Section):
    """What may stand in what is published: every table, figure and page."""

    ids: Literal["as given", "numbered", "hashed"] = Field(
        "as given",
        description="ids of documents and names of files; as given: all but those that name people",
    )
    name_floor: int = Field(
        5,
        ge=1,
        le=MOST_NEEDED,
        description="authors (else documents) that must use a name before it is shown; 1: all",
    )
    word_floor: int = Field(
        3, ge=1, le=MOST_NEEDED, description="documents in which a word must stand to be listed"
    )
    allow: tuple[str, ...] = Field(
        (), description="words that may be shown all the same, such as names of public figures"
    )
    passages: Literal["none", "short", "full"] = Field(
        "short",
        description="what of the texts is published: nothing; at most 80 words a document; all",
    )


class Compute(Section):
    """Where and how the many fits are computed; no result depends on it."""

    jobs: int = Field(0, ge=0, le=1024, description="processes for many fits; 0: one for each core")
    scheduler: str = Field(
        "", description="address of a Dask scheduler (tcp://host:8786); empty: this machine"
    )
    pdf: bool = Field(False, description="figures as PDF too, beside SVG and PNG")


class Study(Section):
    """All parameters, grouped as the notebooks are."""

    about: About = About()
    corpus: Corpus = Corpus()
    vocabulary: Vocabulary = Vocabulary()
    topics: Topics = Topics()
    comparison: Comparison = Comparison()
    robustness: Robustness = Robustness()
    report: Report = Report()
    compute: Compute = Compute()

    def declare(self) -> Self:
        """Let this process know the countries that the study declares; the study itself."""
        declare_countries({code: dict(told) for code, told in self.corpus.countries.items()})
        return self

    def changed(self, changes: Mapping[str, Any]) -> "Study":
        """The study with other values of some parameters, by `section.key`."""
        sections: dict[str, dict[str, Any]] = {}
        for name, value in changes.items():
            section, key = name.split(".")
            sections.setdefault(section, {})[key] = value
        return self.model_copy(
            update={name: getattr(self, name).given(one) for name, one in sections.items()}
        )

    def differences(self, other: "Study") -> dict[str, tuple[Any, Any]]:
        """Values here and there of the parameters that differ, by `section.key`."""
        pairs = {name: (self.value(name), other.value(name)) for name in known_parameters()}
        return {name: (ours, theirs) for name, (ours, theirs) in pairs.items() if ours != theirs}

    def value(self, name: str) -> Any:
        """The value of a parameter, as JSON has it."""
        section, key = name.split(".")
        return getattr(self, section).model_dump(mode="json")[key]


def meanings(section: str) -> dict[str, str]:
    """What each parameter of a section means, in one line."""
    group = getattr(Study(), section)
    return {key: field.description or "" for key, field in type(group).model_fields.items()}


def known_parameters() -> list[str]:
    """Names of all parameters, as `section.key`.

    Returns
    -------
    list of names
    """
    return [f"{section}.{key}" for section, group in Study() for key in type(group).model_fields]


def read_study(path: str | Path, settings: str = "", corpus: str = "") -> Study:
    """Read a study file and apply settings such as `"topics.k=20 corpus.unit=document"`.

    Parameters
    ----------
    path : of the study file
    settings : as `parse_settings` reads them
    corpus : another folder or file of texts than the study's own. What the study file says about
        its own corpus is not claimed of another: title, question, authors, and that its texts may
        be published in full

    Returns
    -------
    Study

    Raises
    ------
    StudyError
        Names the file (or SET), the parameter, its value and what would be right.
    """
    path = Path(path)
    values = _read_yaml(path)
    for section, group in values.items():
        group = values[section] = {} if group is None else group
        if not isinstance(group, dict):
            raise StudyError(f"{path.name}: {section}: must hold parameters, not {group!r}")
        for key in group:
            _check_known(f"{section}.{key}", path.name)
            if group[key] is None:
                raise StudyError(f"{path.name}: {section}.{key} is empty; give a value, or "
                                 "leave the line out")  # fmt: skip
    given = parse_settings(settings)
    if corpus:
        given["corpus.path"] = str(Path(corpus).expanduser().resolve())
    if _is_other(values.get("corpus", {}).get("path"), given.get("corpus.path")):
        _forget_own_corpus(values)
    for name, value in given.items():
        section, key = name.split(".")
        values.setdefault(section, {})[key] = value
    try:
        return Study.model_validate(values).declare()
    except ValidationError as error:
        raise StudyError(_explain(error, path.name, settings)) from None


def _forget_own_corpus(values: dict[str, Any]) -> None:
    """Take out what a study file says of its own corpus, where another is given."""
    values["about"] = {k: v for k, v in values.get("about", {}).items() if k not in _OF_CORPUS}
    if values.get("report", {}).get("passages") == "full":
        del values["report"]["passages"]


def _is_other(own: object, given: object) -> bool:
    """Whether another corpus than the study's own is given."""
    own = str(own or Corpus().path)
    return given is not None and Path(str(given)).resolve() != Path(own).expanduser().resolve()


def parse_settings(settings: str) -> dict[str, Any]:
    """`"topics.k=20 corpus.unit=document"` as {name: value}; values are read as YAML.

    Parameters
    ----------
    settings : parted by blanks

    Returns
    -------
    name → value

    Raises
    ------
    StudyError
        If a name is unknown, or a value cannot be read.
    """
    values = {}
    for item in _items(settings):
        name, equals, value = item.partition("=")
        if not equals:
            raise StudyError(
                f"SET: {item!r}: write name=value, such as topics.k=20; a value with blanks in it "
                "stands in quotes (about.title='My study')"
            )
        _check_known(name, "SET")
        try:
            values[name] = _plain_yaml(value)
        except yaml.YAMLError:
            raise StudyError(f"SET: {name}={value}: the value cannot be read as YAML") from None
    return values


def _items(settings: str) -> list[str]:
    """The parts between blanks; brackets, and formulas, are one part whatever blanks they hold."""
    try:
        words = shlex.split(settings)
    except ValueError as error:
        raise StudyError(f"SET: {settings!r}: {str(error).lower()}; mend the quotes") from None
    items: list[str] = []
    for word in words:
        if items and "=" not in word and (_is_open(items[-1]) or items[-1].startswith(_FORMULA)):
            items[-1] += f" {word}"
        else:
            items.append(word)
    return items


def _is_open(item: str) -> bool:
    return any(item.count(opening) > item.count(closing) for opening, closing in ("[]", "{}"))


def _plain_yaml(text: str) -> Any:
    """Values of YAML without anchors, aliases and tags, which a study has no use for.

    Aliases of aliases stand for more values than any memory holds.
    """
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if isinstance(token, (yaml.AliasToken, yaml.AnchorToken, yaml.TagToken)):
            raise yaml.YAMLError("anchors, aliases and tags are not used here; write the value")
    return yaml.safe_load(text)


def _read_yaml(path: Path) -> dict[str, Any]:
    try:
        values = _plain_yaml(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise StudyError(f"{path.name}: is not in UTF-8; save it so") from None
        raise StudyError(f"{path}: no such study file; name one with STUDY=") from None
    except (yaml.YAMLError, RecursionError) as error:
        first = str(error).splitlines()[0]
        raise StudyError(f"{path.name}: cannot be read as YAML: {first}") from None
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise StudyError(f"{path.name}: must hold groups of parameters such as `topics:`")
    return values


def _check_known(name: str, where: str) -> None:
    known = known_parameters()
    if name in known:
        return
    nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    if not nearest:
        ending = name.split(".")[-1]
        nearest = [other for other in known if other.endswith("." + ending)]
    remedy = f"did you mean {nearest[0]}?" if nearest else f"known are {', '.join(known)}"
    raise StudyError(f"{where}: {name}: unknown parameter; {remedy}")


def _explain_section(error: ValidationError) -> str:
    first = error.errors()[0]
    needs = first["msg"].removeprefix("Value error, ")
    said = f"{first['loc'][0]} = {first['input']!r}: " if first["loc"] else ""
    return f"parameters cell: {said}{needs}"


def _explain(error: ValidationError, where: str, settings: str) -> str:
    first = error.errors()[0]
    steps = [str(step) for step in first["loc"][:2]]
    name = ".".join(steps)
    source = "SET" if f"{name}=" in settings else where
    needs = first["msg"].removeprefix("Value error, ")
    if len(steps) == 2:
        field = type(getattr(Study(), steps[0])).model_fields[steps[1]]
        if first["type"] == "missing" and isinstance(first["loc"][-1], int):  # of a pair, one
            there = list(first["input"])
            example = ", ".join(map(str, [*there, *field.default[len(there) :]]))
            needs = f"{len(field.default)} values are needed, such as {name}=[{example}]"
        needs += f" ({field.description})" if field.description else ""
        if get_origin(field.annotation) is dict:  # the way on, to what is wrong in it
            name = ".".join([name, *(str(step) for step in first["loc"][2:])])
    said = "" if isinstance(first["input"], dict) else f" = {first['input']!r}"
    return f"{source}: {name}{said}: {needs}"
