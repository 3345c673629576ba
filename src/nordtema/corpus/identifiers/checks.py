"""Check digits, and dates that a number begins with."""

from __future__ import annotations

_FIRST_CHECK = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_LAST_CHECK = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ADDED_TO_DAY = (0, 40, 60)  # D-numbers have 40 added, coordination numbers 60
_ADDED_TO_MONTH = (0, 40, 65, 80)  # test numbers, and those of other registers


def luhn(digits: str) -> bool:
    """Does the last digit agree with the others by Luhn's rule (cards, Swedish numbers)?

    Parameters
    ----------
    digits : of the number

    Returns
    -------
    bool
    """
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def is_norwegian_account(digits: str) -> bool:
    """Eleven digits of which the last agrees with the others, modulo 11.

    Parameters
    ----------
    digits : of the number

    Returns
    -------
    bool
    """
    return len(digits) == 11 and _is_checked(digits, _LAST_CHECK)


def is_norwegian_identity(digits: str) -> bool:
    """A fødselsnummer or D-number: a date of birth, and two check digits modulo 11.

    Parameters
    ----------
    digits : of the number

    Returns
    -------
    bool
    """
    if len(digits) != 11 or not is_birth_day_first(digits[:6]):
        return False
    return _is_checked(digits[:10], _FIRST_CHECK) and _is_checked(digits, _LAST_CHECK)


def _is_checked(digits: str, weights: tuple[int, ...]) -> bool:
    weighed = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=False))
    return -weighed % 11 == int(digits[-1])


def is_iban(letters: str) -> bool:
    """Country, check digits and account agree, modulo 97.

    Parameters
    ----------
    letters : of the IBAN, without blanks

    Returns
    -------
    bool
    """
    if not (15 <= len(letters) <= 34 and letters.isalnum() and letters.isascii()):
        return False
    return int("".join(str(int(sign, 36)) for sign in letters[4:] + letters[:4])) % 97 == 1


def is_birth_day_first(digits: str) -> bool:
    """Six digits that are day, month and year, as in Norwegian and Danish numbers.

    Parameters
    ----------
    digits : six of them

    Returns
    -------
    bool; days and months of D-numbers and test numbers count
    """
    return _is_day(int(digits[:2]), int(digits[2:4]))


def is_birth_year_first(digits: str) -> bool:
    """Six digits that are year, month and day, as in Swedish numbers.

    Parameters
    ----------
    digits : six of them

    Returns
    -------
    bool; days of coordination numbers count
    """
    return _is_day(int(digits[4:6]), int(digits[2:4]))


def _is_day(day: int, month: int) -> bool:
    months = {month - added for added in _ADDED_TO_MONTH if 1 <= month - added <= 12}
    days = {day - added for added in _ADDED_TO_DAY}
    return any(1 <= one <= _DAYS[of - 1] for one in days for of in months)
