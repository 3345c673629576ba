"""The reader: its data are safe and true, its script is plain, and it answers in a browser."""

import numpy as np
import pandas as pd

from nordtema.report import reader

NORMS = ("nb", "nn", "da", "sv")
GROUP_OF = {"nb": "NO", "nn": "NO", "da": "DK", "sv": "SE"}
THEMES = ("Boats", "Schools", "Music")
#: of each concept its theme and its forms, in the order of the norms
CONCEPTS = {
    "båt": (0, "båten båter", "båten båtar", "båden både", "båten båtar"),
    "hav": (0, "havet", "havet", "havet", "havet"),
    "havn": (0, "havna havn", "hamna hamn", "havnen havn", "hamnen hamn"),
    "skole": (1, "skolen skole", "skulen skule", "skolen skole", "skolan skola"),
    "elev": (1, "elever", "elevar", "elever", "elever"),
    "ansatt": (1, "ansatte", "tilsette", "ansatte", "anställda"),
    "sang": (2, "sangen", "songen", "sangen", "sången"),
    "kor": (2, "koret", "koret", "koret", "kören"),
    "sosiale medier": (2, "sosiale_medier", "sosiale_medium", "sociale_medier", "sociala_medier"),
}
#: a text of each theme in each norm
TEXTS = {
    "nb": ("Båten ligger i havna, og ved havet venter flere båter.",
           "På skolen er det elever, og de ansatte hjelper dem.",
           "Koret øver på sangen og deler den i sosiale medier."),
    "nn": ("Båten ligg i hamna, og ved havet ventar fleire båtar.",
           "På skulen er det elevar, og dei tilsette hjelper dei.",
           "Koret øver på songen og deler han i sosiale medium."),
    "da": ("Båden ligger i havnen, og ved havet venter flere både.",
           "På skolen er der elever, og de ansatte hjælper dem.",
           "Koret øver på sangen og deler den på sociale medier."),
    "sv": ("Båten ligger i hamnen, och vid havet väntar fler båtar.",
           "I skolan finns det elever, och de anställda hjälper dem.",
           "Kören övar på sången och delar den i sociala medier."),
}  # fmt: skip


def small_study(documents: int = 30, **changes) -> reader.ReaderContent:
    """Texts in four norms by turns, each mostly of one of three themes by turns."""
    rows = np.arange(documents)
    norms = [NORMS[row % 4] for row in rows]
    shares = np.full((documents, 3), 0.1)
    shares[rows, rows % 3] = 0.8
    forms = [
        (norm, form.replace("_", " "), concept)
        for concept, (_, *cells) in CONCEPTS.items()
        for norm, cell in zip(NORMS, cells, strict=True)
        for form in cell.split()
    ]
    words = {
        norm: [facts[1 + place].replace(" ", "|").replace("_", " ") for facts in CONCEPTS.values()]
        for place, norm in enumerate(NORMS)
    }
    weights = np.full((len(CONCEPTS), 3), 0.05)
    weights[np.arange(len(CONCEPTS)), [theme for theme, *_ in CONCEPTS.values()]] = 0.9
    content = {
        "title": "Three themes of ours",
        "themes": [
            reader.ReaderTheme(k + 1, label, f"themes/{label.lower()}.html", {
                norm: [c[1 + p].split()[0] for c in CONCEPTS.values() if c[0] == k]
                for p, norm in enumerate(NORMS)
            }) for k, label in enumerate(THEMES)
        ],
        "groups": {"NO": "Norway", "DK": "Denmark", "SE": "Sweden"},
        "norms": NORMS,
        "documents": pd.DataFrame({
            "doc_id": [f"{norm}-{row}" for row, norm in zip(rows, norms, strict=True)],
            "title": [f"{THEMES[row % 3]}, number {row}" for row in rows],
            "date": ["" if row == 29 else f"{2000 + row % 10}-05" for row in rows],
            "group": [GROUP_OF[norm] for norm in norms],
            "language": norms,
            "source": "Written for a test",
            "page": [f"documents/001.html#{norm}-{row}" for row, norm in zip(rows, norms, strict=True)],
        }),
        "shares": shares,
        "texts": {
            f"{norm}-{row}": [(norm, TEXTS[norm][row % 3])]
            for row, norm in zip(rows, norms, strict=True)
        },
        "forms": pd.DataFrame(forms, columns=["language", "form", "concept"]),
        "concepts": pd.DataFrame(
            {"concept": list(CONCEPTS), "name": list(CONCEPTS), "page": "concepts/index.html"} | words
        ),
        "weights": weights,
    }  # fmt: skip
    return reader.ReaderContent(**(content | changes))
