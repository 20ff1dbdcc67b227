"""``DATABASES``: the stage's PostgreSQL becomes the default database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...database import check_connections_before_requests, prepare_sessions
from ..lineage import ancestors

if TYPE_CHECKING:
    from ...database import Database
    from ..laying import Laying
    from ..stage import Stage

_POSTGRESQL = "django.db.backends.postgresql"
_POSTGIS = "django.contrib.gis.db.backends.postgis"
#: Gone since Django 3.0, still in many settings.
_FORMER_POSTGRESQL = "django.db.backends.postgresql_psycopg2"
_POSTGRESQL_CLASSES = {f"{engine}.base.DatabaseWrapper" for engine in (_POSTGRESQL, _POSTGIS)}
#: Engines that speak PostgreSQL's protocol with a server that is not PostgreSQL.
_LOOKALIKES = re.compile("cockroach|redshift|yugabyte")

#: Options that say where the server is or how to trust it: true of the project's own server only.
_OPTIONS_OF_A_SERVER = frozenset(
    (
        *("host", "hostaddr", "port", "user", "password", "passfile", "dbname", "database", "service"),
        *("sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "sslpassword", "sslnegotiation"),
        *("sslcertmode", "channel_binding", "gssencmode", "krbsrvname", "require_auth"),
        *("target_session_attrs", "load_balance_hosts"),
    )
)
_SHOWN_AT_MOST = 60


def lay_over(laying: Laying, stage: Stage) -> None:
    """Make the stage's database the default one.

    An engine that is PostgreSQL's, PostGIS's or a wrapper of them (django-prometheus, psqlextra) stays;
    another one gives way to PostgreSQL's, SpatiaLite's to PostGIS's. How the project works with its
    database stays: ``ATOMIC_REQUESTS``, ``TEST``, ``TIME_ZONE``, ``DISABLE_SERVER_SIDE_CURSORS`` and the
    options that do not speak of a certain server. The options of another kind of database go. Other aliases
    than ``default`` are not touched.
    """
    if stage.database is None:
        return
    databases = dict(laying.get("DATABASES") or {})
    own = dict(databases.get("default") or {})
    databases["default"] = _stage_database(laying, stage, stage.database, own)
    laying.put("DATABASES", databases)
    engine = databases["default"]["ENGINE"]
    laying.tell("DATABASES['default']", "database", _describe(own), f"{engine} ({stage.database.describe()})")
    for alias, database in databases.items():
        if alias != "default":
            laying.tell(f"DATABASES[{alias!r}]", "database", _describe(database), "left as it is")


def _stage_database(laying: Laying, stage: Stage, database: Database, own: dict[str, Any]) -> dict[str, Any]:
    engine = _engine_for(own.get("ENGINE") or "")
    is_kept = engine == own.get("ENGINE")
    is_postgresql = is_kept or own.get("ENGINE") == _FORMER_POSTGRESQL
    options = _kept_options(own.get("OPTIONS") or {}) if is_postgresql else {}
    laid = {
        **own,
        "ENGINE": engine,
        "NAME": database.name,
        "USER": database.user,
        "PASSWORD": database.password,
        "HOST": database.host,
        "PORT": database.port,
        "OPTIONS": {**options, **database.options},
    }
    if not is_postgresql and "TEST" in own:
        # A name such as ":memory:" is a file's; the rest (SERIALIZE, DEPENDENCIES) is about the tests.
        laid["TEST"] = {key: value for key, value in dict(own["TEST"]).items() if key != "NAME"}
    _set_lifetime(laying, stage, laid)
    if stage.connections == "persistent" or stage.idle_session_timeout is not None:
        prepare_sessions(stage.idle_session_timeout)
    return laid


def _set_lifetime(laying: Laying, stage: Stage, laid: dict[str, Any]) -> None:
    if stage.connections == "per-request":
        laid["CONN_MAX_AGE"] = 0
    if stage.connections != "persistent":
        return
    laid["CONN_MAX_AGE"] = None
    if laid["OPTIONS"].pop("pool", None):
        # Django refuses a pool together with persistent connections, and one request needs but one.
        laying.tell("DATABASES['default']['OPTIONS']['pool']", "database", "a pool", "one lasting connection")
    if laying.django_version >= (4, 1):
        laid["CONN_HEALTH_CHECKS"] = True
    else:
        check_connections_before_requests()


def _engine_for(engine: str) -> str:
    if engine == _FORMER_POSTGRESQL:
        return _POSTGRESQL
    if "spatialite" in engine:
        return _POSTGIS
    return engine if _is_postgresql(engine) else _POSTGRESQL


def _is_postgresql(engine: str) -> bool:
    if not engine or _LOOKALIKES.search(engine):
        return False
    if re.search("postg|psqlextra", engine):
        return True
    if engine.startswith("django.db.backends."):
        return False
    return bool(ancestors(f"{engine}.base.DatabaseWrapper") & _POSTGRESQL_CLASSES)


def _kept_options(options: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in options.items() if key not in _OPTIONS_OF_A_SERVER}


def _describe(database: Any) -> str:
    if not database or not database.get("ENGINE"):
        return "not set"
    engine = str(database["ENGINE"])
    host, name = str(database.get("HOST") or ""), str(database.get("NAME") or "")
    # A Django setting may hold a whole address as its name, password included.
    place = "/".join(part for part in (host, name) if part and "://" not in part and "@" not in part)
    return f"{engine} ({place[-_SHOWN_AT_MOST:]})" if place else engine
