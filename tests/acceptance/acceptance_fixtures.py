"""The project as a black box, and its walks, each made when a test first asks for it."""

from collections.abc import Callable

import pytest

from acceptance_project import Project, Walk, project_in
from acceptance_walks import WALKS


@pytest.fixture(scope="session")
def project(tmp_path_factory) -> Project:
    return project_in(tmp_path_factory.mktemp("p") / "prøve prosjekt æøå")


@pytest.fixture(scope="session")
def walked(project) -> Callable[[str], Walk]:
    """The finished walk of a name."""
    made: dict[str, Walk] = {}

    def walk(name: str) -> Walk:
        if name not in made:
            made[name] = WALKS[name](project)
        return made[name]

    return walk


@pytest.fixture
def walk(request, walked) -> Walk:
    """The finished walk that the test's marker names."""
    return walked(request.node.get_closest_marker("walk").args[0])
