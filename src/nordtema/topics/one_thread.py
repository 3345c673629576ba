"""One BLAS thread, whatever is loaded later: last digits hang on the number of threads.

A limit binds only the libraries that are loaded when it is set. scikit-learn brings its own, and is
loaded late, since that takes a while.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from threadpoolctl import threadpool_limits


@contextmanager
def one_thread() -> Iterator[None]:
    """Within this context scikit-learn and all that is loaded compute with one thread."""
    import sklearn.decomposition  # noqa: F401

    with threadpool_limits(1):
        yield
