"""Files that a browser sends straight to the platform's own object storage, instead of in a form."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .application import PROJECTS, Application
from .object_storage import BUCKET

LIMIT = 100 * 1024 * 1024

SETUP = """
from shelf.as_a_browser import *
"""


@pytest.fixture
def site(python: str, object_storage: dict[str, str]) -> Application:
    """A project that knows nothing of direct uploads, in a stage with a bucket."""
    overlay = {"media_bucket": BUCKET, "media_url": "/media/", "upload_limit_bytes": LIMIT}
    return Application(python, PROJECTS / "shelf", overlay, object_storage.copy(), manage=None)


def run(site: Application, code: str) -> Any:
    return site.python_code(SETUP + code)


class TestUploads:
    def test_a_form_carries_a_reference_and_the_view_finds_the_file(self, site: Application) -> None:
        code = """
client = open_page()
references = [send(client, b"a" * 5_000_000, type="text/x-a"), send(client, b"b" * 6_000_000)]
waited = len(waiting())
answer = submit(client, references[0], SimpleUploadedFile("small.txt", b"small"), references[1]).json()
kept = [storage.open(name) for name in answer["names"]]
result = [waited, len(waiting()), answer, [[file.size, file.read(2).decode()] for file in kept],
    list(Document.objects.order_by("pk").values_list("kind", flat=True)),
    ".monolift" in storage.listdir("")[0]]
"""
        waited, left, answer, kept, kinds, is_shown = run(site, code)
        assert (waited, left, is_shown) == (2, 0, False)
        assert answer["posted"] == ["csrfmiddlewaretoken", "title"]
        names = answer["names"]
        assert [name.split("/")[0] for name in names] == ["documents"] * 3
        assert "report" in names[0]
        assert "small" in names[1]
        assert len(set(names)) == 3
        assert kept == [[5_000_000, "aa"], [5, "sm"], [6_000_000, "bb"]]
        assert kinds == ["text/x-a", "text/plain", "text/plain"]

    def test_a_view_reads_it_like_any_uploaded_file(self, site: Application) -> None:
        code = """
client = open_page()
result = submit(client, send(client, b"abc" + b"d" * 9_000_000), to="/look/").json()["found"]
discard_all()
"""
        assert run(site, code) == ["abc", 9_000_003, 9_000_003, "report.txt", "abc"]

    def test_large_files_go_in_parts_in_any_order_and_again(self, site: Application) -> None:
        code = """
client = open_page()
content = b"".join(bytes([number]) * 1024 * 1024 for number in range(40))
begun = ask(client, "begin", field="file", size=len(content), type="video/mp4")
size = begun["partBytes"]
def send_part(number, body=None):
    url = ask(client, "part", reference=begun["reference"], number=number)["url"]
    return fetch(url, content[(number - 1) * size : number * size] if body is None else body, "PUT")
sent = [send_part(3), send_part(1), send_part(2, b"x")]
missing = ask(client, "finish", reference=begun["reference"])["missing"]
sent += [send_part(number) for number in missing]
finished = [ask(client, "finish", reference=begun["reference"])["missing"] for _ in range(2)]
name = submit(client, begun["reference"]).json()["names"][0]
result = [sent, missing, finished, storage.open(name).read() == content, waiting(),
    ask(client, "part", reference=begun["reference"], number=4)["status"]]
"""
        assert run(site, code) == [[200, 200, 403, 200], [2], [[], []], True, [], 400]

    def test_what_is_given_up_leaves_nothing(self, site: Application) -> None:
        code = """
from monolift_runtime.storage.multipart import list_uploads
client = open_page()
begun = ask(client, "begin", field="file", size=50_000_000, type="")
before = len(list(list_uploads(storage.bucket, ".monolift/")))
cancelled = [ask(client, "cancel", reference=begun["reference"])["status"] for _ in range(2)]
small = send(client, b"x" * 5_000_000)
cancelled.append(ask(client, "cancel", reference=small)["status"])
result = [before, len(list(list_uploads(storage.bucket, ".monolift/"))), cancelled, waiting()]
"""
        assert run(site, code) == [1, 0, [200, 200, 200], []]

    def test_an_error_of_the_view_loses_nothing(self, site: Application) -> None:
        code = """
client = open_page()
reference = send(client, b"x" * 5_000_000)
urls.broken.append(True)
first = submit(client, reference).status_code
urls.broken.clear()
second = submit(client, reference)
result = [first, second.status_code, storage.size(second.json()["names"][0]), waiting()]
"""
        assert run(site, code) == [500, 200, 5_000_000, []]

    def test_a_name_that_another_request_took_meanwhile_stays_with_it(self, site: Application) -> None:
        code = """
