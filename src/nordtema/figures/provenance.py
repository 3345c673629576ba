"""Where a figure comes from, written into the metadata of its file.

What a stage draws cannot know the whole study: a parameter of a later stage would change the name
of the study, and not the figure. So `style.render` leaves a place in SVG and PDF, and `stamp` fills
it when the figure is published. A PNG has pieces (tEXt), of which it gets one.
"""

import html
import struct
import zlib
from dataclasses import dataclass

#: stands in an SVG (dc:source) and a PDF (Keywords) until it is filled
PLACE = "nordtema-provenance".ljust(240, ".")
_PNG_HEAD = 33  # bytes of the signature and of the first piece, IHDR
_KEYWORD = b"Source"

#: the table that a figure is drawn from, by the first part of the figure's name, in reading order
TABLE_OF = {
    "corpus_over_time": "documents", "linked_share": "links", "country_words": "country_words",
    "selection": "selection", "words": "topics", "prevalence": "prevalence",
    "differences": "contrasts", "over_time": "over_time", "curves": "curves",
    "agreement": "agreement", "multiverse": "multiverse", "multiverse_choices": "multiverse",
    "planted": "planted",
}  # fmt: skip


@dataclass(frozen=True)
class Provenance:
    """Where a figure comes from.

    Attributes
    ----------
    version : of nordtema
    study : name of the study, as run.json has it
    table : name of the table that it is drawn from; "" where it is none of ours
    digest : SHA-256 of the table's file
    """

    version: str
    study: str
    table: str = ""
    digest: str = ""

    def __str__(self) -> str:
        """One line: `nordtema 1.0; study 0123456789; table contrasts.lda.csv; sha256 …`."""
        parts = [f"nordtema {self.version}", f"study {self.study}"]
        if self.table:
            parts += [f"table {self.table}.csv", f"sha256 {self.digest}"]
        return "; ".join(parts)


def table_of(name: str) -> str:
    """The table that a figure is drawn from; "" where none is known.

    Parameters
    ----------
    name : of the figure, such as "words.lda.2", the second part of "words.lda"
    """
    stem, *further = name.split(".")
    model = [part for part in further if not part.isdigit()]
    table = TABLE_OF.get(stem, "")
    return ".".join([table, *model]) if table else ""


def part_name(name: str, number: int) -> str:
    """The name of a part of a figure: `words.lda` is the first, `words.lda.2` the second.

    Parameters
    ----------
    name : of the figure
    number : of the part, from 1
    """
    return name if number == 1 else f"{name}.{number}"


def figure_order(name: str) -> tuple[int, str, int]:
    """Where a figure stands among all: by what it is of, by model, by part.

    Parameters
    ----------
    name : of the figure
    """
    parts = name.split(".")
    number = int(parts.pop()) if parts[-1].isdigit() else 1
    order = list(TABLE_OF)
    place = order.index(parts[0]) if parts[0] in order else len(order)
    return place, ".".join(parts), number


def stamp(data: bytes, file_format: str, told: Provenance) -> bytes:
    """The file of a figure with its provenance in the metadata.

    Parameters
    ----------
    data : as `style.render` gives it
    file_format : svg, pdf or png; others stay as they are

    Raises
    ------
    ValueError
        If the provenance is longer than the place for it in a PDF, whose parts must not move.
    """
    line = str(told)
    if file_format == "svg":
        return data.replace(PLACE.encode(), html.escape(line).encode())
    if file_format == "pdf":
        if len(line) > len(PLACE):
            raise ValueError(f"{line}: longer than {len(PLACE)} letters")
        return data.replace(PLACE.encode(), line.ljust(len(PLACE)).encode("ascii"))
    if file_format == "png":
        return data[:_PNG_HEAD] + _png_text(line) + data[_PNG_HEAD:]
    return data


def _png_text(line: str) -> bytes:
    """A piece tEXt of a PNG: length, kind, keyword, text, check sum."""
    piece = b"tEXt" + _KEYWORD + b"\0" + line.encode("ascii")
    return struct.pack(">I", len(piece) - 4) + piece + struct.pack(">I", zlib.crc32(piece))
