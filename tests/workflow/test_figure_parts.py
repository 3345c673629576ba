"""A figure of several parts is saved, shown again and published part by part."""

from types import SimpleNamespace

import pandas as pd
from matplotlib.figure import Figure

from figure_metadata import read_back
from nordtema.figures.style import Drawing
from nordtema.tables import read_json, write_text
from nordtema.workflow import publish
from nordtema.workflow.stages import stage_folder
from nordtema.workflow.workspace import Workspace


def parts(count: int) -> list[Drawing]:
    return [Drawing(Figure((2, 1)), f"alt {n}", f"caption {n}") for n in range(1, count + 1)]


def test_parts_have_files_and_words_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setattr(
        Workspace, "study", SimpleNamespace(compute=SimpleNamespace(pdf=True)), raising=False
    )
    own = stage_folder(tmp_path, "3_topics.lda")
    workspace = Workspace(tmp_path, "3_topics.lda", own)
    shown = workspace.save_parts("words.lda", parts(3)).data
    names = ["words.lda", "words.lda.2", "words.lda.3"]
    assert [f'data-figure="{name}"' in shown for name in names] == [True] * 3
    made = {path.name for path in (own / "figures").glob("words*.pdf")}
    assert made == {f"{name}.pdf" for name in names}
    captions = read_json(own / "figures" / "captions.json")
    assert [captions[name]["alt"] for name in names] == ["alt 1", "alt 2", "alt 3"]
    assert workspace.save_parts("selection.lda", []) is None
    again = workspace.show_saved_figure("words.lda").data
    assert again == shown
    assert workspace.show_saved_figure("prevalence.lda") is None


def test_each_part_is_stamped_with_the_table_of_all(tmp_path, monkeypatch):
    monkeypatch.setattr(
        Workspace, "study", SimpleNamespace(compute=SimpleNamespace(pdf=False)), raising=False
    )
    own = stage_folder(tmp_path, "3_topics.lda")
    Workspace(tmp_path, "3_topics.lda", own).save_parts("words.lda", parts(2))
    table = write_text(own / "tables" / "topics.lda.csv", pd.DataFrame({"topic": [1]}).to_csv())
    made = {"tables/topics.lda.csv": table}
    for name in ("words.lda", "words.lda.2"):
        for kind in ("svg", "png"):
            source = own / "figures" / f"{name}.{kind}"
            told = publish._told(source, f"figures/{source.name}", "0123456789", made)
            line = read_back(told, kind)
            assert "study 0123456789; table topics.lda.csv; sha256 " in line
            assert line.endswith(publish.sha256(table))
