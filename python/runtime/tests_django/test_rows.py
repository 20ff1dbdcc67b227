"""Rows of a SQLite file come along into PostgreSQL."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .application import Application, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    Query = Callable[[Application, str], list[tuple[Any, ...]]]

#: Makes rows of every model by way of the application, with values that are easily lost.
FILL = """
import django; django.setup()
import datetime, decimal, uuid
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sites.models import Site
from django.utils import timezone
from django.conf import settings
from catalog.models import *

moment = datetime.datetime(2024, 2, 29, 23, 30, 0, 123456)
if settings.USE_TZ:
    moment = moment.replace(tzinfo=datetime.timezone.utc)
# Ids that differ from those of a database made today, as they do where applications came and went.
ContentType.objects.filter(app_label="catalog").delete()
ContentType.objects.create(app_label="gone", model="gone").delete()
subject = ContentType.objects.get_for_model(Genre)
Site.objects.filter(pk=1).update(domain="library.example.com", name="ライブラリ")
group = Group.objects.create(name="Librarians")
group.permissions.set(Permission.objects.filter(codename__contains="user"))
user = User.objects.create_user("mori", "mori@example.com", "secret")
user.groups.add(group)
child = Genre(code="haiku", parent_id="poetry")
Genre.objects.bulk_create([child, Genre(code="poetry")])
Genre.objects.create(code="self", parent_id=None)
Genre.objects.filter(code="self").update(parent_id="self")
shelf = Shelf.objects.create(name="A", capacity=9)
hidden = Shelf(name="B", is_hidden=True)
hidden.save()
Place.objects.create(name="only a place")
author = Author.objects.create(name="芭蕉" * 10, user=user)
book = Book(
    title="奥の細道", genre=child, shelf=shelf, is_lent=True, is_rare=None,
    printed_on=datetime.date(1702, 1, 1), opens_at=datetime.time(9, 30, 15),
    price=decimal.Decimal("123456.70"), weight=0.1,
    reading_time=datetime.timedelta(days=1, microseconds=5),
    facts={"a": [1, None, "é\\\\u0000"], "b": True},
    cover=bytes(range(256)), file="books/oku.pdf", address="2001:db8::1", pages=-2147483648,
)
Book.objects.bulk_create([book])
book = Book.objects.get()
Book.objects.filter(pk=book.pk).update(added_at=moment, changed_at=moment)
Contribution.objects.create(book=book, author=author, share=70)
book.readers.add(user)
Note.objects.create(content_type=subject, object_id="haiku", text="long " * 5000)
"""

READ = """
import django; django.setup()
from django.contrib.auth.models import Permission, User
from django.contrib.sites.models import Site
from catalog.models import *
from django.db.models import QuerySet

def rows(model):
    fields = [f.attname for f in model._meta.local_concrete_fields]
    return [
        [bytes(v).hex() if isinstance(v, (bytes, memoryview)) else repr(v) for v in row]
        for row in QuerySet(model=model).order_by("pk").values_list(*fields)
    ]

