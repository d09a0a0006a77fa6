"""Watch files: what they say, and the line of what is wrong with them."""

from datetime import timedelta
from pathlib import Path

import pytest

from tocsin.collect.watch_file import WatchPlan, read_watch_file
from tocsin.errors import InputError
from tocsin.model.source import Reliability


def plan(folder: Path, text: str) -> WatchPlan:
    (folder / "watch.toml").write_text(text, encoding="utf-8")
    return read_watch_file(folder / "watch.toml")


def test_a_file_says_what_is_watched_and_how_often(tmp_path: Path) -> None:
    found = plan(tmp_path, """
        interval = "15m"
        scenarios = ["scenarios"]
        on_alarm = "notify-send 'The alarm rings'"
        [[source]]
        feed = "https://courier.example/feed.xml"
        outlet = "Drava Courier"
        country = "at"
        owner = "Ost Holding"
        reliability = "b"
        reason = "names its sources"
        language = "en"
        [[source]]
        folder = "incoming"
        interval = "1d"
    """)  # fmt: skip
    courier, folder = found.sources
    assert (courier.place, courier.is_web, courier.interval) == (
        "https://courier.example/feed.xml", True, timedelta(minutes=15),
    )  # fmt: skip
    assert (courier.outlet, courier.country, courier.reliability) == ("Drava Courier", "AT", Reliability.B)
    assert (folder.place, folder.is_web, folder.interval) == (str(tmp_path / "incoming"), False, timedelta(days=1))
    assert found.scenarios == (tmp_path / "scenarios",)
    assert found.on_alarm == ("notify-send", "The alarm rings")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "name what is to be watched"),
        ("source = 3", 1, "name what is to be watched"),
        ("[[source]]\n", 1, "one of feed, address and folder"),
        ('[[source]]\nfeed = "https://a.example/"\nfolder = "b"', 1, "one of feed, address and folder"),
        ('[[source]]\nfeed = "ftp://a.example/"', 2, "only http and https"),
        ('[[source]]\nfeed = "a"', 2, "only http and https"),
        ('[[source]]\nfeed = "https://u:secret@a.example/"', 2, "user name or password"),
        ('[[source]]\nfeed = "https://a.example/"\ninterval = "soon"', 3, "a time from a second to a year"),
        ('[[source]]\nfeed = "https://a.example/"\ninterval = 5', 3, "a time from a second to a year"),
        ('[[source]]\nfeed = "https://a.example/"\ninterval = "99999999999999999999d"', 3, "a time from a second"),
        ('[[source]]\nfeed = "https://a.example/"\nreliability = "G"', 3, "a letter from A to F"),
        ('[[source]]\nfeed = "https://a.example/"\nreliability = "B"', 1, "say with outlet whose"),
        ('[[source]]\nfeed = "https://a.example/"\nlanguage = "english"', 3, "a code of two letters"),
        ('[[source]]\nfeed = "https://a.example/"\noutlett = "x"', 3, "did you mean “outlet”"),
        ('[[source]]\nfeed = "https://a.example/"\n[[source]]\nfeed = "https://a.example"', 3, "watched twice"),
        ('on_alarm = []\n[[source]]\nfeed = "https://a.example/"', 1, "must be a command"),
        ("[[source]]\nfeed = ", 2, "not TOML"),
        ('intervall = "1m"\n[[source]]\nfeed = "https://a.example/"', 1, "did you mean “interval”"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(InputError) as caught:
        plan(tmp_path, text)
    assert caught.value.name == f"{tmp_path / 'watch.toml'}:{line}"
    assert said in caught.value.problem
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"\0", b"[" * 100_000, b"x = 1\n" * 300_000])
def test_what_is_no_watch_file_is_told(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "watch.toml").write_bytes(raw)
    with pytest.raises(InputError):
        read_watch_file(tmp_path / "watch.toml")
    with pytest.raises(InputError, match="name a watch file"):
        read_watch_file(tmp_path / "none.toml")
