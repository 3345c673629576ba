"""The audit of concepts: simulated parallel units of known truth, and the table that is shipped."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2
from vocabulary_tables import units_of

import audit_concepts
from conftest import CHECKOUT
from nordtema.study import StudyError, Vocabulary
from nordtema.tables import DECIMALS
from nordtema.vocabulary.build import audit_texts, build_vocabulary
from nordtema.vocabulary.comparable import (
    EVEN,
    FLOOR,
    SUMS,
    UNEVEN,
    UNITS,
    UNSEEN,
    cochran_p,
    comparable_concepts,
    evidence_on,
    judge,
    read_parallel_text,
    shipped_audit,
)

CONTROL = CHECKOUT / "corpus" / "parallel.csv"
NORMS = ("nb", "nn", "da", "sv")


# ---------------------------------------------------------------- simulated units of known truth


def met(rng: np.random.Generator, paragraphs: int, rates: list[float], copied: float) -> np.ndarray:
    """Paragraphs about a concept by norms: each norm has its word at its rate, since translators
    choose others too; nn often repeats what nb says."""
    there = rng.random((paragraphs, len(NORMS))) < rates
    if rates[0] == rates[1]:
        same = rng.random(paragraphs) < copied
        there[same, 1] = there[same, 0]
    return there


def sums_of(there: np.ndarray) -> list[int]:
    norms = there.sum(axis=1)
    return [*there.sum(axis=0), int((norms * (4 - norms)).sum())]


def simulated(seed: int, copied: float, even: int = 240, uneven: int = 40) -> pd.DataFrame:
    """Concepts of 8 to 80 paragraphs with translators' noise: even ones, ones that a norm lacks,
    and ones that a norm has at a third."""
    rng = np.random.default_rng(seed)
    rows, truth = [], []
    for kind, number, factor in (("even", even, 1), ("lacks", uneven, 0), ("third", uneven, 1 / 3)):
        for _ in range(number):
            rates = [rng.uniform(0.6, 0.95)] * 4
            rates[rng.integers(4)] *= factor
            paragraphs = round(np.exp(rng.uniform(np.log(8), np.log(80))))
            rows.append(sums_of(met(rng, paragraphs, rates, copied)))
            truth.append(kind)
    table = pd.DataFrame(rows, columns=SUMS)
    return table.join(judge(table)).assign(truth=truth)


@pytest.mark.parametrize("copied", [0, 0.7], ids=["four translators", "nn follows nb"])
def test_even_concepts_pass_and_uneven_ones_are_found(copied):
    table = pd.concat([simulated(seed, copied) for seed in range(5)])
    shares = pd.crosstab(table["truth"], table["comparable"], normalize="index")
    assert shares.loc["even", UNEVEN] <= 0.05
    assert shares.loc["lacks", UNEVEN] >= 0.9 and shares.loc["third", UNEVEN] >= 0.75
    assert shares.loc["lacks", EVEN] == 0 and shares.loc["third", EVEN] <= 0.02
    assert shares.loc["even", EVEN] >= 0.85


def test_where_all_is_even_hardly_anything_is_called_uneven():
    table = pd.concat([simulated(seed, 0.7, uneven=0) for seed in range(5)])
    assert (table["comparable"] == UNEVEN).mean() <= 0.005


def test_a_third_is_seen_in_thirty_paragraphs_nearly_always():
    rng = np.random.default_rng(1)
    rows = [sums_of(met(rng, 30, [0.8, 0.8, 0.8, 0.8 / 3], 0.7)) for _ in range(100)]
    answers = judge(pd.DataFrame(rows, columns=SUMS))["comparable"]
    assert (answers == UNEVEN).mean() >= 0.9


def test_the_test_is_cochrans():
    """The sums are all that the textbook formula needs of the units."""
    there = met(np.random.default_rng(3), 25, [0.9, 0.7, 0.5, 0.4], 0)
    columns, rows = there.sum(axis=0), there.sum(axis=1)
    spread = ((columns - columns.mean()) ** 2).sum()
    statistic = 4 * 3 * spread / (4 * rows.sum() - (rows**2).sum())
    (p,) = cochran_p(pd.DataFrame([sums_of(there)], columns=SUMS))
    assert p == pytest.approx(chi2.sf(statistic, 3))


@pytest.mark.parametrize(
    ("sums", "answer"),
    [
        ((60, 60, 60, 60, 0), EVEN),
        ((FLOOR - 1, FLOOR - 1, FLOOR - 1, 0, 3 * (FLOOR - 1)), UNSEEN),
        ((20, 20, 20, 0, 60), UNEVEN),
        ((200, 200, 200, 140, 180), EVEN),  # clear, and not far
        ((8, 4, 7, 6, 40), UNSEEN),  # far, and not clear
    ],
)
def test_clear_and_far_apart_are_two_things(sums, answer):
    assert judge(pd.DataFrame([sums], columns=SUMS))["comparable"].tolist() == [answer]


def test_nothing_is_judged_of_nothing():
    assert judge(pd.DataFrame(columns=SUMS, dtype=int)).empty


# ---------------------------------------------------------------- from texts to concepts


def parallel(number: int, **words: str) -> pd.DataFrame:
    """Paragraphs that each say one thing in every norm, in these words."""
    numbers = "abcdefghijklmnopqrst"[:number]
    rows = [{"group": f"g{n}", **{c: f"xq{n} {words[c]}" for c in NORMS}} for n in numbers]
    return pd.DataFrame(rows)


def test_units_are_counted_by_norm_and_a_word_without_links_is_a_concept_of_one_norm():
    texts = parallel(
        12, nb="skole dugnad skole", nn="skule dugnad", da="skole frivillig", sv="skola frivillig"
    )
    table = audit_texts(texts, Vocabulary()).set_index("concept")
    assert table.loc["skole", UNITS].tolist() == [12, 12, 12, 12]
    assert table.loc["skole", ["split", "comparable"]].tolist() == [0, EVEN]
    assert table.loc["skole", list(NORMS)].tolist() == ["skole", "skule", "skole", "skola"]
    assert table.loc["dugnad", UNITS].tolist() == [12, 12, 0, 0]
    assert table.loc["dugnad", ["split", "sv", "comparable"]].tolist() == [48, "", UNEVEN]


def words(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["concept", "language", "lemma"])


def test_evidence_bears_on_the_same_words_whatever_the_concept_is_called():
    table = audit_texts(
        parallel(9, nb="skole hus", nn="skule hus", da="skole hus", sv="skola hus"), Vocabulary()
    )
    schools = ("læring", "nb", "skole"), ("læring", "sv", "skola"), ("læring", "da", "skole")
    found = evidence_on(words(*schools), table)  # the study has no Nynorsk
    assert found.index.tolist() == ["læring"] and found["n_nn"].tolist() == [9]
    unknown = evidence_on(words(*schools, ("læring", "sv", "plugg")), table)
    assert len(unknown) == 1, "a word that the audit has not met changes nothing"
    joined = evidence_on(words(*schools, ("læring", "nb", "hus")), table)
    assert joined.empty, "a link that the audit does not have makes another concept"
    cut = evidence_on(words(*schools[:2], ("skole_2", "da", "skole")), table)
    assert cut.empty, "and so does a cut"


def test_an_own_text_adds_its_units():
    concept = words(*(("skole", code, word) for code, word in zip(
        NORMS, ("skole", "skule", "skole", "skola"), strict=True)))  # fmt: skip
    (before,) = comparable_concepts(concept)[UNITS].to_numpy().tolist()
    own = audit_texts(parallel(12, nb="skole", nn="skule", da="skole", sv="plugg"), Vocabulary())
    after = comparable_concepts(concept, own)
    assert after[UNITS].to_numpy().tolist() == [[n + m for n, m in zip(
        before, (12, 12, 12, 0), strict=True)]]  # fmt: skip


def test_a_concept_that_only_the_own_text_has_is_told_of():
    concept = words(("xqz", "nb", "xqz"), ("xqz", "sv", "xqz"))
    assert comparable_concepts(concept).empty
    own = audit_texts(
        pd.DataFrame({code: ["xqz"] * 9 for code in NORMS}).assign(group="g"), Vocabulary()
    )
    assert comparable_concepts(concept, own)["comparable"].tolist() == [EVEN]


def test_the_study_reads_an_own_text_and_links_it_with_its_own_glossary(tmp_path):
    path, glossary = tmp_path / "audit.csv", tmp_path / "glossary.csv"
    texts = parallel(10, nb="xqskravle", nn="xqskravle", da="xqpjutte", sv="kvomsi")
    texts.to_csv(path, index=False)
    glossary.write_text(
        "concept,nb,nn,da,sv\nxqprat,xqskravle,xqskravle,xqpjutte,kvomsi\n", encoding="utf-8"
    )
    units = units_of(list(zip(NORMS, texts.iloc[0][list(NORMS)], strict=True)))
    rules = Vocabulary(minimum_documents=1)
    linked = build_vocabulary(units, rules, glossary, path).comparable.set_index("concept")
    assert linked.loc["xqprat", [*UNITS, "comparable"]].tolist() == [10, 10, 10, 10, EVEN]
    alone = build_vocabulary(units, rules, None, path).comparable.set_index("concept")
    assert alone.loc["kvomsi", [*UNITS, "comparable"]].tolist() == [0, 0, 0, 10, UNEVEN]


def test_a_paragraph_that_a_norm_lacks_is_refused(tmp_path):
    path = tmp_path / "audit.csv"
    path.write_text("group,nb,nn,da,sv\n1,a,b,c,d\n2,a,b, ,d\n", encoding="utf-8")
    with pytest.raises(StudyError, match=r"audit.csv: row 3: column da is empty"):
        read_parallel_text(path)


# ---------------------------------------------------------------- what is shipped


def test_to_ask_is_known_to_be_uneven():
    """Swedish fråga stands under the noun."""
    table = shipped_audit().set_index("concept")
    asking = table[table["nb"].str.split("|").map(lambda names: "spørre" in names)].iloc[0]
    assert asking["n_sv"] == 0 and asking["comparable"] == UNEVEN
    noun = table[table["sv"].str.split("|").map(lambda names: "fråga" in names)].iloc[0]
    assert noun["n_sv"] >= 1.5 * noun["n_nb"] and noun["comparable"] == UNEVEN


def test_the_shipped_answers_follow_from_the_shipped_sums():
    table = shipped_audit()
    again = judge(table)
    assert table["comparable"].tolist() == again["comparable"].tolist()
    np.testing.assert_allclose(table[["p", "q"]], again[["p", "q"]].round(DECIMALS), atol=1e-9)
    assert (table[list(NORMS)] != "").any(axis=1).all()


def test_no_word_of_a_norm_stands_in_two_rows():
    for code in NORMS:
        found = shipped_audit()[code].str.split("|").explode()
        assert not found[found != ""].duplicated().any(), code


def test_the_audit_never_reads_the_control():
    """No paragraph of the control is among the texts that the shipped table is made of."""
    control, texts = read_parallel_text(CONTROL), read_parallel_text(audit_concepts.PARAGRAPHS)
    assert audit_concepts.PARAGRAPHS != CONTROL
    for code in NORMS:
        assert set(control[code].str.strip()).isdisjoint(texts[code].str.strip())


def test_the_script_stops_where_its_texts_are_missing(monkeypatch, tmp_path):
    missing = audit_concepts.ROOT.parent / "nowhere" / "dev.jsonl"
    monkeypatch.setattr(audit_concepts, "SENTENCES", missing)
    monkeypatch.setattr(audit_concepts, "DATA", tmp_path)
    with pytest.raises(SystemExit, match="missing beside the checkout"):
        audit_concepts.main()
    assert not list(tmp_path.iterdir())


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not audit_concepts.SENTENCES.is_file(), reason="no corpora beside the checkout")
def test_the_shipped_table_is_what_the_script_makes(monkeypatch, tmp_path):
    shipped = (audit_concepts.DATA / "comparable.csv").read_bytes()
    monkeypatch.setattr(audit_concepts, "DATA", tmp_path)
    audit_concepts.main()
    made = (tmp_path / "comparable.csv").read_bytes()
    assert made == shipped, "run benchmarks/audit_concepts.py"
