"""The import pack holds what a cold start imports, and nothing of what only the inspector needed."""

from __future__ import annotations

import subprocess
import sys
import sysconfig

from inspected_project import ADMIN, RUNTIME, Project


def test_the_pack_is_that_of_a_cold_start(project: Project) -> None:
    project.settings(ADMIN)
    project.write("site_/views.py", "")
    project.write("site_/urls.py", "from site_ import views\nurlpatterns = []\n")
    pack = project.root / "packs" / "bundle.pack"
    pack.parent.mkdir()
    answer = project.inspect(MONOLIFT_RUNTIME=RUNTIME, MONOLIFT_PACK_OUT=str(pack), MONOLIFT_PACK_KEY="key")
    assert answer.steps == ["settings", "urlconf", "warm-up", "pack", "facts", "migrations"]
    program = f"""
import sys
from monolift_runtime.pack_finder import PackFinder
roots = {{"code": {str(project.root)!r}, "dependencies": {sysconfig.get_path("purelib")!r}}}
finder = PackFinder.open({str(pack)!r}, {{**roots, "runtime": {RUNTIME!r}}}, "key")
cold = ["site_.views", "django.core.handlers.wsgi"]
names = [*cold, "django.db.migrations.autodetector", "monolift_inspector.main"]
print([finder.find_spec(name) is not None for name in names])
"""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program],
        env={"PYTHONPATH": RUNTIME},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[True, True, False, False]"


def test_a_pack_that_cannot_be_written_is_a_warning(project: Project) -> None:
    answer = project.inspect(
        MONOLIFT_RUNTIME=RUNTIME, MONOLIFT_PACK_OUT=str(project.root / "none" / "a.pack")
    )
    (warning,) = answer.facts["warnings"]
    assert (warning["code"], warning["place"]) == ("PACK_NOT_WRITTEN", None)
    assert warning["text"].startswith("FileNotFoundError: ")
