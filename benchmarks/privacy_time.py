"""How much longer reading a corpus takes because identifiers and persons are masked.

    python benchmarks/privacy_time.py [CORPUS] [--every N] [--times N]

Each country of a corpus is read several times in one process. The time inside of what masks is
taken apart from all other time, and the shortest of each is told: on a busy machine the shortest is
nearest to what the work takes. A first round, which loads dictionaries and registers, is left out.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from beside import ROOT
from nordtema.corpus import documents, privacy
from nordtema.corpus.sources import read_corpus
from nordtema.study import Corpus

#: what masks: identifiers, then names of writers and of persons
MASKS = (
    (privacy, "mask_identifiers", "identifiers"),
    (documents, "mask_persons", "persons"),
    (documents._Writers, "known", "persons"),
)


def timed(function: Callable[..., Any], spent: dict[str, float], name: str) -> Callable[..., Any]:
    """The function, which adds its time to what is spent.

    Parameters
    ----------
    function : any
    spent : name → seconds
    name : of what it does

    Returns
    -------
    function
    """

    def call(*given: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*given, **named)
        finally:
            spent[name] += time.perf_counter() - start

    return call


def main() -> None:
    """Read each country, and print the shortest times."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path, nargs="?", default=ROOT / "corpus")
    parser.add_argument("--every", type=int, default=1, help="each so-maniest document")
    parser.add_argument("--times", type=int, default=10)
    given = parser.parse_args()
    index = read_corpus(given.corpus).documents.iloc[:: given.every].reset_index(drop=True)
    rules, spent = Corpus(), dict.fromkeys(("identifiers", "persons"), 0.0)
    evidence = documents.author_evidence(index, rules)
    for owner, name, kind in MASKS:
        setattr(owner, name, timed(getattr(owner, name), spent, kind))
    total = dict.fromkeys(("rest", *spent), 0.0)
    for country in sorted(set(index["country"])):
        rounds = []
        for _ in range(given.times + 1):
            spent.update(dict.fromkeys(spent, 0.0))
            start = time.perf_counter()
            documents.read_country(index, country, rules, evidence=evidence)
            whole = time.perf_counter() - start
            rounds.append({"rest": whole - sum(spent.values()), **spent})
        shortest = {kind: min(one[kind] for one in rounds[1:]) for kind in total}
        total = {kind: total[kind] + shortest[kind] for kind in total}
        tell(country, shortest)
    tell("all", total)


def tell(name: str, seconds: dict[str, float]) -> None:
    """Print what masking adds to the rest.

    Parameters
    ----------
    name : of the country
    seconds : rest, identifiers, persons
    """
    rest = seconds["rest"]
    shares = [f"{kind} +{seconds[kind] / rest:.1%}" for kind in ("identifiers", "persons")]
    print(f"{name}: {rest:.2f} s without, {', '.join(shares)}, "
          f"together +{(seconds['identifiers'] + seconds['persons']) / rest:.1%}")  # fmt: skip


if __name__ == "__main__":
    main()
