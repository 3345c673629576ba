"""Who speaks: the people and parties that a TEI corpus lists (listPerson, listOrg)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from .xml_stream import XML_ID, XML_LANG, child_text, elements, forget, local_name

#: kinds of organisations that are a party, the first the one that counts in a parliament
_PARTIES = ("parliamentaryGroup", "politicalParty")
_ENGLISH = "en"
_SEXES = {"1": "M", "2": "F", "M": "M", "F": "F"}


@dataclass(frozen=True)
class Membership:
    """That somebody belongs to an organisation, from a day to a day ("" where it is open)."""

    organisation: str
    since: str
    until: str

    def holds_on(self, date: str) -> bool:
        """Whether it holds on a day.

        Parameters
        ----------
        date : ISO, or ""

        Returns
        -------
        bool
        """
        if not date:
            return not self.since and not self.until
        begun = not self.since or self.since <= date[: len(self.since)]
        return begun and (not self.until or date[: len(self.until)] <= self.until)


@dataclass(frozen=True)
class Person:
    """Somebody who speaks."""

    name: str
    sex: str
    memberships: tuple[Membership, ...]


@dataclass
class Roster:
    """People and parties by their ids.

    Attributes
    ----------
    people : id → Person
    parties : id → (kind, short name)
    """

    people: dict[str, Person] = field(default_factory=dict)
    parties: dict[str, tuple[str, str]] = field(default_factory=dict)

    def told(self, who: str, date: str) -> dict[str, str]:
        """What is known of a speaker: speaker, sex and party, "" where nothing is.

        Parameters
        ----------
        who : as a speech refers to a person, with # before the id
        date : of the speech, ISO

        Returns
        -------
        name of a column → value
        """
        person = self.people.get(who.split("#")[-1].strip())
        if person is None:
            return {"speaker": "", "sex": "", "party": ""}
        return {"speaker": person.name, "sex": person.sex, "party": self._party(person, date)}

    def _party(self, person: Person, date: str) -> str:
        """The parties of a person on a day: groups of the parliament before parties elsewhere."""
        for kind in _PARTIES:
            names = [
                self.parties[one.organisation][1] for one in person.memberships
                if self.parties.get(one.organisation, ("",))[0] == kind and one.holds_on(date)
            ]  # fmt: skip
            if names:
                return ";".join(dict.fromkeys(names))
        return ""

    def read(self, path: Path) -> bool:
        """Learn the people and parties that a file lists.

        Parameters
        ----------
        path : of an XML file

        Returns
        -------
        Whether it lists any

        Raises
        ------
        Unreadable
            If it is damaged.
        """
        before = len(self.people) + len(self.parties)
        for event, element in elements(path, "person", "org"):
            if event == "end":
                self.learn(element)
                forget(element)
        return len(self.people) + len(self.parties) > before

    def learn(self, element: etree._Element) -> None:
        """Learn one person or organisation.

        Parameters
        ----------
        element : person or org
        """
        name = element.get(XML_ID, "")
        if local_name(element) == "person":
            self.people[name] = _person(element)
        elif element.get("role") in _PARTIES:
            self.parties[name] = (element.get("role", ""), _short_name(element))


def _person(element: etree._Element) -> Person:
    sex = element.find("{*}sex")
    told = "" if sex is None else sex.get("value", "").upper()
    return Person(_name(element), _SEXES.get(told, ""), tuple(_memberships(element)))


def _memberships(element: etree._Element) -> Iterator[Membership]:
    for one in element.findall("{*}affiliation"):
        since, until = one.get("from") or one.get("when", ""), one.get("to") or one.get("when", "")
        for reference in one.get("ref", "").split():
            yield Membership(reference.split("#")[-1], since, until)


def _name(person: etree._Element) -> str:
    """Given names, then family names, whatever the order in which they stand."""
    name = person.find("{*}persName")
    if name is None:
        return ""
    parts: dict[str, list[str]] = {"forename": [], "nameLink": [], "surname": []}
    for part in name.iterchildren():
        parts.get(local_name(part), []).append(" ".join("".join(part.itertext()).split()))
    told = " ".join(one for found in parts.values() for one in found if one)
    return told or " ".join("".join(name.itertext()).split())


def _short_name(organisation: etree._Element) -> str:
    """The abbreviation in the language of the country, else the full name."""
    names = organisation.findall("{*}orgName")
    own = [one for one in names if one.get(XML_LANG) != _ENGLISH] or names
    short = [one for one in own if one.get("full") in ("abb", "init")]
    found = (short or own or [None])[0]
    return child_text(found, ".") or organisation.get(XML_ID, "").removeprefix("party.")
