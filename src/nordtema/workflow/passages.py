"""The step behind the topics: where in the texts each theme can be read."""

from ..comparison.passages import ThemesOfWords, choose_passages, segment_shares
from ..comparison.sample import sample_of
from ..corpus.counted import KIND
from ..topics.models import load
from ..vocabulary.finder import WordFinder
from .workspace import Workspace


def find_passages(workspace: Workspace) -> None:
    """Write what each segment is about, and the passages that show each theme in each group."""
    model = workspace.detail
    documents = workspace.read_data("documents_described")
    shares = workspace.read_table(f"document_topics.{model}")
    sample = sample_of(shares, documents, workspace.study.comparison)
    segments = workspace.read_data("segments")
    segments = segments[segments["doc_id"].isin(set(sample.doc_ids))].reset_index(drop=True)
    finder = WordFinder(workspace.read_data("forms"))
    themes = ThemesOfWords.of(load(workspace.find(f"data/model.{model}.npz")))
    of_document = dict(zip(sample.doc_ids.tolist(), sample.shares, strict=True))
    about = segment_shares(segments, of_document, finder, themes)
    workspace.write_data(f"passages.{model}", about)
    read = (segments["kind"] != KIND).to_numpy()  # counts of words have no passages
    chosen = choose_passages(sample, segments[read], about[read], finder, themes)
    workspace.write_table(f"passages.{model}", chosen)
