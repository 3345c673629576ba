"""The code that a stage depends on, read from the imports of its notebook.

A module brings the modules that it imports, late ones too, and the data files of their folders. The
engine itself (this room) is not followed: how a stage is started changes nothing that it makes.
Packages of others count with the packages that they need in turn.
"""

import ast
import functools
import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
DATA = {".csv", ".json", ".npz", ".txt", ".mplstyle", ".j2", ".css", ".js"}
_ENGINE = PACKAGE / "workflow"
_IMPORT = re.compile(
    r"^[ \t]*from (\.+|(?=nordtema))([\w.]*) import (\([^)]*\)|[^\n#]*)", re.MULTILINE
)
_OTHERS = re.compile(r"^[ \t]*(?:import|from) (\w+)", re.MULTILINE)
_TOP = re.compile(r"^((?!__)\w+)(?:/|\.py,|\.\w+\.so,)", re.MULTILINE)
_REQUIRED = re.compile(r"[\w.-]+")
_WALKED = "pkgutil.iter_modules("  # in a module that finds the others of its folder
_NAME = re.compile(r"\w+(?: as \w+)?")
_FOR_TYPES = re.compile(r"^if TYPE_CHECKING:.*\n(?:[ \t]+.*\n|\n)+", re.MULTILINE)


def modules_behind(source: str, further: tuple[str, ...] = ()) -> list[Path]:
    """Files of the package that code depends on, data files included.

    Parameters
    ----------
    source : code of a notebook
    further : modules of the package that it needs besides, such as "report.pages"
    """
    named = (_file(tuple(name.split("."))) for name in further)
    waiting = {*_imported(source, ()), *_used(source), *filter(None, named)}
    modules: set[Path] = set()
    while waiting:
        path = waiting.pop()
        modules.add(path)
        waiting |= _behind(path) - modules
    data = {file for path in modules if path.parent != _ENGINE for file in _data_of(path)}
    return sorted(modules | data)


@functools.cache
def _behind(path: Path) -> frozenset[Path]:
    package = path.relative_to(PACKAGE).parts[:-1]
    source = path.read_text(encoding="utf-8")
    modules = _imported(source, package)
    if _WALKED in source:
        modules |= set(path.parent.glob("*.py"))
    return frozenset(p for p in modules if path.parent != _ENGINE or p.parent != _ENGINE)


def _imported(source: str, package: tuple[str, ...]) -> set[Path]:
    """Modules of the package that code in `package` imports."""
    modules = set()
    for dots, name, names in _IMPORT.findall(_FOR_TYPES.sub("", source)):
        module = tuple(filter(None, name.split(".")))
        module = (*package[: len(package) + 1 - len(dots)], *module) if dots else module[1:]
        targets = (_behind_door(module, word.split(" as ")[0]) for word in _NAME.findall(names))
        modules |= {path for path in (*targets, _file(module)) if path}
    return modules


def _used(source: str) -> set[Path]:
    """Modules behind what a notebook uses of the rooms that it imports: `topics.select_k`."""
    rooms = {}
    for dots, name, names in _IMPORT.findall(source):
        module = tuple(filter(None, name.split(".")))[1:]
        for word in () if dots else _NAME.findall(names):
            rooms[word.split(" as ")[-1]] = (*module, word.split(" as ")[0])
    modules = set()
    for name, room in rooms.items():
        for first, second in re.findall(rf"\b{name}\.(\w+)(?:\.(\w+))?", source):
            inner = _behind_door((*room, first), second) if second else None
            modules |= {path for path in (_behind_door(room, first), inner) if path}
    return modules


def _behind_door(room: tuple[str, ...], name: str) -> Path | None:
    """The file of a module of a room, or of the module whose name the room's door exports."""
    return _file((*room, name)) or next(
        (_file((*room, module)) for module, names in _door(room).items() if name in names), None
    )


@functools.cache
def _door(room: tuple[str, ...]) -> dict[str, list[str]]:
    """What the `__init__` of a room hands out, by module."""
    path = PACKAGE.joinpath(*room, "__init__.py")
    tree = ast.parse(path.read_text(encoding="utf-8") if path.is_file() else "")
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "EXPORTS" and node.value:
            return ast.literal_eval(node.value)
    return {}


@functools.cache
def _file(parts: tuple[str, ...]) -> Path | None:
    """The file of a module, or of a package."""
    path = PACKAGE.joinpath(*parts)
    for file in (path.with_name(f"{path.name}.py"), path / "__init__.py"):
        if parts and file.is_file():
            return file
    return None


@functools.cache
def _data_of(path: Path) -> frozenset[Path]:
    """The data files beside a module, and those of the folders that it names."""
    source = path.read_text(encoding="utf-8")
    folders = [one for one in path.parent.iterdir() if one.is_dir() and f'"{one.name}"' in source]
    return frozenset(
        file for folder in (path.parent, *folders) for file in folder.iterdir()
        if file.suffix in DATA
    )  # fmt: skip


# ---------------------------------------------------------------- packages of others


def packages_behind(source: str, files: Iterable[Path]) -> set[str]:
    """Names of the packages that code and modules import, of those that we declare."""
    code = [source, *(path.read_text(encoding="utf-8") for path in files if path.suffix == ".py")]
    imported = {name for text in code for name in _OTHERS.findall(_FOR_TYPES.sub("", text))}
    return {package for package, modules in _declared().items() if modules & imported}


def versions(packages: Iterable[str]) -> dict[str, str]:
    """Versions of the packages and of all that these need, by name."""
    waiting, known = set(packages), {}
    while waiting:
        name = waiting.pop()
        known[name], needed = _installed(name)
        waiting |= needed - set(known)
    return {name: version for name, version in sorted(known.items()) if version}


@functools.cache
def _declared() -> dict[str, frozenset[str]]:
    """The packages that we declare, and the modules of each."""
    needed = _needs(metadata.requires("nordtema"))
    return {name: _modules(metadata.distribution(name)) for name in sorted(needed)}


def _modules(package: metadata.Distribution) -> frozenset[str]:
    """What stands at the top of the installed files."""
    return frozenset(_TOP.findall(package.read_text("RECORD") or ""))


@functools.cache
def _installed(name: str) -> tuple[str, frozenset[str]]:
    """Version of a package and what it needs; "" for one that is not needed on this machine."""
    try:
        package = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return "", frozenset()
    return package.version, _needs(package.requires)


def _needs(requirements: Iterable[str] | None) -> frozenset[str]:
    """Names of required packages, without what is optional."""
    plain = (line for line in requirements or () if "extra ==" not in line)
    named = (match.group() for line in plain if (match := _REQUIRED.match(line)))
    return frozenset(re.sub(r"[-_.]+", "-", name).lower() for name in named)
