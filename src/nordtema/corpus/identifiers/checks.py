"""Check digits, and dates that a number begins with."""

from __future__ import annotations

_FIRST_CHECK = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_LAST_CHECK = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_D_NUMBER, _COORDINATION = 40, 60  # are added to the day
_SYNTHETIC = (0, 40, 65, 80)  # are added to the month in test numbers and those of some registers


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
    day, month = int(digits[:2]), int(digits[2:4])
    if len(digits) != 11 or not any(_is_day(day, month - n, _D_NUMBER) for n in _SYNTHETIC):
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


def is_norwegian_birth(digits: str) -> bool:
    """Six digits that are day, month and year, in a fødselsnummer or D-number.

    Parameters
    ----------
    digits : six of them

    Returns
    -------
    bool
    """
    return _is_day(int(digits[:2]), int(digits[2:4]), _D_NUMBER)


def is_danish_birth(digits: str) -> bool:
    """Six digits that are day, month and year, in a CPR number.

    Parameters
    ----------
    digits : six of them

    Returns
    -------
    bool; those given for a time, with 60 added to the day, count
    """
    return _is_day(int(digits[:2]), int(digits[2:4]), _COORDINATION)


def is_swedish_birth(digits: str) -> bool:
    """Six digits that are year, month and day, in a personnummer or samordningsnummer.

    Parameters
    ----------
    digits : six of them

    Returns
    -------
    bool
    """
    return _is_day(int(digits[4:6]), int(digits[2:4]), _COORDINATION)


def _is_day(day: int, month: int, added: int) -> bool:
    days = _DAYS[month - 1] if 1 <= month <= len(_DAYS) else 0
    return 1 <= day <= days or 1 <= day - added <= days
