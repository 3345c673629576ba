"""Rich text (RTF) to plain text: no fonts, styles, pictures, heads and feet of pages."""

import codecs
import re
from collections.abc import Iterator

from .packed import whole
from .readers import of_document
from .recogniser import Recogniser

_TOKEN = re.compile(
    rb"\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+"
)
_SIGNS = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"cell": "\t",
    b"tab": "\t", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’",
    b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
#: groups that hold no text of the document
_SILENT = frozenset((
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"header", b"headerl", b"headerr",
    b"headerf", b"footer", b"footerl", b"footerr", b"footerf", b"footnote", b"fldinst", b"object",
    b"themedata", b"colorschememapping", b"datastore", b"listtable", b"listoverridetable",
    b"generator", b"xmlnstbl", b"annotation", b"deleted", b"rsidtbl", b"latentstyles", b"bkmkstart",
    b"bkmkend", b"nonshppict",
))  # fmt: skip
_ESCAPED = {b"~": "\xa0", b"-": "", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n"}
_SURROGATES = 65536


class _State:
    """What holds within a group: whether it is silent, and how many signs stand for a letter."""

    def __init__(self, silent: bool = False, stand_ins: int = 1):
        self.silent, self.stand_ins = silent, stand_ins


def rtf_text(data: bytes) -> str:
    """The text of a rich text.

    Parameters
    ----------
    data : bytes of the file

    Returns
    -------
    str
    """
    named = re.search(rb"\\ansicpg(\d{3,5})", data[:4000])
    encoding = _known(f"cp{named[1].decode()}") if named else "cp1252"
    text = "".join(_pieces(data, encoding))
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def _known(encoding: str) -> str:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return "cp1252"
    return encoding


def _pieces(data: bytes, encoding: str) -> Iterator[str]:
    groups, state, skip = [_State()], _State(), 0
    starred = False
    for token in _TOKEN.finditer(data):
        if token["brace"] == b"{":
            groups.append(state)
            state = _State(state.silent, state.stand_ins)
        elif token["brace"]:
            state = groups.pop() if groups else _State()
        elif token["word"]:
            state.silent |= starred or token["word"] in _SILENT
            skip = _turn(token, state, skip)
            if not state.silent:
                yield _sign(token)
        elif token["sign"] == b"*":
            starred = True
            continue
        elif not state.silent:
            text = _letters(token, encoding)
            yield text[skip:]
            skip = max(0, skip - len(text))
        starred = False


def _turn(token: re.Match[bytes], state: _State, skip: int) -> int:
    """How many signs are to be skipped behind a control word: those that stand for a letter."""
    if token["word"] == b"uc":
        state.stand_ins = min(int(token["number"] or 1), 9)
    return state.stand_ins if token["word"] == b"u" else 0


def _sign(token: re.Match[bytes]) -> str:
    if token["word"] == b"u" and token["number"]:
        return chr(int(token["number"]) % _SURROGATES)
    return _SIGNS.get(token["word"], "")


def _letters(token: re.Match[bytes], encoding: str) -> str:
    if token["hex"]:
        return bytes.fromhex(token["hex"].decode()).decode(encoding, "replace")
    if token["sign"]:
        return _ESCAPED.get(token["sign"], "")
    return (token["text"] or b"").decode(encoding, "replace")


RECOGNISERS = (
    Recogniser(
        "rtf", "a rich text (RTF) without a word",
        "save it as plain text (UTF-8)",
        lambda seen: seen.data.startswith(b"{\\rtf"),
        of_document(lambda path: rtf_text(whole(path))),
    ),
)  # fmt: skip
