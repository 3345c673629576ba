"""What stands beside the checkout (scores and corpora), and texts as the package takes them."""

import hashlib
import importlib.util
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import pandas as pd
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from nordtema.languages import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
UNITS = ["unit_id", "doc_id", "country", "language", "text"]


def evaluation_module(name: str) -> ModuleType | None:
    """A script of ../shared/evaluate as a module; None where it is missing.

    Parameters
    ----------
    name : of the file, without its ending

    Returns
    -------
    The module, executed
    """
    path = SHARED / "evaluate" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"evaluate_{name}", path)
    if spec is None or spec.loader is None or not path.is_file():
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_units(texts: pd.DataFrame) -> pd.DataFrame:
    """A unit a document, without what is only for scoring.

    Parameters
    ----------
    texts : id, country, language, text

    Returns
    -------
    DataFrame with unit_id, doc_id, country, language, text
    """
    return texts.assign(unit_id=texts["id"], doc_id=texts["id"])[UNITS]


def dictionary_words(language: str, least: int) -> set[str]:
    """Lemmas of a norm in simplemma's dictionaries, of so many letters and at most 40.

    Parameters
    ----------
    language : code of the norm
    least : letters

    Returns
    -------
    Words in small letters
    """
    factory = DefaultDictionaryFactory()
    words = (
        w for code in LANGUAGES[language].simplemma for w in factory.get_dictionary(code).values()
    )
    lower = {(word.decode() if isinstance(word, bytes) else word).lower() for word in words}
    return {word for word in lower if word.isalpha() and least <= len(word) <= 40}


def some_words(words: Iterable[str], size: int) -> list[str]:
    """So many words, in an order that looks random and is the same at every run.

    Parameters
    ----------
    size : number of words

    Returns
    -------
    The words
    """
    return sorted(words, key=lambda word: hashlib.md5(word.encode()).hexdigest())[:size]
