"""robustness: what other choices, models and tests would have said."""

import lazy_loader

EXPORTS: dict[str, list[str]] = {
    "agreement": [
        "contrasts_without_review",
        "model_agreement",
        "shared_findings",
        "without_review",
    ],
    "analyses": ["question_of"],
    "calibration": ["calibrate_study", "why_not_tried"],
    "chance": ["beside_standard", "standard_models", "standard_themes"],
    "choices": ["analyses_of", "options_found"],
    "multiverse": ["by_choice", "curve_table", "main_findings", "summarise", "with_standard"],
    "recounting": ["recount_and_run"],
    "national": ["alone", "national_models", "national_themes", "side_by_side"],
    "standard": ["fit_standard"],
}
__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, list(EXPORTS), EXPORTS)
