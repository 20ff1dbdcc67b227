"""What happens before the first event: loading, warm-up, and what may go wrong there."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest
from worker_process import CONFORMANCE, Worker, function_url_event, running_worker

SETTINGS = """
SECRET_KEY = "only-for-tests"
ROOT_URLCONF = "site_urls"
ALLOWED_HOSTS = [".shop.example"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "empty.sqlite3"}}
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
SECURE_SSL_REDIRECT = False
"""
URLS = """
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("", lambda request: HttpResponse("home"))]
"""
HOST = {"host": "www.shop.example"}


@pytest.fixture
def project(tmp_path: Path, python: str):  # type: ignore[no-untyped-def]
    """Starts a worker on a project of a few files."""
    with contextlib.ExitStack() as stack:

        def start(files: dict[str, str] | None = None, **environment: str) -> Worker:
            for name, text in {"site_settings.py": SETTINGS, "site_urls.py": URLS, **(files or {})}.items():
                (tmp_path / name).write_text(text)
            return stack.enter_context(
                running_worker(
                    {
                        "MONOLIFT_PATH": str(tmp_path),
                        "MONOLIFT_APPLICATION": "monolift_runtime.django_application:wsgi",
                        "DJANGO_SETTINGS_MODULE": "site_settings",
                        **environment,
                    },
                    python=python,
                )
            )

        yield start


def failed(worker: Worker) -> tuple[str, Any]:
    """The type and the document of the init error; the worker has to end and ask for no event."""
    assert worker.wait() == 1
    assert worker.api.next_calls == 0
    ((headers, document),) = worker.api.init_errors
    return headers["lambda-runtime-function-error-type"], document


class TestInitErrors:
    @pytest.mark.parametrize(
        ("files", "kind", "message", "line"),
        [
            ({"site_settings.py": "import nowhere\n"}, "ModuleNotFoundError", "nowhere", "import nowhere"),
            ({"site_settings.py": "raise KeyError('DB')\n"}, "KeyError", "'DB'", "raise KeyError('DB')"),
            ({"site_settings.py": "import sys; sys.exit(4)\n"}, "SystemExit", "4", "sys.exit(4)"),
            ({"site_urls.py": "import nowhere\n"}, "ModuleNotFoundError", "nowhere", "import nowhere"),
            ({"site_urls.py": "urlpatterns = [\n"}, "SyntaxError", "site_urls.py", "urlpatterns = ["),
            ({"site_urls.py": ""}, "ImproperlyConfigured", "site_urls", ""),
            (
                {"site_settings.py": SETTINGS + "MIDDLEWARE = ['nowhere.Middleware']\n"},
                "ModuleNotFoundError",
                "nowhere",
                "",
            ),
            (
                {"site_settings.py": SETTINGS + "INSTALLED_APPS = ['nowhere']\n"},
                "ModuleNotFoundError",
                "nowhere",
                "",
            ),
        ],
        ids=["import", "exception", "exit", "urls import", "urls syntax", "no urls", "middleware", "apps"],
    )
    def test_a_project_that_cannot_be_loaded_is_an_init_error(
        self, project: Any, files: dict[str, str], kind: str, message: str, line: str
    ) -> None:
        worker = project(files)
        reported, document = failed(worker)
        assert reported == f"Runtime.{kind}"
        assert document["errorType"] == kind
        assert message in document["errorMessage"]
        trace = "".join(document["stackTrace"])
        assert line in trace
        assert "monolift_runtime/application.py" not in trace
        assert trace.strip() in worker.output

    @pytest.mark.parametrize("application", ["nowhere:application", "site_urls:nothing"])
    def test_an_application_that_is_not_there_is_an_init_error(self, project: Any, application: str) -> None:
        _, document = failed(project(MONOLIFT_APPLICATION=application))
        assert application.split(":")[application.endswith("nothing")] in document["errorMessage"]

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("MONOLIFT_APPLICATION", "application"),
            ("MONOLIFT_APPLICATION", ""),
            ("MONOLIFT_INTERFACE", "rack"),
            ("MONOLIFT_STREAM", "load-balancer"),
            ("MONOLIFT_WARMUP", "home"),
            ("MONOLIFT_PROXY_HOPS", "-1"),
        ],
    )
    def test_a_variable_that_means_nothing_is_named_with_its_value(
        self, project: Any, name: str, value: str
    ) -> None:
        reported, document = failed(project(**{name: value}))
        assert reported == "Runtime.ConfigurationError"
        assert name in document["errorMessage"]
        assert repr(value) in document["errorMessage"]

    def test_a_thread_that_the_project_started_does_not_keep_a_failed_worker(self, project: Any) -> None:
        settings = "import threading\nthreading.Timer(60, print).start()\nraise ValueError('x')\n"
        files = {"site_settings.py": settings}
        assert failed(project(files))[0] == "Runtime.ValueError"

    def test_lifespan_start_up_that_failed_is_an_init_error(self, project: Any) -> None:
        source = """
