"""Run the benchmarks one after the other: planted differences, links, steps of linking, language
alone, studies made to mislead, the time of a comparison, coded documents, stability, peers, how
time and memory grow, how soon the reader answers, what a hostile corpus does, and what the pages of
`results` weigh.

    make bench

Each is a script of its own and can be run by itself; learn_cognates.py, which writes data of the
package, is not among them.
"""

import subprocess
import sys
from pathlib import Path

SCRIPTS = (
    "recovery.py",
    "link_quality.py",
    "linking.py",
    "language_split.py",
    "adversary.py",
    "comparing.py",
    "codes.py",
    "stability.py",
    "peers.py",
    "scale.py",
    "reader.py",
    "hostile.py",
    "pages.py",
)


def main() -> None:
    """Run every benchmark; stop at the first that fails."""
    for name in SCRIPTS:
        print(f"== {name}", flush=True)
        subprocess.run([sys.executable, "-W", "ignore", Path(__file__).with_name(name)], check=True)


if __name__ == "__main__":
    main()
