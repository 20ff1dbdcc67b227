"""The secrets of a stage on AWS: read before the application is, in every program of the runtime."""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aws_service import KEY, Answer, Asked, AwsService, parameter_store
from key_service import KeyService
from monolift_runtime import secret_files, stage_secrets
from monolift_runtime.aws import client
from monolift_runtime.errors import ConfigurationError, StageSecretsError
from monolift_runtime.stage_secrets import reading
from worker_process import RUNTIME_FOLDER, function_url_event, running_worker

OWN, USER = "/monolift/blog/production/own", "/monolift/blog/production/secrets"
SOURCES = f"ssm:{OWN}:3 ssm:{USER}:7"
ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:monolift/blog-a1B2c3"


def document(variables: dict[str, str] | None = None, files: dict[str, Any] | None = None) -> str:
    listed = [{"path": path, "content": content} for path, content in (files or {}).items()]
    return json.dumps({"variables": variables or {}, "files": listed})


def compressed(text: str) -> str:
    return "gz:" + base64.b64encode(gzip.compress(text.encode())).decode()


STORED = {
    f"{OWN}:3": document({"SECRET_KEY": "of-the-stage", "DATABASE_URL": "postgresql://u:p@db/blog"}),
    f"{USER}:7": compressed(document({"STRIPE_KEY": "sk_live"}, {"a.json": {"mail": {"host": "h"}}})),
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment of this process, as Lambda gives it to a function; changed in place by ``take``."""
    given = {**KEY, "MONOLIFT_STAGE": "production", "MONOLIFT_SECRETS": SOURCES}
    monkeypatch.setattr(os, "environ", given)
    return given


@contextlib.contextmanager
def serving(environment: dict[str, str], answer: Answer, service: str = "ssm") -> Iterator[AwsService]:
    variable = {"ssm": "SSM", "secretsmanager": "SECRETS_MANAGER"}[service]
    with AwsService(service, answer) as server:
        environment[f"AWS_ENDPOINT_URL_{variable}"] = server.url
        yield server


def take(environment: dict[str, str], stored: dict[str, str] = STORED) -> AwsService:
    with serving(environment, parameter_store(stored)) as server:
        stage_secrets.take(environment)
    return server


def refused(environment: dict[str, str], answer: Answer, service: str = "ssm") -> str:
    """The words of the error that this answer leads to."""
    with serving(environment, answer, service), pytest.raises(StageSecretsError) as caught:
        stage_secrets.take(environment)
    return str(caught.value)


class TestVariables:
    def test_every_source_is_read_with_one_signed_request(self, environment: dict[str, str]) -> None:
        server = take(environment)
        assert [asked.document["Names"] for asked in server.asked] == [[f"{OWN}:3", f"{USER}:7"]]
        assert environment["SECRET_KEY"] == "of-the-stage"
        assert environment["DATABASE_URL"] == "postgresql://u:p@db/blog"
        assert environment["STRIPE_KEY"] == "sk_live"

    def test_files_become_variables(self, environment: dict[str, str]) -> None:
        take(environment)
        assert environment["mail__host"] == "h"

    def test_a_document_may_have_no_files_and_more_than_the_runtime_reads(
        self, environment: dict[str, str]
    ) -> None:
        """Somebody may have written it in the console; and who changed what stands beside the values."""
        environment["MONOLIFT_SECRETS"] = "ssm:/a:1 ssm:/b:1"
        stored = {
            "/a:1": '{"variables": {"A": "1"}}',
            "/b:1": '{"variables": {}, "files": [], "changes": {}}',
        }
        take(environment, stored)
        assert environment["A"] == "1"

    def test_a_later_source_wins(self, environment: dict[str, str]) -> None:
        environment["MONOLIFT_SECRETS"] = "ssm:/a:1 ssm:/b:1"
        take(environment, {"/a:1": document({"A": "1", "B": "1"}), "/b:1": document({"B": "2"})})
        assert (environment["A"], environment["B"]) == ("1", "2")

    def test_what_is_a_variable_wins_over_the_same_name_in_a_file(self, environment: dict[str, str]) -> None:
        environment["MONOLIFT_SECRETS"] = "ssm:/a:1"
        take(environment, {"/a:1": document({"A": "variable"}, {"a.json": {"A": "file"}})})
        assert environment["A"] == "variable"

    def test_the_function_s_environment_has_the_last_word(self, environment: dict[str, str]) -> None:
        environment["MONOLIFT_SECRETS"] = "ssm:/a:1"
        environment["LEVEL"] = "of the function"
        take(environment, {"/a:1": document({"LEVEL": "secret", "AWS_REGION": "mars-1"})})
        assert (environment["LEVEL"], environment["AWS_REGION"]) == ("of the function", "eu-west-1")
        assert environment["MONOLIFT_SECRETS"] == ""

    def test_a_chosen_key_takes_the_stage_s_place_but_no_other_database(
        self, environment: dict[str, str]
    ) -> None:
        users = document({"SECRET_KEY": "chosen", "DATABASE_URL": "postgresql://u:p@laptop/x"})
        take(environment, {**STORED, f"{USER}:7": users})
        assert environment["SECRET_KEY"] == "chosen"
        assert environment["DATABASE_URL"] == "postgresql://u:p@db/blog"

    def test_the_user_s_names_are_told_and_those_of_the_stage_are_not(
        self, environment: dict[str, str]
    ) -> None:
        take(environment)
        assert environment["MONOLIFT_SECRETS"] == "mail__host,STRIPE_KEY"

    def test_they_are_read_once(self, environment: dict[str, str]) -> None:
        take(environment)
        with serving(environment, parameter_store({})) as server:
            stage_secrets.take(environment)
        assert server.asked == []

    def test_a_key_of_the_user_s_does_not_become_the_function_s(self, environment: dict[str, str]) -> None:
        """With SnapStart the environment has no key, and a secret of that name would pose as the role's."""
        with container(environment):
            stored = {**STORED, f"{USER}:7": document({"AWS_ACCESS_KEY_ID": "AKIAUSER", "OTHER": "1"})}
            take(environment, stored)
        assert "AWS_ACCESS_KEY_ID" not in environment
        assert environment["OTHER"] == "1"

    def test_more_than_ten_sources_take_several_requests(self, environment: dict[str, str]) -> None:
        stored = {f"/p{number}:1": document({f"V{number}": str(number)}) for number in range(23)}
        environment["MONOLIFT_SECRETS"] = " ".join(f"ssm:{name}" for name in stored)
        server = take(environment, stored)
        assert [len(asked.document["Names"]) for asked in server.asked] == [10, 10, 3]
        assert [environment[f"V{number}"] for number in range(23)] == [str(number) for number in range(23)]


class TestFiles:
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(reading, "FILES_FOLDER", str(tmp_path / "placed"))
        return tmp_path / "placed"

    def test_they_are_placed_and_make_no_variables(self, environment: dict[str, str], folder: Path) -> None:
        environment["MONOLIFT_SECRETS_MODE"] = "files"
        take(environment)
        placed = folder / "a.json"
        assert json.loads(placed.read_text()) == {"mail": {"host": "h"}}
        assert placed.stat().st_mode & 0o777 == 0o600
        assert "mail__host" not in environment
        assert environment["STRIPE_KEY"] == "sk_live"

    def test_another_mode_is_refused(self, environment: dict[str, str]) -> None:
        environment["MONOLIFT_SECRETS_MODE"] = "env"
        with pytest.raises(ConfigurationError, match="variables, files, not 'env'"):
            stage_secrets.take(environment)


class TestSecretsManager:
    def answer(self, stored: dict[str, Any]) -> Answer:
        def answer(asked: Asked) -> tuple[int, Any]:
            assert asked.operation == "GetSecretValue"
            assert asked.document["SecretId"] == ARN
            found = stored.get(asked.document["VersionId"])
            return (
                (200, found) if found else (400, {"__type": "ResourceNotFoundException", "message": "gone"})
            )

        return answer

    def test_a_secret_is_read(self, environment: dict[str, str]) -> None:
        environment["MONOLIFT_SECRETS"] = f"secretsmanager:{ARN}:v-1"
        with serving(
            environment, self.answer({"v-1": {"SecretString": document({"A": "1"})}}), "secretsmanager"
        ):
            stage_secrets.take(environment)
        assert environment["A"] == "1"

    def test_stages_share_one_and_get_their_own(self, environment: dict[str, str]) -> None:
        environment["MONOLIFT_SECRETS"] = f"secretsmanager:{ARN}:v-1:production"
        by_stage = {"production": json.loads(document({"A": "1"})), "test": json.loads(document({"B": "2"}))}
        found = {"SecretBinary": base64.b64encode(json.dumps(by_stage).encode()).decode()}
        with serving(environment, self.answer({"v-1": found}), "secretsmanager"):
            stage_secrets.take(environment)
        assert environment["A"] == "1"
        assert "B" not in environment

    def test_a_stage_that_is_not_in_it_is_named(self, environment: dict[str, str]) -> None:
        environment["MONOLIFT_SECRETS"] = f"secretsmanager:{ARN}:v-1:production"
        answer = self.answer({"v-1": {"SecretString": '{"test": {}}'}})
        assert "nothing of 'production'" in refused(environment, answer, "secretsmanager")

    def test_a_version_that_is_gone_is_named(self, environment: dict[str, str]) -> None:
        environment["MONOLIFT_SECRETS"] = f"secretsmanager:{ARN}:v-1"
        words = refused(environment, self.answer({}), "secretsmanager")
        assert f"version v-1 of the secret {ARN}" in words
        assert "this version of it was" in words
        assert "`monolift up production`" in words


class TestRefusals:
    def error(self, code: str, message: str, status: int = 400) -> Answer:
        return lambda _: (status, {"__type": f"com.amazonaws.ssm#{code}", "message": message})

    def test_a_version_that_is_gone(self, environment: dict[str, str]) -> None:
        words = refused(environment, parameter_store({f"{OWN}:3": document()}))
        assert f"(version 7 of the parameter {USER})" in words
        assert "more than a hundred times" in words
        assert OWN not in words

    def test_no_right(self, environment: dict[str, str]) -> None:
        said = "User: arn:aws:sts::1:assumed-role/x is not authorized to perform: ssm:GetParameters"
        words = refused(environment, self.error("AccessDeniedException", said))
        assert said in words
        assert "has to allow ssm:GetParameters" in words
        assert "kms:Decrypt" in words

    def test_a_key_that_aws_does_not_take(self, environment: dict[str, str]) -> None:
        environment["AWS_SECRET_ACCESS_KEY"] = "another"
        words = refused(environment, self.error("", ""))
        assert "InvalidSignatureException" in words
        assert "does not take the key of the function's role" in words

    def test_no_key(self, environment: dict[str, str]) -> None:
        del environment["AWS_ACCESS_KEY_ID"]
        assert "no key of AWS in the environment" in refused(environment, self.error("", ""))

    def test_a_key_of_kms_that_is_off(self, environment: dict[str, str]) -> None:
        words = refused(environment, self.error("KMSAccessDeniedException", "The ciphertext refers to …"))
        assert "KMS key that encrypts it" in words

    def test_too_many_at_one_time(self, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
        pauses: list[float] = []
        monkeypatch.setattr(client.time, "sleep", pauses.append)
        words = refused(environment, self.error("ThrottlingException", "Rate exceeded"))
        assert "ThrottlingException: Rate exceeded" in words
        assert "40 a second" in words
        assert len(pauses) == 7

    def test_throttling_that_passes_is_waited_out(self, environment: dict[str, str]) -> None:
        store = parameter_store(STORED)
        answers = iter([(400, {"__type": "ThrottlingException", "message": "Rate exceeded"})] * 2)
        with serving(environment, lambda asked: next(answers, None) or store(asked)) as server:
            stage_secrets.take(environment)
        assert environment["SECRET_KEY"] == "of-the-stage"
        assert len(server.asked) == 3

    def test_a_failure_of_aws_s_that_passes_is_waited_out(self, environment: dict[str, str]) -> None:
        store = parameter_store(STORED)
        answers: Iterator[Any] = iter([(500, {"__type": "InternalServerError"}), None])
        with serving(environment, lambda asked: next(answers, False) or store(asked)):
            stage_secrets.take(environment)
        assert environment["SECRET_KEY"] == "of-the-stage"

    def test_nobody_there(self, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(client.time, "sleep", lambda _: None)
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        environment["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{port}"
        with pytest.raises(StageSecretsError) as caught:
            stage_secrets.take(environment)
        words = str(caught.value)
        assert f"127.0.0.1:{port} could not be reached" in words
        assert "com.amazonaws.eu-west-1.ssm" in words
        assert "NAT gateway" in words

    def test_nobody_who_answers_is_said_within_the_init_phase(
        self, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As in a VPC without a way out, where packets get lost."""
        monkeypatch.setattr(
            "monolift_runtime.stage_secrets.fetch._PATIENCE",
            client.Patience(connect_seconds=0.2, answer_seconds=0.2, all_seconds=0.3, attempts=8),
        )
        monkeypatch.setattr(client, "_SHORTEST_WAIT_SECONDS", 0.1)
        with socket.create_server(("127.0.0.1", 0)) as silent:
            environment["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{silent.getsockname()[1]}"
            with pytest.raises(StageSecretsError, match=r"no answer for 0\.[12]"):
                stage_secrets.take(environment)

    @pytest.mark.parametrize(
        "text",
        [
            "hidden",
            "gz:hidden",
            "gz:aGlkZGVu",
            '"hidden"',
            '{"variables": "hidden", "files": []}',
            '{"variables": {"A": ["hidden"]}, "files": []}',
            '{"variables": {}, "files": [{"path": "a.json", "hidden": 1}]}',
        ],
    )
    def test_something_else_than_a_document_is_named_and_not_quoted(
        self, environment: dict[str, str], text: str
    ) -> None:
        environment["MONOLIFT_SECRETS"] = f"ssm:{USER}:7"
        words = refused(environment, parameter_store({f"{USER}:7": text}))
        assert f"version 7 of the parameter {USER}" in words
        assert "hidden" not in words

    @pytest.mark.parametrize(
        "word", ["ssm:/a", "ssm::3", "ssm:/a:latest", "secretsmanager:name:v", "vault:/a:3"]
    )
    def test_a_source_that_is_none_is_quoted(self, environment: dict[str, str], word: str) -> None:
        environment["MONOLIFT_SECRETS"] = word
        with pytest.raises(StageSecretsError, match=re.escape(repr(word))):
            stage_secrets.take(environment)


@contextlib.contextmanager
def container(environment: dict[str, str]) -> Iterator[KeyService]:
    """Have the key asked for, as SnapStart has it."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        environment.pop(name, None)
    with KeyService() as service:
        environment.update(service.environment)
        yield service


APPLICATION = """
import json, os
seen = {name: os.environ.get(name) for name in ("SECRET_KEY", "STRIPE_KEY", "MONOLIFT_SECRETS")}

def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(seen).encode()]
"""
SEEN = {"SECRET_KEY": "of-the-stage", "STRIPE_KEY": "sk_live", "MONOLIFT_SECRETS": "mail__host,STRIPE_KEY"}


class TestPrograms:
    """Each of them has the secrets when the application's first line runs."""

    @pytest.fixture
    def variables(self, tmp_path: Path) -> Iterator[dict[str, str]]:
        (tmp_path / "app.py").write_text(APPLICATION)
        environment = {
            **KEY,
            "MONOLIFT_PATH": str(tmp_path),
            "MONOLIFT_APPLICATION": "app:application",
            "MONOLIFT_SECRETS": SOURCES,
        }
        with serving(environment, parameter_store(STORED)):
            yield environment

    def test_the_worker(self, python: str, variables: dict[str, str]) -> None:
        with running_worker(variables, python=python) as worker:
            assert json.loads(worker.invoke(function_url_event("/")).body) == SEEN

    def test_the_worker_of_a_snapshot(self, python: str, variables: dict[str, str]) -> None:
        variables["AWS_LAMBDA_INITIALIZATION_TYPE"] = "snap-start"
        with container(variables) as service, running_worker(variables, python=python) as worker:
            worker.api.restored.set()
            assert json.loads(worker.invoke(function_url_event("/")).body) == SEEN
        assert service.tokens == ["for the asking"]

    def test_the_worker_says_what_it_lacks(self, python: str, variables: dict[str, str]) -> None:
        variables["MONOLIFT_SECRETS"] = f"ssm:{OWN}:4"
        with running_worker(variables, python=python) as worker:
            assert worker.wait() == 1
            ((headers, said),) = worker.api.init_errors
            assert headers["lambda-runtime-function-error-type"] == "Runtime.StageSecretsError"
            assert f"version 4 of the parameter {OWN}" in said["errorMessage"]
            assert said["errorMessage"] in worker.output
            assert "monolift_runtime/stage_secrets" not in worker.output

    def test_the_handler(self, python: str, variables: dict[str, str]) -> None:
        code = "import monolift_runtime.handler, app, json; print(json.dumps(app.seen))"
        assert json.loads(run(python, code, variables)) == SEEN

    def test_a_command(self, python: str, variables: dict[str, str], tmp_path: Path) -> None:
        (tmp_path / "manage.py").write_text("import app, json; print(json.dumps(app.seen))")
        variables.update(MONOLIFT_APP_DIR=str(tmp_path), MONOLIFT_MANAGE="manage.py")
        code = "import sys; from monolift_runtime.command import main; sys.exit(main(['check']))"
        assert json.loads(run(python, code, variables)) == SEEN


def run(python: str, code: str, variables: dict[str, str]) -> str:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(RUNTIME_FOLDER), **variables}
    done = subprocess.run(  # noqa: S603
        [python, "-c", code], env=environment, capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_is_imported_for_a_stage_without_secrets(python: str) -> None:
    code = (
        "import sys; sys.path.append(sys.argv[1]); from monolift_runtime import worker\n"
        "print([name for name in sys.modules if 'secret' in name or '.aws' in name])"
    )
    done = subprocess.run(  # noqa: S603
        [python, "-S", "-c", code, str(RUNTIME_FOLDER)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_files_that_the_local_platform_places_are_placed(tmp_path: Path) -> None:
    kept = tmp_path / "1.json"
    kept.write_text(document({}, {"a.json": {"A": 1}}))
    places = {"from": str(kept), "to": str(tmp_path / "placed"), "lock": None}
    stage_secrets.take({"MONOLIFT_SECRETS": "NAME,OTHER", "MONOLIFT_SECRET_FILES": json.dumps(places)})
    assert json.loads((tmp_path / "placed/a.json").read_text()) == {"A": 1}
    assert secret_files is sys.modules["monolift_runtime.secret_files"]