client = open_page()
file = pending_file(client, b"y" * 5_000_000)
storage.bucket.put("race.txt", ContentFile(b"first"), "text/plain", replaces=True)
name = storage._save("race.txt", file)
result = [name != "race.txt", storage.bucket.read("race.txt").decode(), storage.size(name)]
discard_all()
"""
        assert run(site, code) == [True, "first", 5_000_000]

    @pytest.mark.since_django((4, 0), "An asynchronous test client that can send files")
    def test_under_asgi(self, site: Application) -> None:
        code = """
import asyncio
client = open_page()
reference = send(client, b"x" * 5_000_000)
async def go():
    other = AsyncClient(raise_request_exception=False)
    other.cookies = client.cookies
    answer = await other.post("/later/", {"file": [reference_file(reference)]})
    script = await other.get("/_monolift/uploads.js")
    refused = await other.post("/later/", {"file": [reference_file(reference + "x")]})
    return [answer.json()["names"], script.status_code, refused.status_code, refused.content.decode()]
result = asyncio.run(go())
discard_all()
"""
        names, script, refused, text = run(site, code)
        assert (names, script, refused) == (["report.txt"], 200, 400)
        assert "Nothing was saved" in text

    def test_an_image_field_is_validated_and_measured(self, site: Application) -> None:
        seen = run(site, "from shelf.images import result")
        assert seen == {"good": True, "bad": False, "size": [1500, 1200], "is_same": True}

    def test_rest_framework_finds_the_file_too(self, site: Application) -> None:
        good, bad = run(site, "from shelf.rest import result")
        assert good == [200, {"size": 5_000_000, "title": "t"}]
        assert bad[0] == 400
        assert "forged" in json.dumps(bad[1])


class TestRefusals:
    @pytest.mark.parametrize(
        ("change", "word"),
        [
            ("reference = reference[:-2] + 'xx'", "another browser"),
            ("reference = 'x' * 9000", "another browser"),
            ("client = open_page()", "another browser"),
            ("reference = send(client, b'x' * 5_000_000, field='other')", "another field"),
            ("discard_all()", "not in the bucket"),
            (
                "reference = ask(client, 'begin', field='file', size=5_000_000, type='')['reference']",
                "not in the bucket",
            ),
            (
                "import monolift_runtime.uploads.reference as r; r._GOOD_FOR_SECONDS = -1",
                "12 hours",
            ),
            ("os.environ['AWS_ENDPOINT_URL_S3'] = 'http://127.0.0.1:9'", "does not answer"),
        ],
    )
    def test_a_reference_that_does_not_count(self, site: Application, change: str, word: str) -> None:
        code = f"""
client = open_page()
reference = send(client, b"x" * 5_000_000)
address = os.environ["AWS_ENDPOINT_URL_S3"]
{change}
answer = submit(client, reference, HTTP_ACCEPT="text/html")
result = [answer.status_code, answer.content.decode(), Document.objects.count()]
os.environ["AWS_ENDPOINT_URL_S3"] = address
discard_all()
"""
        status, text, count = run(site, code)
        assert (status, count) == (400, 0)
        assert word in text
        assert "choose the file again" in text

    def test_is_explained_in_the_user_s_language(self, site: Application) -> None:
        code = """
client = open_page()
result = [submit(client, "x", HTTP_ACCEPT_LANGUAGE=language, HTTP_ACCEPT="text/html").content.decode()
    for language in ("ja", "ko", "fr")]
"""
        japanese, korean, other = run(site, code)
        assert "ファイルを選び直して" in japanese
        assert "파일을 다시 선택한" in korean
        assert "Nothing was saved" in other

    def test_nobody_may_begin_without_a_token_or_with_too_much(self, site: Application) -> None:
        code = """
client = open_page()
def begin(**data):
    return ask(client, "begin", **{"field": "file", "size": 5_000_000, "type": "", **data})
limit = settings.MONOLIFT_UPLOAD_LIMIT_BYTES
seen = [begin(size=limit)["status"], begin(size=limit + 1)]
seen += [begin(size=0)["status"], begin(size="x")["status"]]
seen += [begin(size=limit)["status"], begin()["error"]]
client.token = "x" * 64
seen += [begin()["status"], client.get("/_monolift/uploads/begin").status_code]
seen.append(client.post("/_monolift/uploads/else").status_code)
result = seen
"""
        too_large = {"status": 413, "error": "too-large", "limit": LIMIT}
        assert run(site, code) == [200, too_large, 413, 400, 200, "too-many", 403, 404, 404]

    def test_users_have_an_allowance_of_their_own(self, site: Application) -> None:
        code = """
