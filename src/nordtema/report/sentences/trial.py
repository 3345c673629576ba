"""What is said of a trial in JupyterLab."""

from collections.abc import Mapping, Sequence


def trial_sentences(
    name: str, changes: Mapping[str, tuple[object, object]], outdated: Sequence[str] = ()
) -> list[str]:
    """What a trial changes of the study, and that the study is safe from it.

    Parameters
    ----------
    changes : value of the study and of the trial, by parameter
    outdated : notebooks that were run here on something that has changed since
    """
    told = [f"{key} = {there!r} (the study: {here!r})" for key, (here, there) in changes.items()]
    return [
        f"Trial “{name}”: {', '.join(told) or 'everything is as in the study'}.",
        *(f"What {one} has made here no longer counts, since what it needs has changed: run it "
          "again, or it is made anew by the notebook of the study." for one in outdated),
        "Nothing that is done here changes the results of the study.",
    ]  # fmt: skip
