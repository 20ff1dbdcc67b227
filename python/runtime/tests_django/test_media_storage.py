"""Uploaded files in a bucket of the platform's own object storage, through Django's storage interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest

from .application import Application, write_files
from .object_storage import BUCKET

if TYPE_CHECKING:
    from pathlib import Path

SETUP = """
import django
django.setup()
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage as storage
"""


@pytest.fixture
def site(python: str, tmp_path: Path, overlay: dict[str, Any], object_storage: dict[str, str]) -> Application:
    """A project that says nothing of storages, in a stage with a bucket."""
    source = "SECRET_KEY = 'k'\nINSTALLED_APPS = []\nUSE_TZ = True\nDATABASES = {}\n"
    folder = write_files(
        tmp_path / "site", {"config/__init__.py": "", "config/settings.py": source, "manage.py": ""}
    )
    stage = {"DATABASE_URL": "postgresql://u:p@127.0.0.1:1/site", **object_storage}
    return Application(python, folder, {**overlay, "media_bucket": BUCKET}, stage, manage=None)


def run(site: Application, code: str) -> Any:
    return site.python_code(SETUP + code)


class TestMediaStorage:
    def test_keeps_what_is_uploaded(self, site: Application) -> None:
        code = """
name = storage.save("photos/日本 語.jpg", ContentFile(b"first"))
content = storage.open(name).read().decode()
result = [name, storage.exists(name), storage.size(name), content, storage.url(name)]
"""
        assert run(site, code) == [
            "photos/日本 語.jpg",
            True,
            5,
            "first",
            "/media/photos/%E6%97%A5%E6%9C%AC%20%E8%AA%9E.jpg",
        ]

    def test_gives_a_taken_name_to_nobody_else(self, site: Application) -> None:
        code = """
names = [storage.save("taken.txt", ContentFile(text)) for text in (b"one", b"two")]
# Two requests that chose the same name at one time: both saw that it was free.
chosen = "race.txt"
raced = [storage._save(chosen, ContentFile(text)) for text in (b"one", b"two")]
result = [len(set(names)), len(set(raced)), [storage.open(name).read().decode() for name in raced]]
"""
        assert run(site, code) == [2, 2, ["one", "two"]]

    def test_gives_links_to_the_bucket_where_no_door_leads_there(self, site: Application) -> None:
        site.overlay["media_links"] = "signed"
        code = """
name = storage.save("photos/日本 語+1.jpg", ContentFile(b"photo"))
result = [storage.url(name), storage.url(name), storage.url("never-there.txt")]
"""
        first, second, missing = run(site, code)
        # Signed in another second they would differ, and every page would fetch every picture again.
        assert first == second
        assert int(parse_qs(urlsplit(first).query)["X-Amz-Expires"][0]) == 5400
        with urlopen(first) as response:  # noqa: S310
            assert (response.read(), response.headers["Content-Type"]) == (b"photo", "image/jpeg")
        with pytest.raises(HTTPError):
            urlopen(missing)  # noqa: S310

    def test_deletes_and_lists(self, site: Application) -> None:
        code = """
for name in ("list/a.txt", "list/b/c.txt", "list/d.txt"):
    storage.save(name, ContentFile(b"x"))
storage.delete("list/d.txt")
storage.delete("list/never-there.txt")
folders, files = storage.listdir("list")
result = [folders, files, storage.exists("list/d.txt"), sorted(storage.listdir("")[0])]
"""
        folders, files, exists, top = run(site, code)
        assert (folders, files, exists) == (["b"], ["a.txt"], False)
        assert "list" in top

    def test_lists_more_than_a_page(self, site: Application) -> None:
        code = """
from concurrent.futures import ThreadPoolExecutor
def put(number):
    return storage.bucket.put(f"many/{number:04}", ContentFile(b""), "text/plain", replaces=True)
with ThreadPoolExecutor(8) as several:
    assert all(several.map(put, range(1005)))
files = storage.listdir("many")[1]
result = [len(files), len(set(files))]
"""
        assert run(site, code) == [1005, 1005]

    def test_opens_files_as_a_folder_would(self, site: Application) -> None:
        code = """
