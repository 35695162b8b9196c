"""Of what a visitor uploads the last files are kept, and no more."""

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.stats import CACHE_MEMORY_FAMILY
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from pages.frame.assets import LIMITS
from pages.server import streamlit_internals

streamlit_internals.check()  # mends the manager


def upload(manager: MemoryUploadedFileManager, session: str, name: str) -> None:
    manager.add_file(session, UploadedFileRec(name, f"{name}.png", "image/png", bytes(1000)))


def test_of_sixty_files_the_last_are_kept_and_the_others_give_their_memory_back():
    manager = MemoryUploadedFileManager("/upload")
    upload(manager, "another", "first")
    names = [str(n) for n in range(60)]
    for name in names:
        upload(manager, "one", name)
    kept = names[-LIMITS["kept_uploads"] :]
    assert [file.file_id for file in manager.get_files("one", names)] == kept
    assert [file.file_id for file in manager.get_files("another", ["first"])] == ["first"], "each visitor has their own"
    [stat] = manager.get_stats()[CACHE_MEMORY_FAMILY]
    assert stat.byte_length == 1000 * (len(kept) + 1)


def test_a_file_sent_again_is_one_file():
    manager = MemoryUploadedFileManager("/upload")
    for name in ("first", "second", "second", "second"):
        upload(manager, "one", name)
    assert len(manager.get_files("one", ["first", "second"])) == 2
