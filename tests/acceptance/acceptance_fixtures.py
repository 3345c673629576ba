"""Whole walks through make run one after the other beside the tests that need none."""

import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from acceptance_project import Project, Walk, project_in
from acceptance_walks import WALKS


@pytest.fixture(scope="session")
def project(tmp_path_factory) -> Project:
    return project_in(tmp_path_factory.mktemp("p") / "prøve prosjekt æøå")


@pytest.fixture(scope="session", autouse=True)
def walks_started(request, tmp_path_factory) -> Iterator[dict[str, Future]]:
    """Every walk that a test asks for, started with the first test; one is at work at a time."""
    wanted = {
        item.get_closest_marker("walk").args[0]
        for item in request.session.items
        if item.get_closest_marker("walk")
    }
    if not wanted or shutil.which("make") is None:
        yield {}
        return
    project = request.getfixturevalue("project")
    with ThreadPoolExecutor(1) as pool:
        yield {name: pool.submit(walk, project) for name, walk in WALKS.items() if name in wanted}


@pytest.fixture
def walk(request, walks_started) -> Walk:
    """The finished walk that the test's marker names."""
    return walks_started[request.node.get_closest_marker("walk").args[0]].result()
