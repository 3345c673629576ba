"""Sentences on topics and vocabulary: the numbers are right and the grammar holds."""

from types import SimpleNamespace

import pandas as pd
from scipy import sparse

from nordtema.report.sentences import topics, vocabulary
from nordtema.study import Topics


def selections_of(grid: list[int], chosen: int, **own: int) -> dict[str, pd.DataFrame]:
    k = pd.Series(grid)
    table = pd.DataFrame({"k": k, "npmi": 0.1, "chosen": (k == chosen).astype(int)})
    return {m: table.assign(own_choice=(k == number).astype(int)) for m, number in own.items()}


def test_the_number_of_topics():
    fixed = {"lda": pd.DataFrame({"k": [8], "npmi": [None], "chosen": [1], "own_choice": [0]})}
    assert topics.selection_sentences(fixed) == ["Number of topics: 8, as given."]
    apart = selections_of([4, 6, 8], 6, lda=8, nmf=6)
    among = "Number of topics: 6, chosen for all models among 4, 6 and 8."
    assert topics.selection_sentences(apart) == [
        among, "By itself LDA would choose 8, NMF 6."
    ]  # fmt: skip
    alike = selections_of([4, 6, 8], 6, lda=6, nmf=6)
    told = topics.selection_sentences(alike, (4, 6, 8, 10, 12))
    assert told == [
        among, "LDA and NMF would each choose it alone too.",
        "Not tried: 10 and 12; the texts cannot carry so many.",
    ]  # fmt: skip
    alone = topics.selection_sentences(selections_of([2], 2, lda=2, nmf=2), (4, 6))
    assert alone == [
        "Number of topics: 2.", "Not tried: 4 and 6; the texts cannot carry so many.",
    ]  # fmt: skip


def test_what_the_topics_are_made_of():
    lda, nmf = (topics.formation_sentences(name, Topics()) for name in ("lda", "nmf"))
    assert "learns its topics from the words" in lda[0] and "factorises" in nmf[0]
    assert "the meaning of the concepts helps out" in lda[1] == nmf[1]
    [kept] = topics.formation_sentences("lda", Topics(lda_prior=0.25, meaning=False))
    assert "keeps 25 % of the evidence" in kept


def test_passes_and_what_the_last_one_brought():
    passes = pd.DataFrame({"pass": [0, 1, 2], "heldout": [-6.61, -6.6002, -6.6004]})
    said = topics.convergence_sentence(passes)
    assert "Passes over the texts: 2." in said and "−6.6004, and was undone; at the start" in said
    risen = topics.convergence_sentence(passes.assign(heldout=[-6.61, -6.6, -6.5]))
    assert "by +0.1000, to −6.5000; at the start it was −6.6100." in risen
    assert "No words were held out" in topics.convergence_sentence(passes.iloc[:0])


def test_the_audit_is_told_in_concepts_and_words():
    answers = {"a": "yes", "b": "no", "c": "no", "d": "not seen", "gone": "yes"}
    built = SimpleNamespace(
        comparable=pd.DataFrame({"concept": list(answers), "comparable": list(answers.values())}),
        counts=SimpleNamespace(
            concepts=pd.DataFrame({"concept": list("abcde")}),
            matrix=sparse.csr_matrix([[4, 1, 2, 1, 0], [1, 0, 0, 0, 1]]),
        ),
    )
    assert vocabulary.audit_sentence(built, pd.DataFrame(index=range(1))) == (
        "Parallel texts suffice to judge 3 concepts of these texts: the norms use 1 alike (50 % of "
        "the running content words) and 2 not (30 %). What rests on the latter cannot be compared "
        "between languages; concepts_to_review.csv lists 1 of them, the 1 other is kept back "
        "(names, or in too few texts). Of 2 concepts (20 %) they hold too little to tell."
    )
    all_listed = vocabulary.audit_sentence(built, pd.DataFrame(index=range(2)))
    assert "; concepts_to_review.csv lists them. Of" in all_listed
    built.comparable = built.comparable.iloc[:0]
    assert "judge no concept" in vocabulary.audit_sentence(built, pd.DataFrame())


def test_a_link_that_waits_is_a_word_beside_the_one_that_names_its_concept():
    rows = [("båt", "nb", "båt", 0.85), ("båt", "sv", "båt", 0.85), ("sjø", "da", "sø", 0.82),
            ("sjø", "nb", "sjø", 0.95), ("blå båt", "nb", "blå båt", 0.85)]  # fmt: skip
    links = pd.DataFrame(rows, columns=["concept", "language", "lemma", "score"])
    links = links.assign(frequency=4, status=["review", "review", "review", "accepted", "review"])
    listing = pd.DataFrame(index=range(2))
    assert vocabulary.waiting_sentence(links, listing) == (
        "2 links wait for review (tables/links_to_review.csv)."
    )
    assert vocabulary.waiting_sentence(links, listing.head(1)) == (
        "1 link waits for review (tables/links_to_review.csv), and 1 more whose words are kept "
        "back (names, or in too few texts)."
    )
    hidden = vocabulary.waiting_sentence(links, listing.head(0))
    assert hidden.startswith("2 links wait for review, whose words are kept back")
    assert vocabulary.waiting_sentence(links[links["status"] == "accepted"], listing[:0]) == ""


