"""Fits in parallel: resumed where they were killed, equal wherever they are computed."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from joblib.externals.loky.process_executor import TerminatedWorkerError
from multiverse_samples import asked, simulated

from conftest import CHECKOUT, declare_finland, environment
from nordtema.languages import declare_countries
from nordtema.robustness import scheduling
from nordtema.robustness.analyses import Task
from nordtema.robustness.inferences import own_inference
from nordtema.robustness.scheduling import code_version, run_all
from nordtema.schemas import schema_of
from nordtema.study import Comparison, Compute, Study, StudyError
from nordtema.tables import write_frame

STUDY = Study(comparison=Comparison(bootstrap=200))
INFERENCES = tuple(
    replace(own_inference(STUDY.comparison), weight=weight) for weight in ("documents", "tokens")
)
KEY = ("post", "all", 0.8, "countries")
TASKS = [Task(model, k, resample, INFERENCES)
         for k in (3, 4, 5, 6) for model in ("lda", "nmf") for resample in (0, 1)]  # fmt: skip
JOBS = [(KEY, task) for task in TASKS]
SERIAL = Compute(jobs=1)

#: what is started and killed: it says each step, as a stage would
SCRIPT = """
import sys
from pathlib import Path
import test_scheduling as t
if __name__ == "__main__":
    said = lambda line: print(line, flush=True)
    t.run(Path(sys.argv[1]), t.Compute(jobs=2), said, jobs=t.JOBS[:int(sys.argv[2])])
