"""What is said of parts of a study that could not be made."""

from collections.abc import Mapping

NOT_MADE = "This part of the study could not be made."
GO_ON = (
    "What has been made is on the pages above and in the tables; run it again when the cause is "
    "mended, and it goes on from here."
)


def reason_sentence(reason: str) -> str:
    """Why a part could not be made.

    Parameters
    ----------
    reason : without a full stop
    """
    return f"Why: {reason}."


def incomplete_sentences(failed: Mapping[str, str]) -> list[str]:
    """That the study is not complete, and why each part could not be made.

    Parameters
    ----------
    failed : the reason of each part, by its title
    """
    told = [f"{title} could not be made: {reason}." for title, reason in failed.items()]
    return ["This study is not complete.", *told]
