"""Files that are written whole or not at all, also by a program that is killed."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tocsin.engine.whole_files import make_folder, write_whole
from tocsin.errors import InputError

_KILLED = """
import os, pathlib, signal, sys
from tocsin.engine.whole_files import write_whole

def die(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)

owner, name, path, new = sys.argv[1:]
setattr({"os": os, "path": pathlib.Path}[owner], name, die)
write_whole(pathlib.Path(path), "new text", new=new == "new")
"""


def kill_while_writing(path: Path, at: str, *, new: bool = False) -> None:
    """Write a file in a process that is killed (kill -9) as it calls a function."""
    command = [sys.executable, "-c", _KILLED, *at.split("."), str(path), "new" if new else "again"]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "brief.md", "Größe\n")
    write_whole(tmp_path / "plot.png", b"\x89PNG")
    assert (tmp_path / "brief.md").read_bytes() == "Größe\n".encode()
    assert (tmp_path / "plot.png").read_bytes() == b"\x89PNG"
    assert names(tmp_path) == ["brief.md", "plot.png"]


@pytest.mark.parametrize("at", ["os.fsync", "path.replace"])
def test_a_program_killed_while_it_writes_leaves_the_file_as_it_was(tmp_path: Path, at: str) -> None:
    path = tmp_path / "brief.md"
    path.write_text("old text")
    kill_while_writing(path, at)
    assert path.read_text() == "old text"
    assert len(names(tmp_path)) == 2
    write_whole(path, "newer text")
    assert path.read_text() == "newer text"
    assert names(tmp_path) == ["brief.md"]


@pytest.mark.parametrize("at", ["os.fsync", "os.link"])
def test_a_program_killed_while_it_makes_a_file_leaves_none(tmp_path: Path, at: str) -> None:
    path = tmp_path / "flood.toml"
    kill_while_writing(path, at, new=True)
    assert not path.exists()
    write_whole(path, "text", new=True)
    assert names(tmp_path) == ["flood.toml"]


def test_what_a_running_program_is_writing_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / f".brief.md.{os.getppid()}.part").write_text("half")
    (tmp_path / ".brief.md.note.part").write_text("of somebody else")
    (tmp_path / ".other.md.999999999.part").write_text("of another file")
    write_whole(tmp_path / "brief.md", "text")
    assert len(names(tmp_path)) == 4


def test_a_file_that_must_be_new_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "flood.toml"
    path.write_text("mine")
    with pytest.raises(InputError, match="is there already"):
        write_whole(path, "text", new=True)
    assert path.read_text() == "mine"
    assert names(tmp_path) == ["flood.toml"]


def test_a_link_stays_a_link_and_rights_stay_as_they_were(tmp_path: Path) -> None:
    path, link = tmp_path / "brief.md", tmp_path / "latest.md"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, "new")
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_links_that_lead_in_a_circle_are_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    path.symlink_to(path)
    with pytest.raises(InputError, match=r"brief\.html: cannot be written: Too many levels of symbolic links"):
        write_whole(path, "text")
    assert path.is_symlink()


def test_a_file_or_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        write_whole(tmp_path / "file" / "brief.md", "text")
    with pytest.raises(InputError, match="name another folder"):
        make_folder(tmp_path / "file" / "pages")
