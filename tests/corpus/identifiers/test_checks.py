"""Check digits of numbers that are known to be right, and of none beside them."""

import pytest

from nordtema.corpus.identifiers.checks import (
    is_danish_birth,
    is_iban,
    is_norwegian_account,
    is_norwegian_birth,
    is_norwegian_identity,
    is_swedish_birth,
    luhn,
)


@pytest.mark.parametrize(
    ("check", "number"),
    [
        (luhn, "4111111111111111"),
        (luhn, "378282246310005"),
        (luhn, "8112189876"),  # the Swedish tax agency's own example
        (is_norwegian_account, "86011117947"),
        (is_norwegian_identity, "13097248022"),
    ],
)
def test_one_last_digit_of_ten_is_right(check, number):
    assert [d for d in "0123456789" if check(number[:-1] + d)] == [number[-1]]


@pytest.mark.parametrize(
    "number", ["NO9386011117947", "DK5000400440116243", "SE4550000000058398257466"]
)
def test_ibans(number):
    assert is_iban(number)
    assert not is_iban(number[:-1] + str((int(number[-1]) + 1) % 10))
    assert not is_iban(number[:12])


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (is_norwegian_birth, ("311299", "290200", "410170"), ("321299", "300200", "614170")),
        (is_danish_birth, ("311299", "610785"), ("410170", "012070")),
        (is_swedish_birth, ("701231", "701291"), ("701331", "701232")),
    ],
)  # fmt: skip
def test_births(check, right, wrong):
    assert all(map(check, right)) and not any(map(check, wrong))
