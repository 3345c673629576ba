"""How much memory a program has taken."""

import resource
import sys
from pathlib import Path


def peak_mebibytes() -> float:
    """Largest resident memory so far; Linux tells it of this program alone, else getrusage does."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
