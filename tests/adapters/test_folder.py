"""Files in a folder: exactly once, whole or not at all, also after kill -9."""

import errno
import os
import signal
import stat
import subprocess
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.adapters.errors import DeliveryUnknownError, GiveUpError, RetryLaterError
from bot.adapters.folder import deliver

TEXT = "Beste collega,\r\nmevrouw Fictief zoekt “een praatje” \n"
OTHER_TEXT = "Een ander pakket"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_text_arrives_byte_for_byte(tmp_path: Path) -> None:
    deliver(tmp_path, "pakket-17", TEXT)
    assert (tmp_path / "pakket-17.txt").read_bytes() == TEXT.encode()
    assert names(tmp_path) == ["pakket-17.txt"]


def test_only_this_account_may_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        deliver(tmp_path, "p", TEXT)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "p.txt").stat().st_mode) == 0o600


def test_same_again_changes_nothing(tmp_path: Path) -> None:
    deliver(tmp_path, "p", TEXT)
    before = (tmp_path / "p.txt").stat()
    deliver(tmp_path, "p", TEXT)
    after = (tmp_path / "p.txt").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert names(tmp_path) == ["p.txt"]


def test_other_text_under_the_same_name_is_given_up(tmp_path: Path) -> None:
    deliver(tmp_path, "p", TEXT)
    with pytest.raises(GiveUpError) as caught:
        deliver(tmp_path, "p", OTHER_TEXT)
    assert caught.value.code == "exists"
    assert (tmp_path / "p.txt").read_bytes() == TEXT.encode()
    assert names(tmp_path) == ["p.txt"]


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../p", "a/b", "/p", "a\\b", "a.b", "a b", "p\n", "p\0", "é", "a" * 101, ".p"]
)
def test_name_that_leads_elsewhere_is_given_up(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with pytest.raises(GiveUpError) as caught:
        deliver(folder, name, TEXT)
    assert caught.value.code == "name"
    assert names(tmp_path) == ["in"]
    assert names(folder) == []


def test_text_that_is_no_text_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(GiveUpError) as caught:
        deliver(tmp_path, "p", "half a \ud83d")
    assert caught.value.code == "text"
    assert names(tmp_path) == []


def test_missing_folder_is_tried_later_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(RetryLaterError) as caught:
        deliver(tmp_path / "not-mounted", "p", TEXT)
    assert caught.value.code == "folder_enoent"
    assert names(tmp_path) == []


def test_folder_that_is_a_file_is_tried_later(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(RetryLaterError) as caught:
        deliver(tmp_path / "file", "p", TEXT)
    assert caught.value.code == "folder_enotdir"


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.ESTALE])
def test_unwritable_folder_is_tried_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    # Rights do not hold back root, as whom tests may run: hence the fake.
    monkeypatch.setattr("bot.adapters.folder.tempfile.mkstemp", failing(code))
    with pytest.raises(RetryLaterError):
        deliver(tmp_path, "p", TEXT)
    assert names(tmp_path) == []


def test_full_disk_leaves_nothing_and_works_once_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing(errno.ENOSPC))
        with pytest.raises(RetryLaterError) as caught:
            deliver(tmp_path, "p", TEXT)
    assert caught.value.code == "folder_enospc"
    assert names(tmp_path) == []
    deliver(tmp_path, "p", TEXT)
    assert names(tmp_path) == ["p.txt"]


def test_file_that_may_not_grow_is_never_seen_half_written(tmp_path: Path) -> None:
    code = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    deliver(folder, "p", "x" * 5000)
except RetryLaterError as error:
    print(error.code)
"""
    assert run(code, tmp_path).stdout == "folder_efbig\n"
    assert names(tmp_path) == []


@pytest.mark.parametrize("call", ["fsync", "link", "unlink"])
def test_kill_half_way_is_mended_by_the_next_attempt(tmp_path: Path, call: str) -> None:
    code = f"""
