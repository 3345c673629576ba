"""The texts of one country as stages read them: in their order, with the ids that are published."""

from pathlib import Path

import pandas as pd

from ..study import Corpus
from ..tables import records_of
from .documents import author_evidence, public_authors
from .persons import Evidence
from .sources import is_whole_file, read_documents, texts_of, write_documents, write_texts


def write_imported(folder: Path, index: pd.DataFrame, country: str) -> None:
    """Write the texts of a country, and what all countries tell of the names that sign them.

    Parameters
    ----------
    folder : that is written to
    index : documents of all countries, in the order of their ids
    country : code of the country
    """
    own = index[index["country"] == country]
    whole = map(is_whole_file, records_of(own.reindex(columns=["text"])))
    places = write_texts(folder / f"texts.{country}.parquet", texts_of(own), whole)
    texts = pd.Series([None] * len(index), index=index.index, dtype=object)
    texts[own.index] = places
    told = {"words": sorted(author_evidence(index).words)}
    write_documents(imported_file(folder, country), index.assign(text=texts), told)


def imported_file(folder: Path, country: str) -> Path:
    """The file that tells of a country's texts.

    Parameters
    ----------
    folder : that `write_imported` has written to
    country : code of the country

    Returns
    -------
    path
    """
    return folder / f"index.{country}.parquet"


def read_imported(path: Path, rules: Corpus) -> tuple[pd.DataFrame, Evidence]:
    """What `write_imported` has written, for `read_country`.

    Parameters
    ----------
    path : of the file that tells of a country's texts
    rules : public_persons

    Returns
    -------
    (documents of all countries, those of this one with texts; which authors are persons)
    """
    index, told = read_documents(path)
    return index, Evidence(frozenset(told["words"]), public_authors(index, rules))
