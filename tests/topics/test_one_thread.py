"""A fit has one BLAS thread, also in what is loaded within it."""

import os
import subprocess
import sys

from conftest import CHECKOUT

CODE = """
import sys
import numpy as np
from threadpoolctl import threadpool_info
from nordtema.topics import association
from topic_corpora import simulate

seen = []
solve = association._components

def components(*arguments):
    result = solve(*arguments)
    seen.extend(pool["num_threads"] for pool in threadpool_info())
    return result

association._components = components
assert "sklearn.decomposition" not in sys.modules
association.associated_topics(simulate(3, documents=40).training, 3, 1)
print(sorted(set(seen)), max(pool["num_threads"] for pool in threadpool_info()) > 1)
"""


def test_scikit_learn_is_bound_though_it_is_loaded_late():
    """With several threads the same counts gave other last digits on every call."""
    threads = {"OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"}
    folders = os.pathsep.join(map(str, (CHECKOUT / "src", CHECKOUT / "tests" / "topics")))
    done = subprocess.run(
        [sys.executable, "-c", CODE], env={**os.environ, **threads, "PYTHONPATH": folders},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[1] True"
