"""What is said of coded documents: numbers from the tables, and what is not known."""

import numpy as np
import pandas as pd

from nordtema.comparison.codes import AGREEMENT
from nordtema.comparison.corrected import BIASES, DIFFERENCES, FEW, FLOOR, NOT_CODED
from nordtema.formats import SPACE
from nordtema.report import readable
from nordtema.report.sentences import codes as told

NAMES = {1: "boats", 2: "books", 3: "trees"}
CODERS = pd.DataFrame(
    [(1, 2, 40, 1, 20, 0.9, 0.75, 0.8), (2, 2, 40, 1, 20, 1.0, np.nan, 1.0)], columns=AGREEMENT
)
CODING = pd.DataFrame(
    [(1, "NO", 20, 20, 6, 0.3, 0.2, -0.1, -0.15, -0.05, 0.5, 0.1),
     (1, "SE", 20, 20, 5, 0.25, 0.3, 0.05, -0.05, 0.15, 0.5, 0.1),
     (2, "NO", 20, 20, 0, 0.0, 0.1, 0.1, 0.02, 0.18, np.nan, 0.1)],
    columns=BIASES,
)  # fmt: skip
ROW = (1, "NO", "SE", -0.1, 0.12, 0.02, 0.22, 0.05, 1.2, 20, 20, 20, 20, "")
REFUSED = (2, "NO", "SE", 0.1, *[np.nan] * 5, 20, 9, 20, 9, FEW)
UNSOUGHT = (3, "NO", "SE", 0.1, *[np.nan] * 5, 20, 20, 20, 20, NOT_CODED)
CODES = pd.DataFrame([ROW, REFUSED, UNSOUGHT], columns=DIFFERENCES)


def test_without_codes_one_sentence_says_so():
    said = told.all_sentences(CODES.head(0), CODING.head(0), CODERS.head(0), NAMES, given=False)
    assert [one for one in said if one] == [
        "No document has been coded by hand (codes.csv): what people say is not known."
    ]
    other = told.all_sentences(CODES.head(0), CODING.head(0), CODERS.head(0), NAMES, given=True)
    assert [one for one in other if one] == [
        "The coded documents name no theme of this model, so they say nothing of it."
    ]


def test_how_many_were_coded_of_what_and_what_is_assumed():
    said = told.coded_sentences(CODERS, CODING, True)
    assert said[0] == "40 documents were coded by hand by 2 coders: Norway (20) and Sweden (20)."
    assert said[1].startswith("1 more coded document has no shares")
    assert "random sample" in said[2]
    assert len(told.coded_sentences(CODERS.assign(left_out=0), CODING, True)) == 2


def test_agreement_and_where_it_is_undefined():
    said = told.agreement_sentence(CODERS, NAMES)
    assert said == (
        "20 documents have several coders; of their pairs 95 % agree on a theme (AC1 0.80 to 1.00; "
        "Krippendorff's alpha 0.75, the lowest in “boats”; alpha is undefined in “books”, where "
        "all of them say the same)."
    )
    none = CODERS.assign(twice=0, agreement=np.nan, alpha=np.nan, ac1=np.nan)
    assert told.agreement_sentence(none, NAMES).startswith("No document has two coders")


def test_where_the_model_says_more_or_less_than_people():
    said = told.bias_sentence(CODING, NAMES)
    assert said.startswith(
        "Of 3 themes of groups the model gives clearly more than people do in 1, and clearly less "
        "in 1; most in “boats” of Norway (10.0 points less"
    )
    calm = CODING.assign(low=-0.1, high=0.1)
    assert told.bias_sentence(calm, NAMES).startswith("In none of 3 themes of groups")
    assert told.bias_sentence(CODING.assign(low=np.nan), NAMES) == ""


def test_corrected_differences_and_what_could_not_be_corrected():
    said = " ".join(told.corrected_sentences(CODES, NAMES)).replace(SPACE, " ")
    assert said.startswith(
        "Of 1 corrected difference 1 is clear of chance: “boats”, Norway − Sweden +12.0 points "
        "(2.0 to 22.0; the model −10.0). In 1 the model's own difference lies outside"
    )
    assert f"1 difference has no corrected figure, since a group has fewer than {FLOOR}" in said
    assert said.endswith("1 theme is not corrected, since no coder names the theme.")
    unclear = CODES.head(1).assign(low=-0.2, difference=0.1)
    assert told.corrected_sentences(unclear, NAMES) == [
        "Of 1 corrected difference none is clear of chance."
    ]


def test_the_table_for_readers_has_dashes_where_there_is_no_figure():
    table = readable.coded_table(CODES)
    assert table["topic"].tolist() == [1, 2], "what nobody looked for is not shown"
    assert table["corrected"].tolist() == ["+12.0", "–"]
    assert table["95 % interval"].iloc[1] == "–" and table["remark"].tolist() == ["", FEW]
    assert table["coded"].tolist() == ["20 / 20", "20 / 9"]
    assert readable.coded_table(CODES.head(0)).empty
