"""What the parts of the report are called."""

from ..formats import country_name, model_name
from .stages import Stage, stage_named

_TITLES = {
    "report": "Findings",
    "1_corpus": "Corpus",
    "corpus": "The corpus as a whole",
    "inventory": "Inventory",
    "2_vocabulary": "Vocabulary",
    "grid": "Number of topics",
    "3_topics": "Topics",
    "4_comparison": "Comparison",
    "passages": "Passages",
    "5_robustness": "Robustness",
}


def page_title(stage: Stage) -> str:
    """What the navigation calls a page."""
    country, model = stage.parameters.get("country"), stage.parameters.get("model", "")
    detail = country_name(country) if country else model_name(model)
    return f"{_TITLES[stage.name.partition('.')[0]]} {detail}".strip()


def page_name(stage: Stage) -> str:
    """File name of a page."""
    return f"{stage.name}.html"


def first_failures(failed: dict[str, str]) -> dict[str, str]:
    """Why each part by its title could not be made; the first failures, not what follows."""
    first = {name: why for name, why in failed.items() if not why.startswith("it needs ")}
    return {page_title(stage_named(name)): why for name, why in first.items()}
