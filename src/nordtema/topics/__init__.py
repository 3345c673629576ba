"""Counts to topic models: LDA and NMF, the number of topics, diagnostics, labels."""

import lazy_loader

EXPORTS: dict[str, list[str]] = {
    "run": [
        "convergence_table",
        "document_topics",
        "fit_and_describe",
        "name_topics",
        "refitted",
        "select_k",
        "topic_table",
        "unused_labels",
    ],
    "own_words": ["own_words_of_countries"],
    "training": ["formation_of"],
    "models": ["MODELS", "load"],
}
__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, list(EXPORTS), EXPORTS)
