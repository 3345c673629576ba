"""A program that answers as Apertium does, with words of its own: for tests where it is missing."""

import json
import os
import sys
from pathlib import Path

_PROGRAM = """\
#!{python} -S
import json, sys
words, fails, joins = json.loads({facts!r})
sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")
arguments = sys.argv[1:]
if arguments == ["-l"]:
    print("\\n".join("  " + name for name in [*words, "nno-nno_e"]))
    sys.exit(fails)
*options, direction = arguments
if fails or options != ["-u", "-f", "txt"] or direction not in words:
    sys.exit(fails or 3)
text = sys.stdin.read()
for old, new in words[direction].items():
    text = text.replace(old, new)
print(text.replace("\\n\\n", " ", joins), end="")
"""


def put_apertium(
    folder: Path, monkeypatch, words: dict[str, dict[str, str]], fails: int = 0, joins: int = 0
) -> Path:
    """Put the program on PATH, before all others.

    Parameters
    ----------
    words : for each direction ("nob-dan"), what becomes of pieces of text
    fails : the status that it ends with
    joins : how many ends of paragraphs it loses
    """
    path = folder / "bin" / "apertium"
    path.parent.mkdir()
    facts = json.dumps([words, fails, joins])
    path.write_text(_PROGRAM.format(python=sys.executable, facts=facts), encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{path.parent}{os.pathsep}{os.environ['PATH']}")
    return path