User.objects.create_superuser("ann", "", "pw")
client = open_page()
def begin():
    return ask(client, "begin", field="file", size=settings.MONOLIFT_UPLOAD_LIMIT_BYTES, type="")["status"]
seen = [begin() for _ in range(3)]
client.login(username="ann", password="pw")
open_page(client)
result = [*seen, begin(), begin(), begin()]
"""
        assert run(site, code) == [200, 200, 429, 200, 200, 200]

    def test_a_project_that_wants_a_log_in_everywhere_wants_it_here(self, site: Application) -> None:
        code = """
client = open_page()
wanted = "django.contrib.auth.middleware.LoginRequiredMiddleware"
settings.MIDDLEWARE = [*settings.MIDDLEWARE, wanted]
result = ask(client, "begin", field="file", size=5_000_000, type="")["error"]
"""
        # A middleware of Django 5.1; the handler of this client was made before.
        assert run(site, code) == "denied"

    def test_the_bucket_takes_no_other_key_size_or_type(self, site: Application) -> None:
        code = """
client = open_page()
begun = ask(client, "begin", field="file", size=5_000_000, type="image/png")
content = b"x" * 5_000_000
changed = {"key": "documents/mine.txt"}, {"Content-Type": "text/html"}
result = [*(send_form(begun, b"x", **change) for change in changed), send_form(begun, content + b"x"),
    send_form(begun, content[1:]), waiting(), send_form(begun, content)]
discard_all()
"""
        assert run(site, code) == [403, 403, 400, 400, [], 204]

    def test_what_no_form_has_claimed_goes_after_a_day(self, site: Application) -> None:
        code = """
from monolift_runtime.storage.multipart import begin_upload, list_uploads
from monolift_runtime.uploads import pending
old, young = ".monolift/pending/2020010100/a", pending.new_key()
def leave(*keys):
    for key in keys:
        storage.bucket.put(key, ContentFile(b"x"), "text/plain", replaces=True)
        begin_upload(storage.bucket, key, "text/plain")
leave(old, young)
client = open_page()
begin = lambda: ask(client, "begin", field="file", size=5_000_000, type="")["status"]
uploads = lambda: {key for key, _ in list_uploads(storage.bucket, ".monolift/")}
seen = [begin(), waiting() == [young], old in uploads(), young in uploads()]
leave(old)
result = [*seen, begin(), len(waiting())]
discard_all()
"""
        # The second time, this sandbox has looked within the hour.
        assert run(site, code) == [200, True, False, True, 200, 2]


class TestScript:
    def test_is_in_the_admin_s_forms_with_files_and_nowhere_else(self, site: Application) -> None:
        code = """
User.objects.create_superuser("ann", "", "pw")
client = Client()
client.login(username="ann", password="pw")
pages = [client.get(path).content.decode() for path in
    ("/admin/shelf/document/add/", "/admin/auth/group/add/", "/admin/shelf/document/")]
address = pages[0].split('src="/_monolift/')[1].split('"')[0]
answers = [client.get("/_monolift/" + address), client.get("/_monolift/uploads.js")]
answers.append(client.get("/_monolift/uploads.js", HTTP_IF_NONE_MATCH=answers[0]["ETag"]))
result = [["/_monolift/uploads.js" in page for page in pages], [answer.status_code for answer in answers],
    [answer["Cache-Control"] for answer in answers], answers[0]["Content-Type"]]
"""
        shown, statuses, caching, content_type = run(site, code)
        assert (shown, statuses) == ([True, False, False], [200, 200, 304])
        hour = "public, max-age=3600"
        assert caching == ["public, max-age=31536000, immutable", hour, hour]
        assert content_type == "text/javascript; charset=utf-8"

    def test_is_not_there_where_uploads_are_switched_off(self, site: Application) -> None:
        site.overlay = {"media_bucket": BUCKET, "media_url": "/media/"}
        code = """
script = Client().get("/_monolift/uploads.js").status_code
result = [script, len(settings.MIDDLEWARE), len(settings.FILE_UPLOAD_HANDLERS)]
"""
        assert run(site, code) == [404, 5, 2]
