"""report: what a reader sees of tables and figures, as sentences and as pages."""

import lazy_loader

EXPORTS: dict[str, list[str]] = {
    "display": ["heading", "say", "say_list", "show_table", "warn"],
    "readable": [],
    "sentences": [],
}
__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, list(EXPORTS), EXPORTS)
