"""The house as a whole: who may import whom, no addresses of machines, what a checkout holds."""

import ast
import re
import subprocess
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import nbformat
import pytest

from conftest import CHECKOUT

PACKAGE = CHECKOUT / "src" / "nordtema"
ROOMS = (
    "languages", "study", "schemas", "formats", "system", "tables", "corpus", "vocabulary",
    "topics", "comparison", "robustness", "figures", "report", "workflow", "cli", "__main__",
)  # fmt: skip
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    """Rooms of the package that a module imports, in functions too."""
    package = ["nordtema", *path.relative_to(PACKAGE).parent.parts]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            names = [*base, *(node.module or "").split(".")] if node.module else base
            targets = [[*names, alias.name] for alias in node.names]
        elif isinstance(node, ast.Import):
            targets = [alias.name.split(".") for alias in node.names]
        else:
            continue
        found |= {t[1] for t in targets if t[0] == "nordtema" and len(t) > 1 and t[1] in ROOMS}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_from_rooms_above_it(path):
    room = room_of(path)
    if room == "__init__":
        return
    below = {other for other in imported_rooms(path) if ROOMS.index(other) > ROOMS.index(room)}
    assert not below, f"{room} stands above {below}"


def test_the_rule_of_the_rooms_sees_relative_and_late_imports(tmp_path):
    assert imported_rooms(PACKAGE / "workflow" / "imported.py") >= {
        "corpus",
        "formats",
        "languages",
    }


def endings(node: ast.expr | None) -> list[str]:
    """The last pieces of the texts that an expression can be."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=[*_, last]) | ast.BinOp(right=last) | ast.ListComp(elt=last):
            return endings(last)
        case ast.IfExp(body=one, orelse=other):
            return endings(one) + endings(other)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return [text for part in parts for text in endings(part)]
    return []


def sentence_builders(tree: ast.Module) -> set[str]:
    """Functions that return a sentence or show one, or whose name says so."""
    builders = set()
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        said: list[ast.expr | None] = []
        for node in ast.walk(function):
            if isinstance(node, ast.Return):
                said.append(node.value)
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in SHOWING:
                said += node.args
        if re.search(r"^[a-z]\w*_(sentences?|warnings?)$", function.name) or any(
            text.endswith(".") for expression in said for text in endings(expression)
        ):
            builders.add(function.name)
    return builders


#: functions that put sentences on a page
SHOWING = {"say", "say_list", "warn", "heading"}
#: rooms whose prose is their own: alt text and caption belong to a figure
WITH_PROSE = {"sentences", "figures"}


def test_all_prose_that_is_computed_stands_in_the_sentences():
    assert not {
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in MODULES
        if not WITH_PROSE & set(path.parts)
        for name in sentence_builders(ast.parse(path.read_text(encoding="utf-8")))
    }


@pytest.mark.parametrize(
    "code",
    ['return f"It is {n}."', 'return "None." if n else ""', 'return [f"{n}." for n in ns]',
     'return n + " texts."', 'warn("Too few.", *others)', 'return ["It is so.", *others]'],
)  # fmt: skip
def test_a_sentence_is_seen_whatever_its_function_is_called(code):
    assert sentence_builders(ast.parse(f"def told(n):\n    {code}")) == {"told"}


@pytest.mark.parametrize(
    "code", ['return f"{n}.csv"', 'raise ValueError("It is wrong.")', 'return n.split(".")'],
)  # fmt: skip
def test_names_of_files_and_errors_are_no_sentences(code):
    assert not sentence_builders(ast.parse(f"def told(n):\n    {code}"))


#: dependencies that no line imports, and what for they are there
NOT_IMPORTED = {
    "jupyterlab": "what `make lab` opens",
}


DISPLAY = CHECKOUT / "src" / "nordtema" / "report" / "display.py"


def code_of_notebooks() -> list[str]:
    notebooks = [nbformat.read(p, as_version=4) for p in (CHECKOUT / "notebooks").glob("*.ipynb")]
    return [cell.source for n in notebooks for cell in n.cells if cell.cell_type == "code"]


def test_no_cell_throws_away_what_it_would_show():
    """A cell shows its last expression alone."""
    shown = {one.name for one in ast.parse(DISPLAY.read_text(encoding="utf-8")).body
             if isinstance(one, ast.FunctionDef)}  # fmt: skip
    assert {"show_table", "say", "warn"} <= shown
    for code in code_of_notebooks():
        lost = [one.value for one in ast.parse(code).body[:-1] if isinstance(one, ast.Expr)]
        called = {ast.unparse(one.func) for one in lost if isinstance(one, ast.Call)}
        assert not called & shown, code


def imported_packages() -> set[str]:
    """The first names of all that the package and the notebooks import."""
    names = set()
    for code in [*(path.read_text(encoding="utf-8") for path in MODULES), *code_of_notebooks()]:
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names.add(node.module)
    return {name.split(".")[0] for name in names}


def normalised(name: str) -> str:
    """A name of a package as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_imported_or_has_a_reason():
    declared = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    lines, holds = declared["project"]["dependencies"], packages_distributions()
    wanted = {normalised(re.match(r"[\w.-]+", line)[0]) for line in lines}
    there = {normalised(name) for first in imported_packages() for name in holds.get(first, ())}
    assert wanted - there == set(NOT_IMPORTED)


def committed_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=False
    ).stdout
    names = [name for name in listed.decode().split("\0") if name]
    return [CHECKOUT / name for name in names if (CHECKOUT / name).is_file()]


@pytest.fixture(scope="module")
def files() -> list[Path]:
    found = committed_files()
    return found or pytest.skip("not a git checkout")


MACHINE = re.compile(
    rb"(?:/[r]oot/|/[h]ome/\w|/[U]sers/\w|[A-Z]:\\\\Users|/[w]ork/(?:main|shared)|/[t]mp/\w)"
)
REGISTRY = re.compile(rb"--(?:extra-)?index-url|--find-links|pypi\.org/simple|files\.pythonhosted")


def test_no_path_of_a_machine_and_no_registry_is_committed(files):
    names = {".md", ".py", ".yml", ".yaml", ".toml", ".lock", ".ipynb", ".csv", ".html", ".json"}
    for path in files:
        relative = path.relative_to(CHECKOUT)
        if relative.parts[0] in {"tests", "corpus"} or path.suffix not in names | {""}:
            continue
        data = path.read_bytes()
        assert not MACHINE.search(data), f"{relative}: {MACHINE.search(data).group()}"
        assert not REGISTRY.search(data), f"{relative}: {REGISTRY.search(data).group()}"


def locked(name: str) -> set[str]:
    """Packages of a lock with their versions; each has its hashes."""
    lock = (CHECKOUT / name).read_text()
    packages = re.findall(r"^([\w.-]+==[\w.]+)", lock, re.MULTILINE)
    assert lock.count("--hash=sha256:") >= len(packages) > 20
    return set(packages)


def test_the_locks_have_hashes_and_the_build_backend():
    everybody, developers = locked("requirements.lock"), locked("requirements-dev.lock")
    assert everybody < developers
    names = {package.split("==")[0] for package in everybody}
    assert "hatchling" in names
    assert not names & {"pytest", "ruff", "mypy", "distributed"}


def test_the_parts_of_the_house_are_there():
    for name in ("Makefile", "README.md", "study.yaml", "environment.yml", "pyproject.toml",
                 "requirements.lock", "notebooks", "corpus", "src", "tests"):  # fmt: skip
        assert (CHECKOUT / name).exists(), name


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_every_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
