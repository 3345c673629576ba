"""What is said of an import: how many texts, from which files, and what was left."""

import pandas as pd

from ...corpus.sources.inventory import IGNORED, LEFT_OUT, READ, reasons_told
from ...formats import count, listed, thousands
from .corpus import unread_sheets_sentence


def import_sentences(inventory: pd.DataFrame) -> list[str]:
    """How many texts were found in files of which kinds, and what was left and why.

    Parameters
    ----------
    inventory : as `import_inventory`

    Returns
    -------
    list of sentences
    """
    files = inventory[inventory["row"] == ""]
    read = files[files["status"] == READ]
    kinds = read.groupby("recogniser")["texts"].sum().sort_values(ascending=False, kind="stable")
    told = [f"{thousands(int(number))} from {kind}" for kind, number in kinds.items() if kind]
    texts = int(inventory["texts"].sum())
    sentences = [
        f"{count(texts, 'text was', 'texts were')} found in {count(len(read), 'file')}: "
        f"{listed(told)}."
    ]
    for status, words in ((LEFT_OUT, "could not be read"), (IGNORED, "no texts of the corpus")):
        rows = files[files["status"] == status]
        if len(rows):
            verb = "were" if len(rows) > 1 else "was"
            named = (
                f"{count(len(rows), 'file')} {words if status == LEFT_OUT else f'{verb} {words}'}"
            )
            sentences.append(f"{named}: {reasons_told(rows['reason'])}.")
    left = inventory[(inventory["row"] != "") & (inventory["status"] == LEFT_OUT)]
    if len(left):
        rows_left = count(len(left), "row was", "rows were")
        sentences.append(f"{rows_left} left out: {reasons_told(left['reason'])}.")
    return [*sentences, *filter(None, [unread_sheets_sentence(files)])]


def shown_sentence(shown: int, total: int) -> str:
    """How many rows of a long inventory a page shows.

    Parameters
    ----------
    shown, total : rows

    Returns
    -------
    str
    """
    return (
        f"Shown are {thousands(shown)} of {thousands(total)} rows, those that could not be read "
        "before all others; inventory.csv has all."
    )


def dates_sentence(inventory: pd.DataFrame) -> str:
    """From when to when the texts are.

    Parameters
    ----------
    inventory : as `import_inventory`

    Returns
    -------
    str
    """
    since = [date for date in inventory["since"] if date]
    until = [date for date in inventory["until"] if date]
    if not since:
        return "No text has a date."
    return f"Their dates go from {min(since)} to {max(until)}."