import os
os.{call} = lambda *args, **kwargs: os.kill(os.getpid(), 9)
deliver(folder, "p", {TEXT!r})
"""
    assert run(code, tmp_path).returncode == -signal.SIGKILL
    assert any(name.endswith(".tmp") for name in names(tmp_path))
    deliver(tmp_path, "p", TEXT)
    assert names(tmp_path) == ["p.txt"]
    assert (tmp_path / "p.txt").read_bytes() == TEXT.encode()


def test_leftovers_of_another_pakket_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".p-2.abc.tmp").write_text("x")
    deliver(tmp_path, "p", TEXT)
    assert names(tmp_path) == [".p-2.abc.tmp", "p.txt"]


def test_folder_without_hard_links_gets_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    deliver(tmp_path, "p", TEXT)
    deliver(tmp_path, "p", TEXT)
    assert (tmp_path / "p.txt").read_bytes() == TEXT.encode()
    assert names(tmp_path) == ["p.txt"]


def test_other_trouble_with_the_link_is_tried_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EIO))
    with pytest.raises(RetryLaterError):
        deliver(tmp_path, "p", TEXT)
    assert names(tmp_path) == []


@pytest.mark.parametrize("hard_links", [True, False])
def test_another_worker_that_was_first_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hard_links: bool
) -> None:
    link = os.link

    def late(source: str, target: str) -> None:
        Path(target).write_text(OTHER_TEXT)
        if not hard_links:
            raise OSError(errno.EPERM, "no hard links")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(GiveUpError):
        deliver(tmp_path, "p", TEXT)
    assert (tmp_path / "p.txt").read_text() == OTHER_TEXT
    assert names(tmp_path) == ["p.txt"]


@pytest.mark.parametrize(("code", "fails"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_folder_that_cannot_be_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, fails: bool
) -> None:
    fsync = os.fsync

    def only_files(number: int) -> None:
        if stat.S_ISDIR(os.fstat(number).st_mode):
            raise OSError(code, "no")
        fsync(number)

    monkeypatch.setattr(os, "fsync", only_files)
    if fails:
        # Somebody may have taken it: not again on a guess.
        with pytest.raises(DeliveryUnknownError) as caught:
            deliver(tmp_path, "p", TEXT)
        assert caught.value.code == "folder_eio"
        assert caught.value.__cause__ is caught.value.__context__ is None
    else:
        deliver(tmp_path, "p", TEXT)
    assert names(tmp_path) == ["p.txt"]


def test_what_is_taken_at_once_was_delivered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def taken(source: str, target: str) -> None:
        link(source, target)
        Path(target).unlink()

    monkeypatch.setattr(os, "link", taken)
    deliver(tmp_path, "p", TEXT)
    assert names(tmp_path) == []


def test_file_and_folder_are_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced, fsync = [], os.fsync

    def noted(number: int) -> None:
        synced.append(("folder" if stat.S_ISDIR(os.fstat(number).st_mode) else "file", names(tmp_path)))
        fsync(number)

    monkeypatch.setattr(os, "fsync", noted)
    deliver(tmp_path, "p", TEXT)
    assert [kind for kind, _ in synced] == ["file", "folder"]
    assert "p.txt" not in synced[0][1]
    assert synced[1][1] == ["p.txt"]


def test_many_workers_at_once_make_one_file(tmp_path: Path) -> None:
    def attempt(_: int) -> bool:
        try:
            deliver(tmp_path, "p", TEXT)
        except RetryLaterError:
            return False  # its temporary file was cleaned up by another; the outbox comes back
        return True

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(attempt, range(40)))
    assert any(outcomes)
    deliver(tmp_path, "p", TEXT)
    assert names(tmp_path) == ["p.txt"]
    assert (tmp_path / "p.txt").read_bytes() == TEXT.encode()


def test_error_holds_neither_path_nor_text(tmp_path: Path) -> None:
    with pytest.raises(RetryLaterError) as caught:
        deliver(tmp_path / "not-mounted", "p-17", TEXT)
    assert caught.value.__cause__ is caught.value.__context__ is None
    told = "".join(traceback.format_exception_only(caught.value)) + repr(caught.value)
    assert not any(word in told for word in (str(tmp_path), "p-17", "Fictief"))


def failing(code: int) -> object:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(code, os.strerror(code), "/some/path")

    return fail


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `code` in a process of its own, with `deliver`, `folder` and the errors at hand."""
    setup = f"""
from pathlib import Path
from bot.adapters.errors import RetryLaterError
from bot.adapters.folder import deliver
folder = Path({str(folder)!r})
"""
    return subprocess.run(
        [sys.executable, "-c", setup + code], capture_output=True, text=True, timeout=30, check=False
    )
