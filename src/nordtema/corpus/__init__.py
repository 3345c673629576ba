"""Files to clean segments: reading, cleaning, comments, language, duplicates, privacy."""

import lazy_loader

EXPORTS: dict[str, list[str]] = {
    "sources": ["read_corpus"],
    "imported": ["read_imported"],
    "documents": ["read_country", "units_of"],
    "known_names": ["read_names"],
    "copies": ["copies_table"],
}
__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, list(EXPORTS), EXPORTS)
