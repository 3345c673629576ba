"""A table to a figure: pure functions, no input or output.

Each returns a `style.Drawing`: the figure, its alt text and its caption, all three made from the
table alone. `style.render` turns a figure into bytes, the same bytes for the same table.
"""

import lazy_loader

EXPORTS: dict[str, list[str]] = {
    "comparison": [],
    "corpus": [],
    "robustness": [],
    "topics": [],
    "vocabulary": [],
}
__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, list(EXPORTS), EXPORTS)
