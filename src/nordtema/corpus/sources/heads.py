"""What the heads of a table mean: the columns of the contract by their synonyms.

`heads.csv` lists the names in the norms and English, in three ranks: a translation of the name of
the contract, what programs call it, and what may mean it where nothing else does.
"""

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ...formats import listed
from ...study import StudyError
from ...tables import package_rows
from ..repair.signs import composed
from . import names

#: roles that nothing is computed from: of several candidates none is taken
_DESCRIPTIVE = ("source", "licence")


def head_key(name: str) -> str:
    """A head without case, marks of its composition, blanks and signs: Tweet_ID → tweetid.

    Parameters
    ----------
    name : a head as written

    Returns
    -------
    str
    """
    name = composed(str(name)).casefold()
    return "".join(sign for sign in name if sign.isalnum())


@functools.cache
def synonyms() -> dict[str, tuple[str, int]]:
    """Folded name → role and rank.

    Returns
    -------
    key of a head → (role, rank from 1 to 3)
    """
    roles: dict[str, tuple[str, int]] = {}
    for row in package_rows(__package__, "heads.csv"):
        for name in row["names"].split("|"):
            roles.setdefault(head_key(name), (row["role"], int(row["rank"])))
    return roles


def role_of(name: str) -> str:
    """The role in the contract that a head names, "" where it names none.

    Parameters
    ----------
    name : a head as written

    Returns
    -------
    str
    """
    return synonyms().get(head_key(name), ("", 0))[0]


def check_columns(
    needed: Sequence[str], there: Collection[str], where: str, remark: str = "", row: int = 1
) -> None:
    """Refuse a table that lacks a column.

    Parameters
    ----------
    needed, there : names or roles of columns
    where : name of the file, for the message
    remark : what else the message says
    row : of the head

    Raises
    ------
    StudyError
        For the first that is missing.
    """
    for name in needed:
        if name not in there:
            raise StudyError(
                f"{where}: row {row}: column {name!r} is missing; "
                f"needed are {listed(needed)}{remark}"
            )


@dataclass(frozen=True)
class CorpusHeads:
    """Heads of a table of texts, or of a manifest.

    Attributes
    ----------
    id_name : the name that the contract gives to the id: "id" in a table, "doc_id" in a manifest
    """

    id_name: str = "id"

    def known(self, cells: Sequence[str]) -> int:
        """How many roles of the contract the cells name.

        Parameters
        ----------
        cells : of a line

        Returns
        -------
        number of roles
        """
        return len({*map(role_of, cells)} - {""})

    def is_row(self, head: Sequence[str], cells: Sequence[str]) -> bool:
        """Whether the cell below the head for the country names a country of the study.

        Parameters
        ----------
        head, cells : of two lines as long

        Returns
        -------
        bool
        """
        for name, cell in zip(head, cells, strict=True):
            if role_of(name) == "country":
                return names.is_country(cell)
        return False

    def belongs(self, head: Sequence[str], other: Sequence[str]) -> bool:
        """Whether another sheet holds texts too: it tells of them what has to be told.

        A manifest stands on one sheet.

        Parameters
        ----------
        head, other : heads of the first sheet and of the other

        Returns
        -------
        bool
        """
        first, there = set(map(role_of, head)), set(map(role_of, other))
        needed = {"text", *(first & {"country"})}
        return self.id_name == "id" and needed <= first & there

    def rank(self, name: str, role: str) -> int:
        """0 for the name of the contract, 1 to 3 for synonyms.

        Parameters
        ----------
        name : a head that names the role
        role : of the contract

        Returns
        -------
        number from 0 to 3
        """
        exact = self.id_name if role == "id" else role
        return 0 if name.strip().casefold() == exact else synonyms()[head_key(name)][1]


@dataclass(frozen=True)
class OwnHeads:
    """Heads of one of the researcher's own tables, known by their exact names.

    Attributes
    ----------
    columns : names in small letters
    """

    columns: tuple[str, ...]

    def known(self, cells: Sequence[str]) -> int:
        """How many of the columns the cells name.

        Parameters
        ----------
        cells : of a line

        Returns
        -------
        number of columns
        """
        return len(set(self.columns) & {cell.strip().casefold() for cell in cells})

    def belongs(self, head: Sequence[str], other: Sequence[str]) -> bool:
        """Such a table stands on one sheet.

        Parameters
        ----------
        head, other : heads of the first sheet and of the other

        Returns
        -------
        False
        """
        return False

    def is_row(self, head: Sequence[str], cells: Sequence[str]) -> bool:
        """Of such a table no line is known by a single cell.

        Parameters
        ----------
        head, cells : of two lines as long

        Returns
        -------
        False
        """
        return False


def roles(columns: Sequence[str], heads: CorpusHeads, where: str) -> dict[str, str]:
    """Role → the column that fills it.

    Parameters
    ----------
    columns : heads as written
    heads : of a corpus or a manifest
    where : name of the file, for messages

    Returns
    -------
    role → column

    Raises
    ------
    StudyError
        If two columns fill one role equally well.
    """
    candidates: dict[str, list[tuple[int, str]]] = {}
    for name in columns:
        role = role_of(name)
        if role:
            candidates.setdefault(role, []).append((heads.rank(name, role), name))
    columns_of = {}
    for role, ranked in candidates.items():
        best = min(rank for rank, _ in ranked)
        first, *others = [name for rank, name in ranked if rank == best]
        if others and role not in _DESCRIPTIVE:
            raise StudyError(
                f"{where}: columns {first!r} and {others[0]!r} may both be the {role}; name the "
                f"right one {heads.id_name if role == 'id' else role!r}"
            )
        if not others:
            columns_of[role] = first
    return columns_of
