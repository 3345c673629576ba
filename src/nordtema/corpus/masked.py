"""How much was masked in the texts, by kind, for the report and for whoever shares results."""

import pandas as pd

DOCUMENT, FILE, CELL = "document", "file", "cell"  # what is replaced besides
_MASK = r"⟨(\w+)⟩"


def masked_table(segments: pd.DataFrame, replaced: pd.DataFrame) -> pd.DataFrame:
    """The masks of each kind that stand in the texts, and what was replaced besides.

    Parameters
    ----------
    segments : doc_id, text; of the texts that are used
    replaced : kind, published: as of `ids.PublicIndex`

    Returns
    -------
    DataFrame with kind, masked (how often), documents (in how many that are used); the most
    frequent first, then ids, names of files and cells
    """
    met = segments["text"].str.extractall(_MASK)[0].rename("kind").reset_index("match", drop=True)
    met = met.to_frame().join(segments["doc_id"])
    masks = met.groupby("kind")["doc_id"].agg(masked="size", documents="nunique").reset_index()
    masks = masks.sort_values(["masked", "kind"], ascending=[False, True])
    known, others = set(segments["doc_id"]), replaced.groupby("kind", sort=False)["published"]
    rows = [
        (kind, len(names), int(names.isin(known).sum()) if kind == DOCUMENT else 0)
        for kind, names in others
    ]
    return pd.concat([masks, pd.DataFrame(rows, columns=masks.columns)], ignore_index=True)
