"""All reading pages of a study."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .concepts import concept_pages, write_concepts
from .content import Content
from .documents import document_pages, write_documents
from .findings import Told, write_findings
from .marking import Marker
from .reader import write_reader_of
from .reference import write_reference
from .rows import write_rows
from .site import Site
from .summaries import summary_pages, write_summaries
from .themes import write_themes


@dataclass(frozen=True)
class Made:
    """What stands beside the pages.

    Attributes
    ----------
    version : of nordtema
    study_id : hash of what the study was made of, short
    tables : names of the tables that were made
    captions : of all figures: name → alt, caption
    notebooks : title and address of the page of each executed notebook
    """

    version: str
    study_id: str
    tables: Iterable[str]
    captions: Mapping[str, Mapping[str, str]]
    notebooks: Iterable[tuple[str, str]]


def write_reading_pages(folder: Path, content: Content, told: Told, made: Made) -> list[Path]:
    """Write the first page, themes, texts, concepts, method and data.

    Parameters
    ----------
    folder : of the report
    content : of the study
    told : sentences of the first page
    made : what stands beside the pages

    Returns
    -------
    The files
    """
    everywhere = {"version": made.version, "study_id": made.study_id,
                  "summaries": summary_pages(content)}  # fmt: skip
    site = Site(folder, content.study.about.title, everywhere)
    marker = Marker(content.finder, content.themes, content.door)
    documents, concepts = document_pages(content), concept_pages(content)
    write_findings(site, content, told)
    write_summaries(site, content)
    write_themes(site, content, marker, concepts, documents)
    write_documents(site, content, marker, documents)
    write_concepts(site, content, concepts, documents)
    write_rows(site, content)
    write_reference(site, content, made.tables, made.captions, made.notebooks, made.version,
                    made.study_id)  # fmt: skip
    return [*site.written, *write_reader_of(folder, content, documents, concepts)]
