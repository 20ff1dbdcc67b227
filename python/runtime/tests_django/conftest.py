"""Fixtures: a PostgreSQL server, the library project, and the Pythons to run them with. See README.md."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .application import PROJECTS, Application, current_python
from .object_storage import run_object_storage
from .postgres_server import PostgresServer, run_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--django-python",
        action="append",
        default=[],
        help="Interpreter of an environment with Django; may be repeated. Default: pytest's own.",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "since_django(version, what): needs what came with that version.")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "python" in metafunc.fixturenames:
        pythons = metafunc.config.getoption("--django-python", default=[]) or [current_python()]
        absolute = [str(Path(python).absolute()) for python in pythons]
        names = [Path(python).parents[1].name for python in absolute]
        metafunc.parametrize("python", absolute, ids=names, scope="session")


@pytest.fixture(scope="session")
def django_version(python: str) -> tuple[int, int]:
    """Major and minor number of the Django that takes part."""
    command = [python, "-c", "import django; print(*django.VERSION[:2])"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    major, minor = shown.split()
    return int(major), int(minor)


@pytest.fixture(autouse=True)
def _skip_before_django(request: pytest.FixtureRequest) -> None:
    marker = request.node.get_closest_marker("since_django")
    if marker is not None:
        version, what = marker.args
        found = request.getfixturevalue("django_version")
        if found < version:
            # What this Django does not know cannot be tried with it: 6.1 needs Python 3.12, for instance.
            pytest.skip(f"{what} came with Django {version[0]}.{version[1]}, this is {found[0]}.{found[1]}")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    yield from run_server(tmp_path_factory.mktemp("postgres"))


@pytest.fixture(scope="module")
def object_storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Address and key of an object storage with an empty bucket, as variables of a stage."""
    yield from run_object_storage(tmp_path_factory.mktemp("storage"))


@pytest.fixture
def overlay(tmp_path: Path) -> dict[str, Any]:
    """What the local platform says of a stage."""
    return {
        "static_url": "/static/",
        "static_root": str(tmp_path / "stage" / "static"),
        "media_url": "/media/",
        "media_root": str(tmp_path / "stage" / "media"),
        "hosts": ["local.library.localhost", "127.0.0.1"],
        "origins": ["http://local.library.localhost:8040", "http://127.0.0.1:8040"],
        "mail_dir": str(tmp_path / "stage" / "mail"),
        "cache_table": "monolift_cache",
        "local_http": True,
        "connections": "persistent",
        "secret": True,
    }


@pytest.fixture
def library_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    shutil.copytree(PROJECTS / "library", folder, ignore=shutil.ignore_patterns("__pycache__", "*.sqlite3"))
    return folder


@pytest.fixture
def library(
    python: str, library_folder: Path, overlay: dict[str, Any], postgres: PostgresServer
) -> Application:
    """The library project in a stage with an empty database."""
    stage = {"DATABASE_URL": postgres.create_database(), "SECRET_KEY": "of-the-stage"}
    return Application(python, library_folder, overlay, stage)


@pytest.fixture(scope="session")
def migrated_databases(postgres: PostgresServer) -> dict[str, str]:
    """Names of migrated databases by Python, filled as tests ask for them."""
    return {}


@pytest.fixture
def migrated_library(
    library: Application, postgres: PostgresServer, migrated_databases: dict[str, str]
) -> Application:
    """The library project in a stage whose database is migrated, a copy of one that is made once."""
    if library.python not in migrated_databases:
        library.run("monolift:prepare-database").succeeded()
        library.run("monolift:migrate").succeeded()
        migrated_databases[library.python] = library.environment["DATABASE_URL"].rsplit("/", 1)[1]
    url = postgres.create_database(template=migrated_databases[library.python])
    return Application(
        library.python, library.folder, library.overlay, {**library.environment, "DATABASE_URL": url}
    )


@pytest.fixture(scope="session")
def made_files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """SQLite files that are made once, by Python and what is in them; under `folder` where they are kept."""
    return {("folder", ""): tmp_path_factory.mktemp("files")}


@pytest.fixture
def local_library(library: Application, made_files: dict[tuple[str, str], Path]) -> Application:
    """The same project as its author runs it: with its own settings on a SQLite file, migrated."""
    own = Application(library.python, library.folder)
    file, key = own.folder / "db.sqlite3", (own.python, "migrated")
    if key not in made_files:
        outcome = own.run("migrate", "-v", "0")
        assert outcome.exit_code == 0, outcome.stderr
        made_files[key] = Path(
            shutil.copy(file, made_files["folder", ""] / f"migrated-{len(made_files)}.sqlite3")
        )
    shutil.copy(made_files[key], file)
    return own


@pytest.fixture
def query(postgres: PostgresServer) -> Callable[[Application, str], list[tuple[Any, ...]]]:
    """Ask a stage's database."""

    def ask(application: Application, statement: str) -> list[tuple[Any, ...]]:
        return postgres.execute(statement, database=application.environment["DATABASE_URL"].rsplit("/", 1)[1])

    return ask
