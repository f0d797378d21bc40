"""What was made of images is made once: in a process, and from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from images.pictures import encoded, jpeg, photo

from sitegen.images import store as module
from sitegen.images.store import ImageStore

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = jpeg(photo(400, 300), quality=100)


def look(store: ImageStore, *contents: bytes) -> list[tuple[int, int, str | None]]:
    made = store.look_up({store.key(one): one for one in contents})
    return [(one.width, one.height, one.fault) for one in made.values()]


def copies(store: ImageStore, content: bytes = CONTENT) -> list[bytes]:
    key = store.key(content)
    made = store.look_up({key: content})[key]
    return [store.copy(key, number, content) for number in range(len(made.copies))]


@pytest.fixture
def forbid(monkeypatch: pytest.MonkeyPatch) -> object:
    """Return what makes every further copying of images fail."""

    def forbidden(*_: object) -> None:
        pytest.fail("an image is copied again")

    return lambda: monkeypatch.setattr(module, "copy_images", forbidden)


def disk(folder: Path, versions: str = "1") -> ImageStore:
    return ImageStore(str(folder), versions, writes=True)


def test_an_image_is_copied_once_in_a_process(forbid: object) -> None:
    store = ImageStore()
    before = copies(store)
    forbid()  # type: ignore[operator]
    assert len(before) == 2
    assert copies(store) == before
    assert copies(store, bytes(bytearray(CONTENT))) == before


def test_the_next_process_copies_nothing(tmp_path: Path, forbid: object) -> None:
    before = copies(disk(tmp_path))
    forbid()  # type: ignore[operator]
    assert copies(disk(tmp_path)) == before
    assert copies(ImageStore(str(tmp_path), "1")) == before


def test_faults_are_remembered(tmp_path: Path, forbid: object) -> None:
    assert look(disk(tmp_path), b"none", CONTENT) == [(0, 0, "unreadable"), (400, 300, None)]
    forbid()  # type: ignore[operator]
    assert look(disk(tmp_path), b"none", CONTENT) == [(0, 0, "unreadable"), (400, 300, None)]


@pytest.mark.parametrize("damage", [b"", b"x", b"sitegen-image 1 little 00000000 1 0\nx"])
@pytest.mark.parametrize("kind", ["image", "copy"])
def test_damaged_files_are_none(tmp_path: Path, kind: str, damage: bytes) -> None:
    before = copies(disk(tmp_path))
    for path in tmp_path.glob(f"{kind}-*"):
        path.write_bytes(damage or path.read_bytes()[:-1] + b"?")
    assert copies(disk(tmp_path)) == before


def test_files_of_another_program_or_folder_are_none(tmp_path: Path) -> None:
    copies(disk(tmp_path))
    for path in tmp_path.glob("copy-*"):
        path.write_bytes(path.read_bytes())
    assert copies(disk(tmp_path, "2")) == copies(ImageStore())


def test_only_a_store_that_writes_changes_the_disk(tmp_path: Path) -> None:
    copies(ImageStore(str(tmp_path), "1"))
    ImageStore(str(tmp_path), "1").tidy()
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_asked_for_goes_when_it_is_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = encoded(photo(64, 64), "PNG", compress_level=0)
    store = disk(tmp_path)
    copies(store, other)
    before = copies(store)
    (tmp_path / "stamp-1").touch()
    store.tidy()
    assert any(store.key(other) in path.name for path in tmp_path.iterdir())
    monkeypatch.setattr(module, "_UNUSED_BYTES", 0)
    store.tidy()
    assert not any(ImageStore().key(other) in path.name for path in tmp_path.iterdir())
    assert (tmp_path / "stamp-1").exists()
    assert copies(disk(tmp_path)) == before