from django.apps import apps
result = {
    m._meta.label: rows(m)
    for m in apps.get_models(include_auto_created=True)
    if m._meta.managed and not m._meta.proxy
}
"""


@pytest.fixture
def file(local_library: Application, made_files: dict[tuple[str, str], Path]) -> Path:
    """The SQLite file of the library, with rows; made once and copied."""
    file = local_library.folder / "db.sqlite3"
    key = local_library.python, "filled"
    if key not in made_files:
        local_library.python_code(f"{FILL}\nresult = 1", with_overlay=False)
        made_files[key] = Path(
            shutil.copy(file, made_files["folder", ""] / f"filled-{len(made_files)}.sqlite3")
        )
    shutil.copy(made_files[key], file)
    return file


@pytest.fixture
def empty_file(local_library: Application) -> Path:
    return local_library.folder / "db.sqlite3"


def bring(application: Application, file: Path, *arguments: str) -> Outcome:
    return application.run("monolift:rows", "--from", str(file), *arguments)


def change(file: Path, *statements: str) -> None:
    connection = sqlite3.connect(file)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


ADD_BOOK = (
    "INSERT INTO catalog_book (id, title, is_lent, added_at, changed_at, facts) "
    "VALUES (7, 'x', 0, '2024-01-01 00:00:00', '2024-01-01 00:00:00', '{}')"
)


class TestRowsComeAlong:
    def test_with_every_kind_of_value_as_it_was(
        self, migrated_library: Application, local_library: Application, file: Path, query: Query
    ) -> None:
        outcome = bring(migrated_library, file, "--fresh")
        answer = outcome.succeeded()
        before = local_library.python_code(READ, with_overlay=False)
        after = migrated_library.python_code(READ)
        assert set(before) == set(after)
        for model, rows in before.items():
            assert sorted(after[model]) == sorted(rows), model
        assert sum(len(rows) for rows in after.values()) == answer["rows"]
        assert query(migrated_library, "SELECT changed_at::text FROM catalog_book") == [
            ("2024-02-29 23:30:00.123456+00",)
        ]
        assert [line["event"] for line in outcome.lines[:-1]] == ["table"] * len(answer["tables"])
        counts = {table["table"]: table["rows"] for table in answer["tables"]}
        assert (counts["catalog_place"], counts["catalog_shelf"], counts["catalog_genre"]) == (3, 2, 3)
        assert counts["catalog_book_readers"] == counts["auth_user_groups"] == 1
        assert answer["leftBehind"] == answer["columnsLeftBehind"] == answer["movedTimes"] == []

    def test_and_new_rows_follow_them(self, migrated_library: Application, file: Path) -> None:
        # SQLite remembers the largest id it ever gave, also when that row is gone.
        change(file, "UPDATE sqlite_sequence SET seq = 41 WHERE name = 'catalog_place'")
        bring(migrated_library, file, "--fresh").succeeded()
        code = """
