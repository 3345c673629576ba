"""Texts for the black box: three themes in three languages, written for it."""

import random

_THEMES = {
    "NO": {
        "buss": "bussen ruten sjåføren stoppet billetten forsinkelsen passasjeren kjøre reise",
        "bok": "boka biblioteket låneren hylla forfatteren romanen lese skrive kapittelet",
        "hage": "hagen frøet bedet spaden jorda grønnsaken plante vanne høste gjødselen",
    },
    "DK": {
        "buss": "bussen ruten chaufføren stoppet billetten forsinkelsen passageren køre rejse",
        "bok": "bogen biblioteket låneren hylden forfatteren romanen læse skrive kapitlet",
        "hage": "haven frøet bedet spaden jorden grøntsagen plante vande høste gødningen",
    },
    "SE": {
        "buss": "bussen rutten föraren stoppet biljetten förseningen passageraren köra resa",
        "bok": "boken biblioteket låntagaren hyllan författaren romanen läsa skriva kapitlet",
        "hage": "trädgården fröet bädden spaden jorden grönsaken plantera vattna skörda gödseln",
    },
}
_FRAMES = {
    "NO": ("I dag har vi sett på {} og {} ved {}.", "Mye skjer med {} når {} og {} er her."),
    "DK": ("I dag har vi set på {} og {} ved {}.", "Meget sker med {} når {} og {} er her."),
    "SE": ("I dag har vi sett på {} och {} vid {}.", "Mycket händer med {} när {} och {} är här."),
}  # fmt: skip


def texts(country: str, number: int, sentences: int = 8, seed: int = 0) -> list[str]:
    """So many texts of a country, each on one of the three themes in turn."""
    rng = random.Random(f"{country} {seed}")
    found = []
    for index in range(number):
        words = list(_THEMES[country].values())[index % 3].split()
        lines = [
            rng.choice(_FRAMES[country]).format(*rng.sample(words, 3)) for _ in range(sentences)
        ]
        found.append(" ".join(lines))
    return found