def test_what_parallel_texts_say_of_a_concept_is_told_with_its_counts():
    row = {"n_nb": 4, "n_nn": 4, "n_da": 1, "n_sv": 8, "imbalance": 0.875, "q": 0.0312,
           "comparable": "no"}  # fmt: skip
    told = vocabulary.comparable_sentence(row)
    assert told.startswith("It cannot be compared between languages (†): of paragraphs that say")
    assert "4 in Bokmål, 4 in Nynorsk, 1 in Danish and 8 in Swedish, the least 88 % below" in told
    assert told.replace("\N{NO-BREAK SPACE}", " ").endswith("q = .031).")
    even = vocabulary.comparable_sentence({**row, "n_da": 7, "comparable": "yes"})
    assert even.startswith("It can be compared") and even.endswith("7 in Danish and 8 in Swedish.")
    few = vocabulary.comparable_sentence({**row, "q": float("nan"), "comparable": "not seen"})
    assert few.endswith("too few to tell.") and "nan" not in few
    assert "no parallel paragraphs" in vocabulary.comparable_sentence(None)


def test_words_that_mark_a_country_are_those_without_a_place_among_the_shared():
    rows = [("NO", "lov", "lov", 4.0, 1), ("NO", "rådmann", "rådmannen|rådmenn", 3.0, 0),
            ("SE", "nämnd", "nämnden", 2.0, 0)]  # fmt: skip
    words = pd.DataFrame(rows, columns=["country", "concept", "lemma", "z", "shared"])
    said = vocabulary.country_word_sentence(words)
    assert said.endswith("most: in Norway “rådmannen”; in Sweden “nämnden”.")
    assert "No word" in vocabulary.country_word_sentence(words[words["shared"] == 1])


def test_a_norm_without_a_linked_word_has_none_of_them_linked():
    links = pd.DataFrame(
        [("nb", "none", "accepted", 3), ("da", "identical", "accepted", 1),
         ("da", "none", "accepted", 1)],
        columns=["language", "method", "status", "frequency"],
    )  # fmt: skip
    assert "0 % in Bokmål and 50 % in Danish" in vocabulary.linked_sentence(links)
    assert vocabulary.linked_sentence(links.head(0)) == "There are no content words."


def test_documents_without_shares_are_counted_and_whole_countries_named():
    documents = pd.DataFrame(
        {"doc_id": list("abcd"), "country": ["NO", "NO", "DK", "SE"],
         "status": ["kept", "kept", "kept", "dropped"]}
    )  # fmt: skip
    shares = documents.head(1)[["doc_id", "country"]].assign(topic_1=0.5, topic_2=0.5)
    said = topics.share_sentences(shares, documents)
    assert said[0] == "1 document has shares of 2 themes."
    assert said[1].startswith("2 more documents have none: no word of them is one")
    assert said[2] == "These are all the documents of Denmark."
    every = documents.head(3)[["doc_id", "country"]].assign(topic_1=0.5, topic_2=0.5)
    assert topics.share_sentences(every, documents) == ["3 documents have shares of 2 themes."]


def test_light_concepts_are_counted_and_the_most_used_named():
    concepts = pd.DataFrame(
        {"nb": ["ta|tar", "uke", "omdømme", "skip"], "nn": "", "da": "", "sv": "",
         "light": [True, True, False, True], "shared": [True, True, True, False]}
    )  # fmt: skip
    counts = SimpleNamespace(
        concepts=concepts, matrix=sparse.csr_matrix([[1, 2, 1, 0], [0, 1, 3, 0]])
    )
    said = vocabulary.light_sentence(SimpleNamespace(counts=counts))
    assert said.startswith("2 light concepts form no topic (50 % of the running content words")
    assert "“uke” and “ta”)" in said
    concepts["light"] = False
    assert vocabulary.light_sentence(SimpleNamespace(counts=counts)) == ""


def test_of_one_norm_nothing_is_to_be_linked():
    links = pd.DataFrame({"language": ["da", "da"], "frequency": [2, 1], "method": "none",
                          "status": "accepted"})  # fmt: skip
    told = vocabulary.linked_sentence(links)
    assert told == "All texts are in Danish: there is nothing to link."
