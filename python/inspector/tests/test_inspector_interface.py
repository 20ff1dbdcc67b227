"""WSGI serves by default; ASGI where the project has nothing else or the configuration insists."""

from __future__ import annotations

import pytest
from inspected_project import RUNTIME, Project

ASGI = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")
from django.core.asgi import get_asgi_application
django_application = get_asgi_application()
"""
CONSUMERS = """
from channels.generic.http import AsyncHttpConsumer
from channels.generic.websocket import WebsocketConsumer
class Chat(WebsocketConsumer): ...
class Feed(AsyncHttpConsumer):
    async def handle(self, body): await self.send_response(200, b"feed")
"""


def chosen(project: Project, **environment: str) -> tuple[str, str, str]:
    facts = project.inspect(**environment).facts
    return facts["interface"], facts["interfaceReason"], facts["application"]


def test_asgi_where_there_is_no_wsgi(project: Project) -> None:
    project.write("site_/asgi.py", ASGI + "application = django_application\n")
    project.wsgi, project.asgi = None, "site_.asgi:application"
    assert chosen(project) == ("asgi", "asgi-only", "site_.asgi:application")


def test_the_configuration_insists(project: Project) -> None:
    project.write("site_/asgi.py", ASGI + "application = django_application\n")
    project.asgi = "site_.asgi:application"
    assert chosen(project, MONOLIFT_INTERFACE="asgi") == ("asgi", "configured", "site_.asgi:application")
    assert chosen(project, MONOLIFT_INTERFACE="wsgi") == ("wsgi", "configured", "site_.wsgi:application")


def test_websockets_do_not_keep_http_from_wsgi(project: Project) -> None:
    project.settings('INSTALLED_APPS += ["channels"]\nASGI_APPLICATION = "site_.asgi.application"\n')
    project.write("site_/consumers.py", CONSUMERS)
    project.write(
        "site_/asgi.py",
        ASGI
        + """
from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.urls import path
from site_.consumers import Chat
application = ProtocolTypeRouter({"http": django_application, "websocket": AllowedHostsOriginValidator(
    AuthMiddlewareStack(URLRouter([path("chat/", Chat.as_asgi()), path("room/", Chat.as_asgi())])))})
""",
    )
    project.settings(
        'INSTALLED_APPS += [f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions")]\n'
    )
    project.asgi = "site_.asgi:application"
    facts = project.inspect().facts
    assert (facts["interface"], facts["interfaceReason"]) == ("wsgi", "wsgi-default")
    assert facts["notRunning"] == [{"kind": "websockets", "count": 2}]


SOCKETS = """
from channels.routing import ProtocolTypeRouter, URLRouter
from django.urls import path
from site_.consumers import Chat
application = ProtocolTypeRouter({0})
"""
CHAT = '"websocket": URLRouter([path("chat/", Chat.as_asgi())])'


@pytest.mark.parametrize("wrap", ["", "class Wrap:\n    def __init__(self, app): self.app = app\n"])
def test_an_asgi_application_that_serves_only_websockets_leaves_http_to_wsgi(
    project: Project, wrap: str
) -> None:
    project.settings('INSTALLED_APPS += ["channels"]\n')
    project.write("site_/consumers.py", CONSUMERS)
    last = "application = Wrap(application)\n" if wrap else ""
    project.write("site_/asgi.py", ASGI + SOCKETS.format("{" + CHAT + "}") + wrap + last)
    project.asgi = "site_.asgi:application"
    assert chosen(project, MONOLIFT_INTERFACE="asgi") == (
        "wsgi",
        "asgi-without-http",
        "site_.wsgi:application",
    )
    project.wsgi = None
    facts = project.inspect(MONOLIFT_RUNTIME=RUNTIME).facts
    assert (facts["interface"], facts["interfaceReason"]) == ("wsgi", "asgi-without-http")
    assert facts["application"] == "monolift_runtime.django_application:wsgi"
    assert facts["notRunning"] == [{"kind": "websockets", "count": 1}]
    # The warm-up request was answered: by WSGI.
    assert facts["warnings"] == []


def test_an_asgi_application_with_http_beside_its_websockets_serves_it(project: Project) -> None:
    project.settings('INSTALLED_APPS += ["channels"]\n')
    project.write("site_/consumers.py", CONSUMERS)
    protocols = '{"http": django_application, ' + CHAT + "}"
    project.write("site_/asgi.py", ASGI + SOCKETS.format(protocols))
    project.wsgi, project.asgi = None, "site_.asgi:application"
    facts = project.inspect().facts
    assert (facts["interface"], facts["interfaceReason"]) == ("asgi", "asgi-only")
    assert facts["notRunning"] == [{"kind": "websockets", "count": 1}]
    assert facts["warnings"] == []


def test_http_consumers_need_asgi(project: Project) -> None:
    project.settings('INSTALLED_APPS += ["channels"]\n')
    project.write("site_/consumers.py", CONSUMERS)
    project.write(
        "site_/asgi.py",
        ASGI
        + """
from channels.routing import ProtocolTypeRouter, URLRouter
from django.urls import path, re_path
from site_.consumers import Feed
http = URLRouter([path("feed/", Feed.as_asgi()), re_path("", django_application)])
application = ProtocolTypeRouter({"http": http})
""",
    )
    project.asgi = "site_.asgi:application"
    assert chosen(project) == ("asgi", "channels-http", "site_.asgi:application")


def test_an_asgi_module_that_cannot_be_imported_does_not_matter_to_wsgi(project: Project) -> None:
    project.settings('INSTALLED_APPS += ["channels"]\n')
    project.write("site_/asgi.py", "raise OSError('redis is not there')\n")
    project.asgi = "site_.asgi:application"
    assert chosen(project) == ("wsgi", "wsgi-default", "site_.wsgi:application")


def test_the_settings_name_the_application_that_detection_did_not_find(project: Project) -> None:
    project.settings('WSGI_APPLICATION = "site_.serve.main"\n')
    project.write(
        "site_/serve.py", "from django.core.wsgi import get_wsgi_application\nmain = get_wsgi_application()\n"
    )
    project.wsgi = None
    assert chosen(project) == ("wsgi", "wsgi-default", "site_.serve:main")


def test_djangos_own_application_serves_a_project_that_has_none(project: Project) -> None:
    project.wsgi = None
    assert chosen(project, MONOLIFT_RUNTIME=RUNTIME) == (
        "wsgi",
        "wsgi-default",
        "monolift_runtime.django_application:wsgi",
    )


def test_a_wsgi_module_that_adds_to_the_path_is_loaded_as_in_a_cold_start(project: Project) -> None:
    project.write("apps/shop/__init__.py", "")
    project.settings('INSTALLED_APPS += ["shop"]\n')
    project.write(
        "site_/wsgi.py",
        """
        import os, sys
        sys.path.append(os.path.join(os.path.dirname(os.path.dirname(__file__)), "apps"))
        from django.core.wsgi import get_wsgi_application
        application = get_wsgi_application()
        """,
    )
    assert project.inspect().facts["installedApps"][0]["name"] == "shop"