async def application(scope, receive, send):
    await receive()
    await send({"type": "lifespan.startup.failed", "message": "no broker"})
"""
        worker = project(
            {"app.py": source}, MONOLIFT_APPLICATION="app:application", MONOLIFT_INTERFACE="asgi"
        )
        assert failed(worker)[1]["errorMessage"] == "no broker"


class TestWarmUp:
    def test_the_first_event_finds_everything_loaded(self, project: Any) -> None:
        files = {
            "site_urls.py": URLS + "print('urls loaded', flush=True)\n",
            "counting.py": """
def middleware(get_response):
    def handle(request):
        print("asked for", request.path, request.get_host(), request.scheme, flush=True)
        return get_response(request)
    return handle
""",
            "site_settings.py": SETTINGS + "MIDDLEWARE = ['counting.middleware', *MIDDLEWARE]\n",
        }
        worker = project(files)
        worker.wait_until_idle(0)
        assert worker.output.splitlines() == [
            "urls loaded",
            "asked for /.well-known/monolift/warm-up shop.example https",
        ]

    def test_paths_may_be_chosen(self, project: Any) -> None:
        urls = (
            URLS
            + "print_path = lambda request: print(request.get_full_path(), flush=True) or HttpResponse('x')\n"
        )
        urls += "urlpatterns += [path('a/', print_path), path('b/', print_path)]\n"
        worker = project({"site_urls.py": urls}, MONOLIFT_WARMUP="/a/?x=1, /b/")
        worker.wait_until_idle(0)
        assert worker.output.splitlines() == ["/a/?x=1", "/b/"]

    def test_it_may_be_left_out(self, project: Any) -> None:
        files = {
            "site_urls.py": URLS.replace('""', '"<path:rest>"').replace(
                '"home"', 'print("asked", flush=True)'
            )
        }
        worker = project(files, MONOLIFT_WARMUP="")
        worker.wait_until_idle(0)
        assert worker.output == ""

    @pytest.mark.parametrize("debug", [False, True])
    @pytest.mark.parametrize("interface", ["wsgi", "asgi"])
    def test_a_database_without_tables_is_no_reason_to_fail(
        self, project: Any, interface: str, debug: bool
    ) -> None:
        files = {
            "site_settings.py": SETTINGS
            + f"DEBUG = {debug}\nINSTALLED_APPS = ['django.contrib.contenttypes']\n",
            "site_urls.py": """
from django.http import HttpResponse
from django.urls import path
from django.contrib.contenttypes.models import ContentType
from django.db import connection

def view(request, rest):
    ContentType.objects.count()

def state(request):
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    found = connection.in_atomic_block, connection.errors_occurred, connection.needs_rollback
    return HttpResponse(str(found))

