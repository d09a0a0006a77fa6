"""What could not be read is tried again: what was mended comes in, what was not stays listed."""

from pathlib import Path

from made_files import MORE, NEWS, a_docx, a_zip

from tocsin.engine.case import Case


def test_a_file_that_was_mended_is_read_and_no_longer_listed(case: Case, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_bytes(b"\0")
    bad.write_bytes(b"\0")
    list(case.add([tmp_path]))
    good.write_text(NEWS)
    assert sorted((one.name, one.state) for one in case.retry()) == [(str(bad), "failed"), ("good", "new")]
    assert [one.name for one in case.failed_documents()] == [str(bad)]


def test_a_file_inside_an_archive_is_tried_with_its_archive(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(a_zip({"one.txt": NEWS, "two.docx": a_docx(MORE)[:100]}))
    list(case.add([file]))
    assert [one.name for one in case.failed_documents()] == [f"{file} > two.docx"]
    file.write_bytes(a_zip({"one.txt": NEWS, "two.docx": a_docx(MORE)}))
    assert [one.state for one in case.retry()] == ["known", "new"]
    assert case.failed_documents() == []


def test_an_archive_that_was_mended_is_no_longer_listed_though_its_files_have_other_names(
    case: Case, tmp_path: Path
) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(a_zip({"one.txt": NEWS})[:-30])
    list(case.add([file]))
    assert [one.name for one in case.failed_documents()] == [str(file)]
    file.write_bytes(a_zip({"one.txt": NEWS}))
    assert [one.state for one in case.retry()] == ["new"]
    assert case.failed_documents() == []


def test_a_file_that_is_gone_stays_listed(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\0")
    list(case.add([file]))
    file.unlink()
    (tried,) = case.retry()
    assert tried.problem == f"{file}: there is no such file or folder"
    assert len(case.failed_documents()) == 1


def test_lines_of_a_file_are_tried_with_their_file(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "One."}\nno json\n')
    list(case.add([file]))
    file.write_text('{"text": "One."}\n{"text": "Two."}\n')
    assert [one.state for one in case.retry()] == ["known", "new"]
    assert case.failed_documents() == []


def test_with_nothing_failed_nothing_is_tried(case: Case) -> None:
    assert list(case.retry()) == []
