"""workflow: planning a run, executing its stages, publishing what they have made."""

import sys

import lazy_loader

# nbformat asks jsonschema, which would compile a grammar of internet addresses for a second
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None: not to be found

EXPORTS: dict[str, list[str]] = {"workspace": ["Stopwatch", "open_workspace"], "findings": []}
__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, list(EXPORTS), EXPORTS)
