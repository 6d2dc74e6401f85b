"""Files and folders that are replaced: whole, with the mode they had, and nothing beside them afterwards."""

from __future__ import annotations

import errno
import os
import stat
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from lagesbild_rules import files
from lagesbild_rules.errors import QuestionError
from lagesbild_rules.files import discard, replacing, replacing_folder


def write(path: Path, text: str = "new") -> None:
    with replacing(path, QuestionError) as file:
        file.write(text)


def names(folder: Path) -> list[str]:
    return sorted(it.name for it in folder.iterdir())


def told(path: Path) -> tuple[str, str, str | None]:
    with pytest.raises(QuestionError) as caught:
        write(path)
    (problem,) = caught.value.problems
    assert problem.place.path == str(path)
    return problem.code, problem.finding, problem.help


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    path.chmod(mode)
    write(path)
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", mode)
    assert names(tmp_path) == ["out"]


def test_a_new_file_has_the_mode_that_any_new_file_has(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write(tmp_path / "out")
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_nobody_reads_a_secret_file_while_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.touch(0o600)
    with replacing(path, QuestionError) as file:
        file.write("new")
        (part,) = (it for it in tmp_path.iterdir() if it != path)
        assert stat.S_IMODE(part.stat().st_mode) == 0o600


def test_a_file_that_is_replaced_keeps_its_owner_where_that_may_be_given(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    if not os.geteuid():
        os.chown(path, 12345, 23456)
    before = path.stat()
    write(path)
    assert (path.stat().st_uid, path.stat().st_gid) == (before.st_uid, before.st_gid)
    assert path.stat().st_ino != before.st_ino


def test_of_a_symbolic_link_the_file_that_it_leads_to_is_replaced(tmp_path: Path) -> None:
    far, link = tmp_path / "far" / "real", tmp_path / "link"
    far.parent.mkdir()
    link.symlink_to(Path("far", "real"))
    for text in ("first", "second"):  # the first where it leads nowhere yet
        write(link, text)
        assert (link.is_symlink(), far.read_text()) == (True, text)
    assert (names(tmp_path), names(far.parent)) == (["far", "link"], ["real"])


def test_what_goes_into_a_pipe_is_read_at_its_other_end(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", list[str]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    write(pipe)
    reader.join(10)
    assert (read, stat.S_ISFIFO(pipe.stat().st_mode), names(tmp_path)) == (["new"], True, ["pipe"])


@pytest.mark.parametrize("name", ["x" * 255, "å" * 127, "€" * 85, "🏙" * 63])
def test_a_name_as_long_as_names_may_be_is_no_hindrance(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)
    assert names(tmp_path) == [name]


def test_threads_that_write_the_same_file_leave_what_one_of_them_wrote(tmp_path: Path) -> None:
    path, start = tmp_path / "out", threading.Barrier(8)
    texts = [str(it) * 100_000 for it in range(8)]

    def work(text: str) -> None:
        start.wait()
        for _ in range(5):
            write(path, text)

    pool = [threading.Thread(target=work, args=[it]) for it in texts]
    for it in pool:
        it.start()
    for it in pool:
        it.join()
    assert path.read_text() in texts
    assert names(tmp_path) == ["out"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    for name in ("folder", "link"):
        code, finding, _ = told(tmp_path / name)
        assert (code, finding) == ("LR506", "the output cannot be written: is a directory")


def test_there_is_no_such_folder(tmp_path: Path) -> None:
    code, finding, help = told(tmp_path / "nowhere" / "out")
    assert (code, finding) == ("LR506", "the output cannot be written: no such file or directory")
    assert help == f"there is no directory `{tmp_path / 'nowhere'}` either"


@pytest.mark.parametrize(
    ("code", "help"),
    [
        (errno.ENOSPC, "free space there, or name another place"),
        (errno.EDQUOT, "free space there, or name another place"),
        (errno.EROFS, "name a place where you may write"),
        (errno.EIO, "name another place"),
    ],
)
def test_what_the_system_refuses_is_told_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, help: str
) -> None:
    path = tmp_path / "out"
    path.write_text("old")

    def refuses(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuses)
    assert told(path) == ("LR506", f"the output cannot be written: {os.strerror(code).lower()}", help)
    assert (path.read_text(), names(tmp_path)) == ("old", ["out"])


def test_the_folder_outlives_a_loss_of_power_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    sync = os.fsync

    def noted(handle: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        sync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    write(tmp_path / "out")
    part, folder = synced
    assert (Path(part).suffix, folder) == (".part", str(tmp_path))
    synced.clear()
    with replacing_folder(tmp_path / "folder", QuestionError) as made:
        (made / "one").write_text("1")
    assert [Path(it).name for it in synced] == ["one", made.name, tmp_path.name]


@pytest.mark.parametrize("in_one_step", [True, False])
def test_a_folder_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool
) -> None:
    if not in_one_step:
        monkeypatch.setattr(files, "_exchanged", lambda *_: False)
    folder = tmp_path / "folder"
    folder.mkdir(0o750)
    (folder / "old").touch()
    with replacing_folder(folder, QuestionError) as part:
        (part / "new").touch()
        assert names(folder) == ["old"]
    assert (names(folder), names(tmp_path)) == (["new"], ["folder"])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750


def test_a_folder_that_cannot_take_the_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, rename = tmp_path / "folder", Path.rename
    folder.mkdir()
    (folder / "old").touch()

    def refuses(self: Path, target: Path) -> Path:
        if self.suffix == ".part":
            raise OSError(errno.EIO, "no more")
        return rename(self, target)

    monkeypatch.setattr(files, "_exchanged", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refuses)
    with pytest.raises(QuestionError, match="LR506"), replacing_folder(folder, QuestionError) as part:
        (part / "new").touch()
    assert (names(folder), names(tmp_path)) == (["old"], ["folder"])


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_what_is_not_finished_is_not_there(tmp_path: Path, error: type[BaseException]) -> None:
    def half_a_file() -> None:
        with replacing(tmp_path / "out", QuestionError) as file:
            file.write("half")
            raise error

    def half_a_folder() -> None:
        with replacing_folder(tmp_path / "folder", QuestionError) as part:
            (part / "half").touch()
            raise error

    for writes in (half_a_file, half_a_folder):
        with pytest.raises(error):
            writes()
        assert names(tmp_path) == []


@pytest.mark.parametrize("after", ["nothing", "renaming", "emptying"])
def test_an_interrupt_while_the_rest_is_taken_away_takes_it_away_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    folder, interrupts = tmp_path / "folder", list[str]()
    folder.mkdir()
    (folder / "one").touch()
    take = files._take_away

    def interrupted(path: Path, away: Path) -> None:
        if not interrupts:
            interrupts.append(after)
            if after != "nothing":
                path.rename(away)
            if after == "emptying":
                (away / "one").unlink()
            raise KeyboardInterrupt
        take(path, away)

    monkeypatch.setattr(files, "_take_away", interrupted)
    with pytest.raises(KeyboardInterrupt):
        discard(folder)
    assert names(tmp_path) == []


def test_a_folder_goes_though_others_still_write_to_it(tmp_path: Path) -> None:
    folder, done = tmp_path / "folder", threading.Event()

    def write_on() -> None:
        number = 0
        while not done.is_set():
            number += 1
            with suppress(OSError):
                (folder / f"{number}").touch()

    writers = [threading.Thread(target=write_on) for _ in range(4)]
    for it in writers:
        it.start()
    try:
        for _ in range(20):
            folder.mkdir()
            while not any(folder.iterdir()):
                pass
            discard(folder)
            assert names(tmp_path) == []
    finally:
        done.set()
        for it in writers:
            it.join()
