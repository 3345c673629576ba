"""How a text reads."""

import pytest

from nordtema.corpus.legibility import legibility
from nordtema.corpus.page import read_page
from nordtema.corpus.repair.words import is_word, unknown_share, word_counts

GOOD = (
    "Læreren går til skolen hver morgen, og barna venter på henne ved porten med bøkene sine. " * 3
)
BAD = "Lxrxren gxr txl skxlen hvxr mxrgen og bxrna vxnter pv hxnne vxd pxrten mxd bxkene sxne. " * 3
OLD = "Naar Læreren kom, maatte Børnene staa stille paa Gangen, og saa gik de ind i Stuen. " * 3


@pytest.mark.parametrize(
    ("text", "norm", "remark"),
    [(GOOD, "nb", ""), (BAD, "nb", "reads badly"), (OLD, "da", "spelling before 1948")],
)
def test_what_reads_badly_or_looks_old_is_told(text, norm, remark):
    found = legibility(read_page(text), [norm], "modern")
    assert remark in "; ".join(found.remarks) and bool(remark) == bool(found.remarks)


def test_old_spelling_is_modern_where_that_is_wished():
    found = legibility(read_page(OLD), ["da"], "historical")
    assert found.repaired == ("old spelling",) and not found.remarks
    assert (
        found.page.parts[0].paragraphs[0].startswith("når læreren kom, måtte børnene stå stille på")
    )
    assert found.unknown_share == 0


def test_the_share_of_unknown_words():
    assert unknown_share(word_counts("skolen ligger i xqzby"), "nb") == pytest.approx(1 / 3)
    assert unknown_share(word_counts("barnehageplassen"), "nb") == 0  # of two known words
    assert unknown_share(word_counts(""), "nb") == 0
    assert is_word("Göteborg") and not is_word("xqz")