import django; django.setup()
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from catalog.models import Note, Place
result = [
    Place.objects.create(name="next").pk, User.objects.create(username="next").pk,
    type(Note.objects.get().subject).__name__, Note.objects.get().subject.pk,
    User.objects.get(username="mori").check_password("secret"),
    ContentType.objects.get_for_model(Note).pk > 0,
]
"""
        assert migrated_library.python_code(code) == [42, 2, "Genre", "haiku", True, True]

    def test_with_local_times_where_the_project_has_no_time_zones(
        self, migrated_library: Application, local_library: Application, query: Query
    ) -> None:
        zone = {"LIBRARY_USE_TZ": "0", "LIBRARY_TIME_ZONE": "Europe/Paris", "PYTHONWARNINGS": "ignore"}
        local_library.environment.update(zone)
        migrated_library.environment.update(zone)
        local_library.python_code(f"{FILL}\nresult = 1", with_overlay=False)
        file = local_library.folder / "db.sqlite3"
        change(file, ADD_BOOK, "UPDATE catalog_book SET added_at = '2024-03-31 02:30:00' WHERE id = 7")
        answer = bring(migrated_library, file, "--fresh").succeeded()
        assert answer["movedTimes"] == [{"table": "catalog_book", "column": "added_at", "rows": 1}]
        shown = query(
            migrated_library,
            "SELECT (changed_at AT TIME ZONE 'Europe/Paris')::text FROM catalog_book ORDER BY id",
        )
        assert shown == [("2024-02-29 23:30:00.123456",), ("2024-01-01 00:00:00",)]

    def test_in_batches(self, migrated_library: Application, empty_file: Path, query: Query) -> None:
        connection = sqlite3.connect(empty_file)
        with connection:
            connection.executemany(
                "INSERT INTO catalog_place (name, is_hidden) VALUES (?, ?)",
                ((f"place {n}", n % 2) for n in range(2501)),
            )
        connection.close()
        bring(migrated_library, empty_file, "--fresh").succeeded()
        assert query(migrated_library, "SELECT count(*), max(id) FROM catalog_place") == [(2501, 2501)]


class TestTheFile:
    def test_is_not_changed_and_gets_no_company(self, migrated_library: Application, file: Path) -> None:
        before = file.read_bytes()
        file.chmod(stat.S_IRUSR)
        around = sorted(path.name for path in file.parent.iterdir())
        bring(migrated_library, file, "--fresh").succeeded()
        assert file.read_bytes() == before
        assert sorted(path.name for path in file.parent.iterdir()) == around

    def test_may_be_in_write_ahead_mode(
        self, migrated_library: Application, file: Path, query: Query
    ) -> None:
        change(file, "PRAGMA journal_mode = wal")
        around = sorted(path.name for path in file.parent.iterdir())
        bring(migrated_library, file, "--fresh").succeeded()
        assert sorted(path.name for path in file.parent.iterdir()) == around
        assert query(migrated_library, "SELECT count(*) FROM catalog_place") == [(3,)]

    def test_may_be_in_use_in_write_ahead_mode(
        self, migrated_library: Application, file: Path, query: Query
    ) -> None:
        server = sqlite3.connect(file, isolation_level=None)
        server.execute("PRAGMA journal_mode = wal")
        server.execute("PRAGMA wal_autocheckpoint = 0")
        server.execute("INSERT INTO catalog_place (name, is_hidden) VALUES ('committed', 0)")
        server.execute("BEGIN")
        server.execute("INSERT INTO catalog_place (name, is_hidden) VALUES ('not committed', 0)")
        bring(migrated_library, file, "--fresh").succeeded()
        server.execute("COMMIT")
        server.close()
        assert query(migrated_library, "SELECT name FROM catalog_place WHERE name LIKE '%committed'") == [
            ("committed",)
        ]

    def test_may_have_been_left_by_a_process_that_died_while_writing(
        self, migrated_library: Application, file: Path, query: Query
    ) -> None:
        writer = (
            "import os, sqlite3, sys\n"
            "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
            "connection.execute('PRAGMA cache_size = 1')\n"
            "connection.execute('PRAGMA cache_spill = 1')\n"
            "connection.execute('BEGIN')\n"
            "connection.execute(\"UPDATE catalog_place SET name = 'half'\")\n"
            "connection.executemany('INSERT INTO catalog_place (name, is_hidden) VALUES (?, 0)', "
            "(('x' * 40,) for _ in range(20000)))\n"
            "os._exit(1)\n"
        )
        subprocess.run([migrated_library.python, "-c", writer, str(file)], check=False)
        journal = Path(f"{file}-journal")
        assert journal.stat().st_size > 0
        before = file.read_bytes(), journal.read_bytes()
        bring(migrated_library, file, "--fresh").succeeded()
        assert (file.read_bytes(), journal.read_bytes()) == before
        assert query(migrated_library, "SELECT count(*) FROM catalog_place WHERE name = 'half'") == [(0,)]

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (None, "rows-file-missing"),
            (b"not a database at all", "rows-not-sqlite"),
            (b"", "rows-not-sqlite"),
        ],
    )
    def test_has_to_be_one(
        self, migrated_library: Application, tmp_path: Path, content: bytes | None, code: str
    ) -> None:
        path = tmp_path / "データ base#1?.sqlite3"
        if content is not None:
            path.write_bytes(content)
        error = bring(migrated_library, path).error
        assert error["code"] == code
        assert str(path) in error["message"]

    def test_may_have_any_name(self, migrated_library: Application, file: Path) -> None:
        renamed = file.rename(file.with_name("データ 50%#1?.sqlite3"))
        bring(migrated_library, renamed, "--fresh").succeeded()

    def test_has_to_be_django_s(self, migrated_library: Application, tmp_path: Path) -> None:
        change(tmp_path / "other.sqlite3", "CREATE TABLE things (id)")
        assert bring(migrated_library, tmp_path / "other.sqlite3").error["code"] == "rows-not-django"


class TestMigrations:
    def test_that_the_file_lacks_are_named(self, migrated_library: Application, file: Path) -> None:
        change(file, "DELETE FROM django_migrations WHERE app = 'catalog'")
        error = bring(migrated_library, file).error
        assert error["code"] == "rows-migrations-differ"
        assert (error["missing"], error["extra"]) == ([{"app": "catalog", "name": "0001_initial"}], [])

    def test_that_the_code_lacks_are_named(self, migrated_library: Application, file: Path) -> None:
        insert = "INSERT INTO django_migrations (app, name, applied) VALUES"
        change(
            file,
            f"{insert} ('catalog', '0002_more', '2024-01-01')",
            f"{insert} ('uninstalled', '0001', '2024-01-01')",
        )
        error = bring(migrated_library, file).error
        assert (error["missing"], error["extra"]) == ([], [{"app": "catalog", "name": "0002_more"}])

    def test_that_do_not_fit_the_tables_are_noticed(self, migrated_library: Application, file: Path) -> None:
        change(file, "ALTER TABLE catalog_note RENAME COLUMN text TO words")
        error = bring(migrated_library, file).error
        assert (error["code"], error["lacking"]) == ("rows-migrations-differ", ["catalog_note.text"])


class TestTheStage:
    def test_with_rows_of_its_own_is_left_alone(
        self, migrated_library: Application, file: Path, query: Query
    ) -> None:
        query(migrated_library, "INSERT INTO catalog_genre (code) VALUES ('mine')")
        error = bring(migrated_library, file).error
        assert error["code"] == "rows-stage-has-rows"
        assert error["tables"] == [{"table": "catalog_genre", "rows": 1}]
        assert query(migrated_library, "SELECT code FROM catalog_genre") == [("mine",)]

    def test_with_only_what_migrate_makes_counts_as_empty(
        self, migrated_library: Application, file: Path
    ) -> None:
        bring(migrated_library, file).succeeded()
        assert bring(migrated_library, file).error["code"] == "rows-stage-has-rows"

    def test_that_was_made_for_this_release_gives_way(
        self, migrated_library: Application, file: Path, query: Query
    ) -> None:
        query(migrated_library, "INSERT INTO catalog_genre (code) VALUES ('migrated')")
        bring(migrated_library, file, "--fresh").succeeded()
        codes = query(migrated_library, "SELECT code FROM catalog_genre ORDER BY code")
        assert codes == [("haiku",), ("poetry",), ("self",)]

    def test_that_somebody_has_used_never_gives_way(
        self, migrated_library: Application, file: Path, query: Query
    ) -> None:
        query(migrated_library, "INSERT INTO django_session VALUES ('key', 'data', now())")
        assert bring(migrated_library, file, "--fresh").error["tables"] == [
            {"table": "django_session", "rows": 1}
        ]

    def test_keeps_nothing_of_an_attempt_whose_counts_differ(
        self, migrated_library: Application, file: Path, query: Query
    ) -> None:
        (
            query(
                migrated_library,
                "CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; "
                "CREATE TRIGGER swallow BEFORE INSERT ON catalog_contribution FOR EACH ROW EXECUTE "
                "FUNCTION swallow()",
            ),
        )
        error = bring(migrated_library, file, "--fresh").error
        assert error["code"] == "rows-counts-differ"
        assert error["tables"] == [{"table": "catalog_contribution", "source": 1, "stage": 0}]
        assert query(migrated_library, "SELECT count(*) FROM catalog_place") == [(0,)]

    def test_names_the_row_that_only_postgresql_refuses(
        self, migrated_library: Application, file: Path, query: Query
    ) -> None:
        query(migrated_library, "ALTER TABLE catalog_place ADD CONSTRAINT no_b CHECK (name <> 'B')")
        error = bring(migrated_library, file, "--fresh").error
        assert (error["code"], error["table"], error["primaryKey"]) == ("rows-failed", "catalog_place", "2")
        assert error["database"]["constraint"] == "no_b"
        assert query(migrated_library, "SELECT count(*) FROM django_site WHERE domain = 'example.com'") == [
            (1,)
        ]


#: Values of a book, what is wrong with each, and how it is shown.
UNFIT_VALUES: list[tuple[str, str, str, Any]] = [
    ("title", "'a' || char(0) || 'b'", "nul-character", None),
    ("title", "printf('%061d', 1)", "too-long", None),
    ("title", "CAST(x'ff61' AS TEXT)", "not-utf8", None),
    ("title", "x'ff61'", "not-text", None),
    ("is_lent", "2", "not-a-boolean", 2),
    ("printed_on", "'2024-02-30'", "not-a-date", "2024-02-30"),
    ("printed_on", "'yesterday'", "not-a-date", "yesterday"),
    ("changed_at", "'2024-13-01 00:00:00'", "not-a-datetime", "2024-13-01 00:00:00"),
    ("changed_at", "1704067200", "not-a-datetime", 1704067200),
    ("opens_at", "'25:00'", "not-a-time", "25:00"),
    ("price", "'much'", "not-a-number", "much"),
    ("price", "1000000", "number-too-large", 1000000),
    ("pages", "2147483648", "number-too-large", 2147483648),
    ("pages", "'ten'", "not-a-number", "ten"),
    ("weight", "'heavy'", "not-a-number", "heavy"),
    ("reading_time", "'1 day'", "not-a-duration", "1 day"),
    ("cover", "'text'", "not-binary", None),
    ("address", "''", "not-an-ip-address", ""),
    ("genre_id", "'nowhere'", "points-nowhere", "nowhere"),
    # In a column that has a check of its own, which rows of an older table may have escaped.
    ("facts", "'{'", "not-json", None),
    ("facts", """'{"a": NaN}'""", "not-json", None),
    ("facts", """'{"a": "b\\u0000"}'""", "nul-character", None),
    ("facts", """'{"a\\u0000": 1}'""", "nul-character", None),
    ("facts", """'["\\ud800"]'""", "not-utf8", None),
]


class TestValuesThatDoNotFit:
    def test_are_named_with_their_place(
        self, migrated_library: Application, empty_file: Path, query: Query
    ) -> None:
        books = list(enumerate(UNFIT_VALUES, start=7))
        change(
            empty_file,
            "PRAGMA ignore_check_constraints = on",
            *(
                statement
                for number, (column, value, _, _) in books
                for statement in (
                    ADD_BOOK.replace("(7,", f"({number},"),
                    f"UPDATE catalog_book SET {column} = {value} WHERE id = {number}",
                )
            ),
        )
        error = bring(migrated_library, empty_file, "--fresh").error
        assert (error["code"], error["total"]) == ("rows-unfit", len(books))
        assert {found["table"] for found in error["problems"]} == {"catalog_book"}
        assert all(found["fix"] for found in error["problems"])
        keys = ("primaryKey", "column", "problem", "value")
        found = [tuple(problem.get(key) for key in keys) for problem in error["problems"]]
        wanted = [(number, column, problem, shown) for number, (column, _, problem, shown) in books]
        assert sorted(found, key=lambda one: one[0]) == wanted
        assert query(migrated_library, "SELECT count(*) FROM catalog_book") == [(0,)]

    def test_are_not_seen_in_json_that_only_looks_so(
        self, migrated_library: Application, empty_file: Path
    ) -> None:
        change(empty_file, ADD_BOOK, """UPDATE catalog_book SET facts = '["\\\\u0000"]'""")
        bring(migrated_library, empty_file, "--fresh").succeeded()

    def test_are_told_all_at_once_and_listed_up_to_a_limit(
        self, migrated_library: Application, empty_file: Path
    ) -> None:
        rows = ", ".join(f"('{n:032x}', '{'x' * 21}')" for n in range(60))
        change(empty_file, f"INSERT INTO catalog_author (id, name) VALUES {rows}")
        error = bring(migrated_library, empty_file, "--fresh").error
        assert (error["total"], len(error["problems"])) == (60, 50)

    def test_among_keys_are_named_too(self, migrated_library: Application, empty_file: Path) -> None:
        change(empty_file, "INSERT INTO catalog_author (id, name) VALUES ('no uuid', 'x')")
        (found,) = bring(migrated_library, empty_file, "--fresh").error["problems"]
        assert (found["column"], found["primaryKey"], found["problem"]) == ("id", "no uuid", "not-a-uuid")


class TestWhatIsLeftBehind:
    def test_is_named(self, migrated_library: Application, file: Path) -> None:
        change(
            file,
            "CREATE TABLE old_things (id INTEGER)",
            "INSERT INTO old_things VALUES (1), (2)",
            "CREATE TABLE empty_things (id INTEGER)",
            "CREATE TABLE legacy_texts (id INTEGER, text TEXT)",
            "INSERT INTO legacy_texts VALUES (1, 'x')",
            "ALTER TABLE catalog_genre ADD COLUMN colour TEXT",
            "UPDATE catalog_genre SET colour = 'red' WHERE code = 'haiku'",
        )
        answer = bring(migrated_library, file, "--fresh").succeeded()
        assert answer["leftBehind"] == [
            {"table": "legacy_texts", "rows": 1, "why": "unmanaged"},
            {"table": "old_things", "rows": 2, "why": "no-model"},
        ]
        assert answer["columnsLeftBehind"] == [{"table": "catalog_genre", "column": "colour", "rows": 1}]


def test_a_scratch_copy_does_not_stay(migrated_library: Application, file: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    migrated_library.environment["TMPDIR"] = str(scratch)
    bring(migrated_library, file, "--fresh").succeeded()
    assert list(scratch.iterdir()) == []
