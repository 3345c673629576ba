"""sentences: all prose that is computed from tables, one module for each notebook."""

import lazy_loader

EXPORTS: dict[str, list[str]] = {
    "cautions": [],
    "codes": [],
    "comparison": [],
    "corpus": [],
    "language": [],
    "model": [],
    "privacy": [],
    "report": [],
    "robustness": [],
    "topics": [],
    "vocabulary": [],
}
__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, list(EXPORTS), EXPORTS)
