"""What is said of a trial in JupyterLab."""

from collections.abc import Mapping


def trial_sentences(name: str, changes: Mapping[str, tuple[object, object]]) -> list[str]:
    """What a trial changes of the study, and that the study is safe from it.

    Parameters
    ----------
    changes : value of the study and of the trial, by parameter
    """
    told = [f"{key} = {there!r} (the study: {here!r})" for key, (here, there) in changes.items()]
    return [
        f"Trial “{name}”: {', '.join(told) or 'everything is as in the study'}.",
        "Nothing that is done here changes the results of the study.",
    ]
