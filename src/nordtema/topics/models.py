"""The kinds of topic models that there are."""

from pathlib import Path

import numpy as np
from scipy import sparse

from .lda import Lda
from .model import LENDING, TopicModel
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
    parts = [arrays.pop(f"lending_{part}", None) for part in LENDING]
    size = len(arrays["concepts"])
    lending = None if parts[0] is None else sparse.csr_matrix(tuple(parts), (size, size))
    return MODELS[str(arrays.pop("name"))](**arrays, lending=lending)