with storage.open("notes.txt", "w") as file:
    file.write("first\\n")
    file.write("次\\n")
with storage.open("notes.txt", "a") as file:
    file.write("third\\n")
with storage.open("notes.txt", "r") as file:
    lines = list(file)
with storage.open("notes.txt") as file:
    file.seek(6)
    rest = file.read()
    size = file.size
again = storage.open("notes.txt")
first = again.read(5)
again.close()
again.open()
firsts = [first, again.read(5), next(iter(again.chunks()))[:5]]
result = [lines, rest.decode(), size, *(text.decode() for text in firsts)]
"""
        lines, rest, size, *firsts = run(site, code)
        assert lines == ["first\n", "次\n", "third\n"]
        assert (rest, size, firsts) == ("次\nthird\n", 16, ["first"] * 3)

    def test_a_missing_file_is_a_missing_file(self, site: Application) -> None:
        code = """
result = []
for ask in (storage.open, storage.size, storage.get_modified_time):
    try:
        ask("nowhere.txt")
    except FileNotFoundError as error:
        result.append("nowhere.txt" in str(error))
"""
        assert run(site, code) == [True, True, True]

    def test_knows_when_a_file_was_written(self, site: Application) -> None:
        code = """
from datetime import datetime, timezone
name = storage.save("when.txt", ContentFile(b"x"))
age = datetime.now(timezone.utc) - storage.get_modified_time(name)
result = [storage.get_modified_time(name).tzinfo is not None, abs(age.total_seconds()) < 60]
"""
        assert run(site, code) == [True, True]

    def test_sends_a_large_file_and_reads_it_back(self, site: Application) -> None:
        code = """
import hashlib, tempfile
with tempfile.TemporaryFile() as large:
    for number in range(40):
        large.write(bytes([number]) * 1024 * 1024)
    name = storage.save("large.bin", File(large, "large.bin"))
digest = hashlib.sha256()
for chunk in storage.open(name).chunks():
    digest.update(chunk)
wanted = hashlib.sha256(b"".join(bytes([number]) * 1024 * 1024 for number in range(40)))
result = [storage.size(name), digest.digest() == wanted.digest()]
"""
        assert run(site, code) == [40 * 1024 * 1024, True]

    def test_reads_a_large_file_from_anywhere_without_a_copy(self, site: Application) -> None:
        code = """
import tempfile
with tempfile.TemporaryFile() as large:
    for number in range(20):
        large.write(bytes([number]) * 1024 * 1024)
    name = storage.save("jumps.bin", File(large, "jumps.bin"))
file = storage.open(name)
found = []
for position in (19 * 1024 * 1024 + 5, 3 * 1024 * 1024, 0):
    file.seek(position)
    found.append(file.read(1)[0])
file.seek(-1, 2)
found.append(file.read()[0])
storage.delete(name)
storage.bucket.put(name, ContentFile(b"x" * 21_000_000), "text/plain", replaces=True)
file.seek(0)
try:
    file.read(1)
except OSError as error:
    found.append(error.status)
result = found
"""
        assert run(site, code) == [19, 3, 0, 19, 412]

    def test_takes_text_and_what_cannot_be_read_twice(self, site: Application) -> None:
        code = """
class Pipe:
    closed = False
    def __init__(self): self.left = [b"from ", b"a pipe"]
    def read(self, size=-1): return self.left.pop(0) if self.left else b""
    def seekable(self): return False
text = storage.save("text.txt", ContentFile("größe"))
piped = storage.save("piped.txt", File(Pipe(), "piped.txt"))
result = [storage.open(text).read().decode(), storage.open(piped).read().decode()]
"""
        assert run(site, code) == ["größe", "from a pipe"]

    def test_says_what_to_do_instead_of_a_path(self, site: Application) -> None:
        code = """
try:
    storage.path("photo.jpg")
except NotImplementedError as error:
    result = str(error)
