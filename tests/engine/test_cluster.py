"""Reading on a Dask cluster gives what one process gives."""

import subprocess
import sys
from pathlib import Path

import pytest

_SCRIPT = """
from distributed import Client, LocalCluster
from tocsin import Document, Reader, Workers
from tocsin.engine import spreading
from tocsin.engine.spreading import read_portions
from tocsin.errors import WorkerError
from tocsin.model.record import dump, to_record

def main():
    texts = [f"The mayor of {place} said on Monday that 40 people had left." for place in ("Ranby", "Selby", "Tolby")]
    portions = [(None, [Document(id=f"sha256:{text}", name=text, text=text)]) for text in texts]
    reader = Reader()
    found = {}
    spreading._ANSWER = 2
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        for workers in (Workers(), Workers(cluster=cluster.scheduler_address)):
            readings = [one for _, some in read_portions(reader, workers, portions) for one in some]
            found[workers.cluster] = [dump(to_record(one)) for one in readings]
        with Client(cluster) as client:
            samples = client.run(lambda dask_worker: dask_worker.periodic_callbacks["profile"].is_running())
        assert list(samples.values()) == [True, True]
    assert len({tuple(records) for records in found.values()}) == 1
    assert [len(records) for records in found.values()] == [3, 3]
    try:
        list(read_portions(reader, Workers(cluster="tcp://127.0.0.1:9"), portions))
    except WorkerError as error:
        assert str(error).startswith("no scheduler answers at tcp://127.0.0.1:9")
        print("done")

if __name__ == "__main__":
    main()
"""


@pytest.mark.slow
def test_a_cluster_reads_what_one_process_reads_and_is_left_as_it_was_and_one_that_is_not_there_is_told(
    tmp_path: Path,
) -> None:
    script = tmp_path / "cluster.py"
    script.write_text(_SCRIPT)
    command = [sys.executable, "-W", "ignore", str(script)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.stdout == "done\n", done.stderr[-2000:]