urlpatterns = [path("state/", state), path("<path:rest>", view)]
""",
        }
        worker = project(
            files,
            MONOLIFT_INTERFACE=interface,
            MONOLIFT_APPLICATION=f"monolift_runtime.django_application:{interface}",
        )
        worker.wait_until_idle(0)
        assert worker.output == ""
        state = worker.invoke(function_url_event("/state/", headers=HOST))
        assert state.body == b"(False, False, False)"
        worker.invoke(function_url_event("/x", headers=HOST))
        worker.wait_until_idle(2)
        assert "no such table" in worker.output

    @pytest.mark.parametrize(
        "failure",
        ["raise SystemExit(1)", "raise ValueError", "import sys; print('x', file=sys.stderr); 1 / 0"],
    )
    def test_nothing_that_it_raises_ends_the_worker_or_is_logged(self, project: Any, failure: str) -> None:
        files = {
            "breaking.py": f"""
def middleware(get_response):
    def handle(request):
        if "warm-up" in request.path:
            {failure}
        return get_response(request)
    return handle
""",
            "site_settings.py": SETTINGS + "MIDDLEWARE = ['breaking.middleware']\n",
        }
        worker = project(files)
        assert worker.invoke(function_url_event("/", headers=HOST)).body == b"home"
        assert worker.output == ""

    def test_a_urlconf_that_asks_the_database_gets_its_chance_later(self, project: Any) -> None:
        """Before the first migration it can't be loaded, whoever serves it."""
        files = {
            "site_settings.py": SETTINGS + "INSTALLED_APPS = ['django.contrib.contenttypes']\n",
            "site_urls.py": """
from pathlib import Path
from django.contrib.contenttypes.models import ContentType
if not Path("migrated").exists():
    ContentType.objects.count()
"""
            + URLS,
        }
        worker = project(files)
        worker.wait_until_idle(0)
        assert "no such table" in worker.output
        assert "again at the first request" in worker.output
        assert "Traceback" not in worker.output
        # The worker's working folder is the task root.
        (Path(f"/proc/{worker.process.pid}/cwd").resolve() / "migrated").touch()
        assert worker.invoke(function_url_event("/", headers=HOST)).body == b"home"


def test_the_collector_is_on_again_and_does_not_look_at_what_was_loaded(project: Any) -> None:
    urls = URLS.replace('"home"', 'f"{gc.isenabled()} {gc.get_freeze_count() > 10000}"').replace(
        "from django.urls", "import gc\nfrom django.urls"
    )
    worker = project({"site_urls.py": urls})
    assert worker.invoke(function_url_event("/", headers=HOST)).body == b"True True"


def test_no_byte_code_is_written(project: Any, tmp_path: Path) -> None:
    project().wait_until_idle(0)
    assert not (tmp_path / "__pycache__").exists()


def test_database_connections_survive_between_requests(project: Any) -> None:
    files = {
        "site_settings.py": SETTINGS.replace('"NAME"', '"CONN_MAX_AGE": None, "NAME"'),
        "site_urls.py": """
from django.db import connection
from django.http import HttpResponse
from django.urls import path

def view(request):
    connection.ensure_connection()
    return HttpResponse(str(id(connection.connection)))

urlpatterns = [path("", view)]
""",
    }
    worker = project(files)
    bodies = {worker.invoke(function_url_event("/", headers=HOST)).body for _ in range(3)}
    assert len(bodies) == 1


def test_the_conformance_project_starts_silently(python: str) -> None:
    with running_worker(CONFORMANCE, python=python) as worker:
        worker.wait_until_idle(0)
        assert worker.output == ""


DEPTHS = """
import json, resource

def page_faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

def leaf():
    return None

def call_many_times():
    before = page_faults()
    for _ in range(300):
        leaf()
    return page_faults() - before

def at_depth(depth):
    return at_depth(depth - 1) if depth else call_many_times()

worst = max(at_depth(depth) for depth in range(400))

def application(environ, start_response):
    start_response("200 OK", [])
    return [str(worst).encode()]
"""


def test_no_depth_of_calls_maps_memory_again_and_again(tmp_path: Path, python: str) -> None:
    (tmp_path / "depths.py").write_text(DEPTHS)
    environment = {"MONOLIFT_PATH": str(tmp_path), "MONOLIFT_APPLICATION": "depths:application"}
    with running_worker(environment, python=python) as worker:
        assert int(worker.invoke(function_url_event("/")).body) < 100
