"""Topic models to what differs between countries, and what of it is more than language."""

import lazy_loader

EXPORTS: dict[str, list[str]] = {
    "run": ["compare", "control_table", "measure_language", "placebo", "share_uncertainty"],
    "prevalence": ["sample_of"],
    "corrected": ["what_people_say"],
    "strata": ["adjusted_table", "over_time"],
}
__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, list(EXPORTS), EXPORTS)
