"""Segments to counts of concepts: tokens, lemmas, links between the norms, sparse counts."""

import lazy_loader

EXPORTS: dict[str, list[str]] = {
    "counts": ["ConceptCounts"],
    "build": ["build_vocabulary", "describe_documents", "published_documents"],
    "forms": ["forms_of"],
    "link_draws": ["draws_of_links"],
    "kept_back": ["keep_back", "through"],
    "audit": [
        "concepts_to_review",
        "country_words",
        "exclusions",
        "links_to_review",
        "unlinked_side_by_side",
        "unlinked_words",
    ],
}
__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, list(EXPORTS), EXPORTS)
