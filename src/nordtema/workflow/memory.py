"""What was computed before from the same: a renamed theme fits no model again.

A result is kept under a hash of the function, the code and packages behind it, and its arguments;
of a file the contents count. Nothing that is published depends on whether it was kept.
"""

import pickle
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import joblib

from ..languages import COUNTRIES
from ..tables import write_atomically
from .dependencies import modules_behind, packages_behind, versions
from .inputs import hash_of_files
from .records import sha256

Result = TypeVar("Result")
_KEPT = 2  # results of one function


def remember(folder: Path, function: Callable[..., Result], *arguments: object) -> Result:
    """What a function of ours gives, computed unless it was before.

    Parameters
    ----------
    folder : where results are kept
    function : of a module of ours; one that a notebook defines is always called
    arguments : its arguments; functions among them tell of progress and change nothing
    """
    if not function.__module__.startswith("nordtema."):
        return function(*arguments)
    path = folder / f"{function.__qualname__}-{_key(function, arguments)}.pickle"
    with suppress(OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError):
        result = joblib.load(path)
        path.touch()
        return result
    result = function(*arguments)
    write_atomically(path, lambda draft: joblib.dump(result, draft), folder)
    _forget_oldest(folder, function.__qualname__)
    return result


def _key(function: Callable[..., object], arguments: tuple[object, ...]) -> str:
    files = modules_behind("", (function.__module__.removeprefix("nordtema."),))
    told = [_content(one) for one in arguments if not callable(one)]
    behind = [hash_of_files(files), versions(packages_behind("", files))]
    return joblib.hash([*behind, list(COUNTRIES.items()), told])


def _content(argument: object) -> object:
    """Of a file what stands in it; of a folder for what is computed nothing."""
    if isinstance(argument, Path):
        return sha256(argument) if argument.is_file() else ""
    return argument


def _forget_oldest(folder: Path, name: str) -> None:
    kept = sorted(folder.glob(f"{name}-*.pickle"), key=lambda path: -path.stat().st_mtime_ns)
    for path in kept[_KEPT:]:
        path.unlink(missing_ok=True)
