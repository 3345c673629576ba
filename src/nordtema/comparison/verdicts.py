"""What may be said of a difference between two countries."""

from enum import StrEnum


class Verdict(StrEnum):
    """The verdicts, as tables write them."""

    DIFFERENCE = "country difference"
    NONE = "no clear difference"
    LANGUAGE = "not distinguishable from language"
    UNCHECKED = "language not checked"
    FEW = "too little data"