"""


def run(folder: Path, compute: Compute, progress=lambda line: None, seed=1, jobs=JOBS):
    counts, documents = simulated(0.1, seed)
    question = asked(counts, documents, STUDY)
    return run_all(jobs, {KEY: counts}, question, compute, folder, progress)


def bytes_of(tables: list[pd.DataFrame], path: Path) -> bytes:
    joined = pd.concat(tables, keys=range(len(tables)), names=["job", "row"])
    write_frame(path, joined, schema_of("analyses", frame=True))
    return path.read_bytes()


@pytest.fixture(scope="module")
def serial(tmp_path_factory) -> tuple[Path, bytes]:
    """The folder and the bytes of what one process computes."""
    folder = tmp_path_factory.mktemp("serial")
    return folder, bytes_of(run(folder / "kept", SERIAL), folder / "table.csv")


@pytest.mark.slow
def test_a_finished_run_computes_nothing_again_and_a_single_loss_is_mended(serial):
    folder, expected = serial
    said = []
    again = run(folder / "kept", SERIAL, said.append)
    assert said == [] and bytes_of(again, folder / "again.csv") == expected
    lost = sorted((folder / "kept").glob("*.parquet"))
    assert len(lost) == len(JOBS)
    lost[3].unlink()
    assert bytes_of(run(folder / "kept", SERIAL, said.append), folder / "again.csv") == expected
    assert said[0] == f"1 fit ({len(JOBS) - 1} are there already)"


@pytest.mark.slow
def test_what_was_cut_in_half_is_computed_again(serial):
    folder, expected = serial
    said = []
    for path in sorted((folder / "kept").glob("*.parquet"))[:2]:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert bytes_of(run(folder / "kept", SERIAL, said.append), folder / "again.csv") == expected
    assert f"2 fits ({len(JOBS) - 2} are there already)" in said[0]


@pytest.mark.slow
def test_other_texts_or_other_code_are_computed_anew(serial, tmp_path, monkeypatch):
    shutil.copytree(serial[0] / "kept", tmp_path / "kept")
    said = []
    run(tmp_path / "kept", SERIAL, said.append, seed=2, jobs=JOBS[:2])
    assert said[0] == "2 fits (none is there already)"
    assert len(list((tmp_path / "kept").glob("*.parquet"))) == 2
    monkeypatch.setattr(scheduling, "code_version", lambda: "other")
    run(tmp_path / "kept", SERIAL, said.append, seed=2, jobs=JOBS[:1])
    assert said[-2] == "1 fit (none is there already)"


def start(folder: Path, jobs: int) -> subprocess.Popen:
    folders = ("src", "benchmarks", "tests", "tests/robustness")
    path = os.pathsep.join(str(CHECKOUT / name) for name in folders)
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(folder), str(jobs)], stdout=subprocess.PIPE, text=True,
        env=environment(PYTHONPATH=path, NORDTEMA_KILLED=str(folder)), start_new_session=True,
    )  # fmt: skip


def alive(mark: Path) -> list[int]:
    """Processes that were started with this mark in their environment."""
    numbers = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if f"NORDTEMA_KILLED={mark}".encode() in (entry / "environ").read_bytes():
                numbers.append(int(entry.name))
        except OSError:
            continue
    return numbers


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks into /proc")
@pytest.mark.slow
def test_killed_half_way_it_goes_on_and_leaves_no_process(serial, tmp_path):
    _, expected = serial
    process = start(tmp_path / "kept", len(JOBS))
    for line in process.stdout:
        if re.match(r"[68] of 16 fits", line):
            break
    os.kill(process.pid, signal.SIGKILL)
    process.wait(20)
    until = time.monotonic() + 15
    while alive(tmp_path / "kept") and time.monotonic() < until:
        time.sleep(0.2)
    left = alive(tmp_path / "kept")
    for number in left:
        os.kill(number, signal.SIGKILL)
    assert not left
    done = len(list((tmp_path / "kept").glob("[!.]*.parquet")))
    assert 6 <= done < len(JOBS)
    said = []
    resumed = run(tmp_path / "kept", SERIAL, said.append)
    assert said[0] == f"{len(JOBS) - done} fits ({done} are there already)"
    assert bytes_of(resumed, tmp_path / "table.csv") == expected


# ---------------------------------------------------------------- a Dask cluster


@contextmanager
def cluster(workers: int, folder: Path):
    """A real scheduler with worker processes of one thread each; its address."""
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1",
            "--port", "0", "--dashboard-address", ":0", "--no-dashboard",
            "--scheduler-file", str(folder / "scheduler.json")]  # fmt: skip
    path = os.pathsep.join(map(str, [CHECKOUT / "src"]))
    options = {"env": environment(PYTHONPATH=path), "cwd": folder,
               "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}  # fmt: skip
    processes = [subprocess.Popen(dask, **options)]
    try:
        address = _address(folder / "scheduler.json")
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1",
                  "--no-dashboard", "--local-directory", str(folder)]  # fmt: skip
        processes += [subprocess.Popen(worker, **options) for _ in range(workers)]
        yield address
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            process.wait(30)


def _address(path: Path) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return json.loads(path.read_text())["address"]
        except (OSError, ValueError):
            time.sleep(0.1)
    raise AssertionError("the scheduler did not start")


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    distributed = pytest.importorskip("distributed")
    with cluster(2, tmp_path_factory.mktemp("dask")) as address:
        with distributed.Client(address, timeout="30s", set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address


def executed(scheduler: str) -> list[int]:
    """How many tasks each worker process has done."""
    from distributed import Client

    with Client(scheduler, set_as_default=False) as client:
        pids = client.run(os.getpid)
        assert len(set(pids.values()) - {os.getpid()}) == 2
        return list(client.run(lambda dask_worker: dask_worker.state.executed_count).values())


@pytest.mark.slow
def test_two_dask_workers_share_the_work_and_give_the_same_bytes(serial, tmp_path, scheduler):
    before = executed(scheduler)
    tables = run(tmp_path / "kept", Compute(scheduler=scheduler))
    assert bytes_of(tables, tmp_path / "table.csv") == serial[1]
    done = [after - one for after, one in zip(executed(scheduler), before, strict=True)]
    assert min(done) >= 2 and sum(done) >= len(JOBS)


@pytest.mark.slow
def test_workers_with_other_code_are_refused(scheduler, tmp_path, monkeypatch):
    from distributed import Client

    def other(client, function):
        return {"tcp://one": code_version(), "tcp://two": "other"}

    monkeypatch.setattr(Client, "run", other)
    with pytest.raises(StudyError, match=r"worker tcp://two has another version"):
        run(tmp_path, Compute(scheduler=scheduler))


@pytest.mark.slow
def test_a_scheduler_that_does_not_answer_is_one_line(tmp_path, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(scheduling, "_PATIENCE", "1s")
    with pytest.raises(StudyError, match="no Dask scheduler answers there") as error:
        run(tmp_path, Compute(scheduler="tcp://127.0.0.1:9"))
    assert "\n" not in str(error.value)


def ended_worker() -> Exception:
    return pytest.importorskip("distributed").KilledWorker("fit", None, 3)


@pytest.mark.parametrize("error", [MemoryError, TerminatedWorkerError, ended_worker])
def test_too_little_memory_is_one_line_with_what_to_lower(tmp_path, monkeypatch, error):
    def analyse(*_):
        raise error()

    monkeypatch.setattr(scheduling, "analyse", analyse)
    with pytest.raises(StudyError, match=r"^robustness: a process was ended.*compute\.jobs=1"):
        run(tmp_path, SERIAL, jobs=JOBS[:1])


@pytest.mark.slow
def test_another_error_of_an_analysis_stays_what_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(scheduling, "analyse", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run(tmp_path, SERIAL, jobs=JOBS[:1])


# ---------------------------------------------------------------- countries that a study declares


def run_with_finland(folder: Path, jobs: int) -> list[pd.DataFrame]:
    """Every other Swedish document is from Finland."""
    counts, documents = simulated(0.1, 1)
    declare_finland()
    moved = documents.index[documents["country"] == "SE"][::2]
    documents.loc[moved, "country"] = "FI"
    counts.units.loc[moved, "country"] = "FI"
    question = asked(counts, documents, STUDY)
    compute = Compute(jobs=jobs)
    return run_all(JOBS[:3], {KEY: counts}, question, compute, folder / f"of {jobs}")


@pytest.mark.slow
def test_processes_know_the_countries_that_the_study_has_declared(tmp_path):
    one = pd.concat(run_with_finland(tmp_path, 1))
    declare_countries({})
    two = pd.concat(run_with_finland(tmp_path, 2))
    pd.testing.assert_frame_equal(one, two)
    pairs = set(zip(two["country_a"], two["country_b"], strict=True))
    assert {("SE", "FI"), ("NO", "FI"), ("DK", "FI")} <= pairs


@pytest.mark.slow
def test_what_was_computed_under_other_countries_is_computed_again(tmp_path):
    run_with_finland(tmp_path, 1)
    before = set((tmp_path / "of 1").iterdir())
    declare_countries({})
    counts, documents = simulated(0.1, 1)
    question = asked(counts, documents, STUDY)
    run_all(JOBS[:3], {KEY: counts}, question, SERIAL, tmp_path / "of 1")
    assert not before & set((tmp_path / "of 1").iterdir())
