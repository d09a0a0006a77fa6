"""Reading as a map over documents: here, in several processes of this machine, on a cluster, or by any executor.

Portions of documents come back in the order they were given in, so that a case does not depend on who reads it. Only so
many are under way that the workers stay busy: memory does not grow with the number of documents.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress
from ctypes import CDLL
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_all_start_methods, get_context
from typing import Any, TypeVar

from tocsin.engine.parcels import packed_order, unpacked_answer
from tocsin.engine.reader import Reader
from tocsin.engine.worker import begin, read_order
from tocsin.errors import WorkerError, fault
from tocsin.model.document import Document
from tocsin.model.reading import Reading, Unread

_AHEAD = 2
"""Portions under way for each worker: one that it reads and one that waits for it."""
_ANSWER = 30
"""Seconds in which the scheduler of a cluster must answer."""
_FETCHED_ALONE, _KEPT_FREE = -3, -1
"""What `malloc.h` calls M_MMAP_THRESHOLD and M_TRIM_THRESHOLD."""

_Of = TypeVar("_Of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """Who reads documents; by default the process that asks.

    Attributes:
        jobs: How many processes of this machine.
        cluster: The address of the scheduler of a Dask cluster, as `tcp://host:8786`; its workers must have this very version
            of Tocsin.
        executor: Any executor of `concurrent.futures`; it is not shut down.
    """

    jobs: int = 1
    cluster: str | None = None
    executor: Executor | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if self.jobs < 1:
            raise WorkerError(f"{self.jobs} jobs cannot read anything; give 1 or more")
        if (self.jobs > 1) + (self.cluster is not None) + (self.executor is not None) > 1:
            raise WorkerError("several processes, a cluster and an executor exclude each other; give one of them")

    @property
    def is_here(self) -> bool:
        """Whether the process that asks reads."""
        return self.jobs == 1 and self.cluster is None and self.executor is None


def read_portions(
    reader: Reader, workers: Workers, portions: Iterable[tuple[_Of, Sequence[Document]] | None]
) -> Iterator[tuple[_Of, Iterator[Reading | Unread]]]:
    """Read portions of documents.

    Args:
        reader: What they are to be read by.
        workers: Who does it.
        portions: The portions, each with what it belongs to; None where those before must be done, and used, before the next
            portion is asked for.

    Yields:
        What each portion belongs to, with the readings of its documents, in order. A document whose reading twice ended the
        process that did it comes as unread.

    Raises:
        WorkerError: The workers cannot be reached, or give back what is no reading.
    """
    if workers.is_here:
        for portion in portions:
            if portion is not None:
                yield portion[0], reader.read_all(portion[1])
        return
    with _crew(workers, reader) as crew:
        under_way: deque[tuple[_Of, _Task]] = deque()
        for portion in portions:
            if portion is not None:
                under_way.append((portion[0], crew.task(portion[1])))
            while under_way and (portion is None or len(under_way) >= crew.most):
                yield _done(*under_way.popleft(), crew)
        while under_way:
            yield _done(*under_way.popleft(), crew)


def _done(belongs_to: _Of, task: "_Task", crew: "_Crew") -> tuple[_Of, Iterator[Reading | Unread]]:
    return belongs_to, iter(crew.readings(task))


@dataclass(slots=True)
class _Task:
    """Documents that are being read, and what will tell how it went."""

    documents: Sequence[Document]
    future: Future[bytes]


class _Crew:
    """An executor that is given orders. One of our own is made again when one of its processes dies."""

    def __init__(self, reader: Reader, executor: Executor, *, workers: int, can_renew: bool = False) -> None:
        self._reader, self._executor, self._can_renew, self._workers = reader, executor, can_renew, workers
        self._ordered: set[Future[bytes]] = set()
        self.most = _AHEAD * workers

    def task(self, documents: Sequence[Document]) -> _Task:
        """Order documents to be read."""
        return _Task(documents, self._order(documents))

    def readings(self, task: _Task) -> list[Reading | Unread]:
        """The readings of documents that were ordered.

        A process that dies takes what it was reading with it; which document ended it is not known. So the documents are read
        again while nothing else is read, first together and, if the process dies again, one by one.
        """
        if not task.documents:
            return []
        found = self._answer(task.documents, task.future)
        if found is None:
            # What others still read may end in the same way: it must not be taken for this.
            wait(self._ordered)
            found = self._answer(task.documents, self._order(task.documents))
        if found is not None:
            return found
        if len(task.documents) == 1:
            return [_deadly(task.documents[0])]
        alone = ((one, self._answer([one], self._order([one]))) for one in task.documents)
        return [_deadly(one) if answer is None else answer[0] for one, answer in alone]

    def close(self) -> None:
        """End the processes, if they are our own."""
        if self._can_renew:
            self._executor.shutdown(wait=True, cancel_futures=True)

    def _answer(self, documents: Sequence[Document], future: Future[bytes]) -> list[Reading | Unread] | None:
        """The readings; None if the process that read them died, of them or of what was read at the same time."""
        self._ordered.discard(future)
        try:
            data = future.result()
        except CancelledError as error:
            raise WorkerError("the executor gave up before all was read; what was entered so far is kept") from error
        except Exception as error:
            if not _has_died(error):
                raise WorkerError(f"the executor failed: {fault(error)}") from error
            if isinstance(error, BrokenExecutor) and not self._can_renew:
                raise WorkerError(f"the executor is broken: {fault(error)}") from error
            return None
        return unpacked_answer(data, documents, reader=self._reader.fingerprint)

    def _order(self, documents: Sequence[Document]) -> Future[bytes]:
        order = packed_order(documents, reader=self._reader.fingerprint, settings=self._reader.settings)
        for _ in range(2):
            try:
                future = self._executor.submit(read_order, order)
            except BrokenExecutor as error:
                if not self._can_renew:
                    raise WorkerError(f"the executor is broken: {fault(error)}") from error
                self._executor.shutdown(wait=False)
                self._executor = _processes(self._workers)
            except Exception as error:
                raise WorkerError(f"the executor takes no orders: {fault(error)}") from error
            else:
                self._ordered.add(future)
                return future
        raise WorkerError("processes that read end as soon as they begin")


def _deadly(document: Document) -> Unread:
    return Unread(document=document, problem="its reading ended the process that read it, twice; it is set aside")


def _has_died(error: Exception) -> bool:
    """Whether a process ended while it was reading. Dask tells so when it has tried several."""
    return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"


@contextmanager
def _crew(workers: Workers, reader: Reader) -> Iterator[_Crew]:
    if workers.executor is not None:
        number = getattr(workers.executor, "_max_workers", None)
        yield _Crew(reader, workers.executor, workers=number if isinstance(number, int) else os.cpu_count() or 1)
    elif workers.cluster is not None:
        with _cluster(workers.cluster) as client:
            threads = sum(client.nthreads().values())
            if not threads:
                raise WorkerError(f"the cluster {workers.cluster} has no workers; start some with `dask worker`")
            yield _Crew(reader, client.get_executor(), workers=threads)
    else:
        crew = _Crew(reader, _processes(workers.jobs), workers=workers.jobs, can_renew=True)
        try:
            yield crew
        finally:
            crew.close()


def _processes(jobs: int) -> Executor:
    """Processes of this machine. They begin afresh: what a thread of ours holds locked stays locked in a copy of this one."""
    way = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context = get_context(way)
    if way == "forkserver":
        # What is imported once is shared by all of them.
        context.set_forkserver_preload(["tocsin.engine.worker", "tocsin.read.document_reader", "spacy"])
    return ProcessPoolExecutor(max_workers=jobs, mp_context=context, initializer=begin)


@contextmanager
def _cluster(address: str) -> Iterator[Any]:
    """A client of a Dask cluster.

    Raises:
        WorkerError: The extra is not installed, or the scheduler does not answer.
    """
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise WorkerError("reading on a cluster takes the extra `cluster`: pip install 'tocsin[cluster]'") from error
    try:
        client = distributed.Client(address, timeout=_ANSWER, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise WorkerError(f"no scheduler answers at {address}: {fault(error)}") from error
    _prepare(client, is_reading=True)
    try:
        yield client
    finally:
        _prepare(client, is_reading=False)
        client.close()


def _prepare(client: Any, *, is_reading: bool) -> None:
    """Have the workers of a cluster do nothing but read, or what they did before."""
    # Nothing depends on it: a worker that does not understand the order goes on as it did.
    with suppress(Exception):
        client.run(prepare_worker, is_reading=is_reading, on_error="ignore")


def prepare_worker(dask_worker: Any, *, is_reading: bool) -> None:
    """Make a Dask worker ready to read, or as it was; runs in that worker.

    It samples what it does every 10 ms, which takes a seventh of its time. And Dask tells the C library how much free memory
    to keep, which ends the library's own choice of what is fetched from the kernel one by one: every array of 128 KB or more
    then is, page by page, which takes a fifth.
    """
    for name in ("profile", "profile-cycle"):
        if (sampling := dask_worker.periodic_callbacks.get(name)) is not None:
            (sampling.stop if is_reading else sampling.start)()
    if (trimmed := os.environ.get("MALLOC_TRIM_THRESHOLD_")) is not None:
        c_library = CDLL(None)
        c_library.mallopt(_FETCHED_ALONE, 32 << 20 if is_reading else 128 << 10)
        c_library.mallopt(_KEPT_FREE, 64 << 20 if is_reading else int(trimmed))