"""
        assert "copy it to /tmp" in run(site, code)

    @pytest.mark.parametrize("name", ["../outside.txt", "/etc/passwd", "a/../../b"])
    def test_refuses_names_that_lead_out(self, site: Application, name: str) -> None:
        code = f"""
from django.core.exceptions import SuspiciousFileOperation
try:
    storage.open({name!r})
    result = "opened"
except SuspiciousFileOperation:
    result = "refused"
"""
        assert run(site, code) == "refused"

    def test_says_what_s3_refused(self, site: Application) -> None:
        site.environment["AWS_SECRET_ACCESS_KEY"] = "wrong"
        code = """
try:
    storage.listdir("")
except OSError as error:
    result = [error.status, error.code, "wrong" in str(error)]
"""
        assert run(site, code) == [403, "SignatureDoesNotMatch", False]

    def test_survives_a_connection_that_was_closed_while_frozen(self, site: Application) -> None:
        code = """
storage.save("before.txt", ContentFile(b"x"))
storage.bucket._connections.held[1].sock.shutdown(2)
result = storage.open(storage.save("after.txt", ContentFile(b"y"))).read().decode()
"""
        assert run(site, code) == "y"

    def test_an_address_costs_no_request(self, site: Application) -> None:
        site.environment["AWS_ENDPOINT_URL_S3"] = "http://127.0.0.1:9"
        assert run(site, "result = storage.url('a b.jpg')") == "/media/a%20b.jpg"


class TestLargeFiles:
    code = """
from django.http import FileResponse
from django.test import RequestFactory
from monolift_runtime.storage.large_files import large_files
name = storage.save("reports/2026.pdf", ContentFile(b"%PDF" * 1000))
def view(request):
    response = FileResponse(storage.open(name), as_attachment=True, filename="報告.pdf")
    response.set_cookie("seen", "1")
    return response
request = getattr(RequestFactory(), METHOD)("/report/", HTTP_HOST="local.library.localhost:8040")
answer = large_files(view)(request)
"""

    def answer(self, site: Application, limit: int | None, method: str = "get") -> Any:
        # S3's protocol is spoken below this path of the stage's own address.
        site.overlay = {**site.overlay, "storage_path": "/_monolift/s3", "large_response_bytes": limit}
        tell = """
result = [answer.status_code, answer.get("Location"), answer.get("Content-Length"), "seen" in answer.cookies]
"""
        return run(site, self.code.replace("METHOD", repr(method)) + tell)

    def test_lead_to_the_bucket_on_the_same_host(self, site: Application) -> None:
        """(parity: large-files)"""
        status, location, _, cookie = self.answer(site, 1000)
        assert (status, cookie) == (302, True)
        assert location.startswith("http://local.library.localhost:8040/_monolift/s3/media/reports/2026")
        parameters = parse_qs(urlsplit(location).query)
        assert parameters["response-content-type"] == ["application/pdf"]
        assert "attachment" in parameters["response-content-disposition"][0]
        assert parameters["X-Amz-Expires"] == ["300"]

    def test_can_be_read_at_the_signed_address_and_nowhere_else(self, site: Application) -> None:
        tell = """
from monolift_runtime.storage.endpoint import endpoint_of
result = endpoint_of("media").sign_address(name, {"response-content-type": "text/plain"}, 60)
"""
        address = run(site, self.code.replace("METHOD", "'get'") + tell)
        with urlopen(address) as answer:  # noqa: S310
            assert (answer.headers["Content-Type"], len(answer.read())) == ("text/plain", 4000)
        with pytest.raises(HTTPError, match="403"):
            urlopen(address.replace("text%2Fplain", "text%2Fhtml"))  # noqa: S310

    @pytest.mark.parametrize("limit", [4000, None])
    def test_are_sent_when_they_are_small_or_all_shall_be(self, site: Application, limit: int | None) -> None:
        assert self.answer(site, limit)[:3] == [200, None, "4000"]

    def test_are_described_without_a_redirect(self, site: Application) -> None:
        assert self.answer(site, 0, "head")[:3] == [200, None, "4000"]
