"""Repair step by step, with a note for each step that changed something."""

from collections.abc import Callable, Iterable

Step = tuple[str, Callable[[str], str]]


def repaired_in_steps(text: str, steps: Iterable[Step]) -> tuple[str, tuple[str, ...]]:
    """Let each step mend what the one before has left.

    Parameters
    ----------
    text : to be repaired
    steps : (note, function from text to text)

    Returns
    -------
    (text, notes of the steps that changed it, each once)
    """
    notes = []
    for note, step in steps:
        better = step(text)
        if better != text:
            notes.append(note)
            text = better
    return text, tuple(dict.fromkeys(notes))
