"""Topic models to what differs between groups of texts, and what of it is more than language."""

import lazy_loader

EXPORTS: dict[str, list[str]] = {
    "run": [
        "compare", "control_table", "is_own", "measure_language", "placebo", "share_uncertainty",
    ],
    "control_texts": ["control_words"],
    "sample": ["sample_of"],
    "corrected": ["what_people_say"],
    "prevalence": ["over_time"],
}  # fmt: skip
__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, list(EXPORTS), EXPORTS)
