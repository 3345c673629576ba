"""What the machine refuses (disk, memory), as one line with a remedy."""

import errno
import os

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NO_MEMORY = (
    "too little memory{free}; about 1.5 GiB and 3 KB a text are needed: close other programs, set "
    "compute.jobs=1, or lower topics.k or the number of texts; the next run goes on from here"
)
_NO_SPACE = "the disk is full{name}; free some space and run again: it goes on from here"


def said_of_system(error: OSError | MemoryError) -> str:
    """One line for an error of the operating system.

    Parameters
    ----------
    error : as it was raised

    Returns
    -------
    str
    """
    if isinstance(error, MemoryError) or error.errno == errno.ENOMEM:
        return memory_line()
    name = f" ({error.filename})" if error.filename else ""
    if error.errno in _FULL:
        return _NO_SPACE.format(name=name)
    reason = (error.strerror or str(error) or type(error).__name__).lower()
    return f"the system refuses a file{name}: {reason}; mend that and run again"


def is_of_system(error: BaseException) -> bool:
    """Whether it is want of memory or of space, and no fault of ours.

    Parameters
    ----------
    error : as it was raised

    Returns
    -------
    bool
    """
    if isinstance(error, OSError):
        return error.errno in {*_FULL, errno.ENOMEM}
    return isinstance(error, MemoryError)


def memory_line() -> str:
    """What to do where memory is lacking, and how much of it is free.

    Returns
    -------
    str
    """
    free = _free_memory()
    return _NO_MEMORY.format(free=f" ({free / 2**30:.1f} GiB are free)" if free else "")


def _free_memory() -> int:
    """Bytes of memory that are free, 0 where the system does not tell."""
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return 0
