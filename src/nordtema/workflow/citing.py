"""How a study is cited: its CITATION.cff, BibTeX, and the description of what is in a share.

No file holds the day on which it was made; the study says when it was published, if it does.
"""

import json
import mimetypes
import re
from collections.abc import Iterable

import yaml

from ..study import About

_BRACES = re.compile(r"[{}\\%&$#_~^]")
_CONTEXT = "https://w3id.org/ro/crate/1.1/context"


def citation_cff(about: About, version: str, identity: str) -> str:
    """CITATION.cff of a study.

    Parameters
    ----------
    about : title, authors, published
    version : of nordtema
    identity : of the study

    Returns
    -------
    YAML
    """
    told = {
        "cff-version": "1.2.0", "type": "dataset", "title": about.title,
        "message": "If you use this study, please cite it as below.",
        "authors": [{"name": name} for name in about.authors or ("unnamed",)],
        "version": identity, "abstract": about.question,
        **({"date-released": about.published} if len(about.published) == 10 else {}),
        "references": [{"type": "software", "title": "nordtema", "version": version,
                        "authors": [{"name": "The nordtema authors"}]}],
    }  # fmt: skip
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False)


def bibtex(about: About, version: str, identity: str) -> str:
    """BibTeX of a study.

    Parameters
    ----------
    about, version, identity : as of `citation_cff`

    Returns
    -------
    one entry
    """
    fields = {
        "title": about.title, "author": " and ".join(f"{{{_plain(n)}}}" for n in about.authors),
        "year": about.published[:4],
        "note": f"Topic models made with nordtema {version}, study {identity}",
    }  # fmt: skip
    lines = [
        f"  {name} = {{{text if name == 'author' else _plain(text)}}},"
        for name, text in fields.items()
        if text
    ]
    return "\n".join([f"@misc{{nordtema-{identity},", *lines, "}"]) + "\n"


def _plain(text: str) -> str:
    """Text that BibTeX takes as it is."""
    return _BRACES.sub(lambda met: "\\textbackslash{}" if met[0] == "\\" else f"\\{met[0]}", text)


def ro_crate(about: About, version: str, identity: str, files: Iterable[str]) -> str:
    """The description of a share as RO-Crate 1.1 has it.

    Parameters
    ----------
    about, version, identity : as of `citation_cff`
    files : names of all files in the share

    Returns
    -------
    JSON-LD
    """
    names = sorted(files)
    authors = [{"@id": f"#author-{n}", "@type": "Person", "name": name}
               for n, name in enumerate(about.authors, 1)]  # fmt: skip
    root = {
        "@id": "./", "@type": "Dataset", "name": about.title, "description": about.question,
        "identifier": identity, "author": [{"@id": one["@id"]} for one in authors],
        "hasPart": [{"@id": name} for name in names],
        **({"datePublished": about.published} if about.published else {}),
    }  # fmt: skip
    described = {
        "@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }  # fmt: skip
    program = {"@id": "#nordtema", "@type": "SoftwareApplication", "name": "nordtema",
               "softwareVersion": version}  # fmt: skip
    made = {"@id": "#run", "@type": "CreateAction", "instrument": {"@id": "#nordtema"},
            "result": {"@id": "./"}}  # fmt: skip
    parts = [{"@id": name, "@type": "File", "encodingFormat": _kind(name)} for name in names]
    graph = [described, root, *authors, program, made, *parts]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _kind(name: str) -> str:
    known = {".parquet": "application/vnd.apache.parquet", ".ipynb": "application/x-ipynb+json",
             ".md": "text/markdown", ".js": "text/javascript", ".cff": "application/yaml",
             ".csv": "text/csv", ".svg": "image/svg+xml"}  # fmt: skip
    ending = name[name.rfind(".") :]
    return known.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
