"""The kinds of topic models that there are."""

from pathlib import Path

import numpy as np

from .lda import Lda
from .model import TopicModel
from .nmf import Nmf

MODELS: dict[str, type[TopicModel]] = {model.name: model for model in (Lda, Nmf)}


def load(path: Path) -> TopicModel:
    """Read the model that `TopicModel.save` wrote.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    The model, of the kind that was saved
    """
    with np.load(path, allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    return MODELS[str(arrays.pop("name"))](**arrays)
