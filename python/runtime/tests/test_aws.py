"""How AWS is reached: the key, the signature, the connection. botocore is the judge where there is one."""

from __future__ import annotations

import base64
import json
import os
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest
from aws_service import KEY, Asked, AwsService
from botocore.auth import S3SigV4Auth, S3SigV4PostAuth, S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as BotocoreKey
from key_service import KeyService
from monolift_runtime.aws import client, connection, credentials
from monolift_runtime.aws.client import Call, Client, Patience
from monolift_runtime.aws.connection import connect
from monolift_runtime.aws.credentials import Credentials, current_credentials
from monolift_runtime.aws.errors import AwsError, CredentialsError, UnreachableError
from monolift_runtime.aws.services import EMAIL, PARAMETER_STORE, S3, address_of
from monolift_runtime.aws.signature import Request, Signer, sign_headers
from monolift_runtime.storage.endpoint import endpoint_of
from monolift_runtime.storage.post_policy import FormUpload, sign_form

KEYS = (KEY["AWS_ACCESS_KEY_ID"], KEY["AWS_SECRET_ACCESS_KEY"], KEY["AWS_SESSION_TOKEN"])
NOW = datetime(2026, 10, 1, 12, tzinfo=timezone.utc)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    given: dict[str, str] = {**KEY}
    monkeypatch.setattr(os, "environ", given)
    monkeypatch.setattr(credentials, "_held", None)
    return given


class TestS3:
    """What is signed with a role's key, for the bucket's own name."""

    @pytest.fixture(autouse=True)
    def clock(self, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: object = None) -> Clock:
                return cls(2026, 10, 1, 12, tzinfo=timezone.utc)

        monkeypatch.setattr("monolift_runtime.storage.endpoint.datetime", Clock)
        monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: NOW.replace(tzinfo=None))
        assert environment is os.environ

    def test_an_address_is_the_one_that_botocore_makes(self) -> None:
        query = {"response-content-disposition": 'attachment; filename="a b.pdf"'}
        made = endpoint_of("blog-media").sign_address("photos/日本 語+1.jpg", query, 300)
        judged = AWSRequest("GET", made.partition("?")[0], params=query)
        S3SigV4QueryAuth(BotocoreKey(*KEYS), "s3", "eu-west-1", expires=300).add_auth(judged)
        assert urlsplit(made).netloc == "blog-media.s3.eu-west-1.amazonaws.com"
        assert sorted(parse_qsl(urlsplit(made).query)) == sorted(parse_qsl(urlsplit(judged.url).query))
        assert "X-Amz-Security-Token" in made

    def test_a_form_is_the_one_that_botocore_signs(self) -> None:
        signer = Signer(Credentials(*KEYS), "eu-west-1", "s3", NOW)
        upload = FormUpload("blog-media", "key", "image/png", 5, 3600)
        made = sign_form(upload, signer)
        policy = json.loads(base64.b64decode(made["policy"]))
        assert {"x-amz-security-token": KEYS[2]} in policy["conditions"]
        judged = AWSRequest("POST", "https://blog-media.s3.eu-west-1.amazonaws.com/")
        judged.context["s3-presign-post-policy"] = {**policy, "conditions": []}
        judged.context["s3-presign-post-fields"] = {}
        S3SigV4PostAuth(BotocoreKey(*KEYS), "s3", "eu-west-1").add_auth(judged)
        fields = judged.context["s3-presign-post-fields"]
        for name in ("x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-security-token"):
            assert made[name] == fields[name]
        # botocore signs its own spelling of the policy, so it signs ours as well.
        judge = S3SigV4PostAuth(BotocoreKey(*KEYS), "s3", "eu-west-1")
        judged.context["timestamp"] = "20261001T120000Z"
        assert made["x-amz-signature"] == judge.signature(made["policy"], judged)

    def test_a_request_is_signed_as_botocore_signs_it(self) -> None:
        host = "blog-media.s3.eu-west-1.amazonaws.com"
        request = Request("PUT", "/a%20b/%2B.txt", "partNumber=2&uploadId=x%2Fy", {"host": host})
        made = sign_headers(request, Signer(Credentials(*KEYS), "eu-west-1", "s3", NOW))
        judged = AWSRequest(
            "PUT",
            f"https://{host}/a%20b/%2B.txt",
            params={"partNumber": "2", "uploadId": "x/y"},
            headers={"host": host},
        )
        judged.context["client_config"] = SimpleNamespace(s3={"payload_signing_enabled": False})
        S3SigV4Auth(BotocoreKey(*KEYS), "s3", "eu-west-1").add_auth(judged)
        assert made["authorization"] == judged.headers["Authorization"]

    def test_another_endpoint_has_the_bucket_in_its_path(self, environment: dict[str, str]) -> None:
        environment["AWS_ENDPOINT_URL_S3"] = "http://127.0.0.1:9000/below"
        endpoint = endpoint_of("blog-media")
        assert (endpoint.host, endpoint.path_of("a")) == ("127.0.0.1:9000", "/below/blog-media/a")


class TestAddresses:
    @pytest.mark.parametrize(
        ("region", "address"),
        [
            ("eu-west-1", "https://email.eu-west-1.amazonaws.com"),
            ("cn-north-1", "https://email.cn-north-1.amazonaws.com.cn"),
        ],
    )
    def test_are_aws_s_own(self, environment: dict[str, str], region: str, address: str) -> None:
        assert address_of(EMAIL, region).geturl() == address

    def test_may_be_others(self, environment: dict[str, str]) -> None:
        environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1"
        environment["AWS_ENDPOINT_URL_SSM"] = "http://127.0.0.1:2"
        assert address_of(S3, "eu-west-1").netloc == "127.0.0.1:1"
        assert address_of(PARAMETER_STORE, "eu-west-1").netloc == "127.0.0.1:2"


class TestCredentials:
    @pytest.fixture
    def service(self, environment: dict[str, str]) -> Iterator[KeyService]:
        with KeyService() as service:
            for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
                del environment[name]
            environment.update(service.environment)
            yield service

    def test_are_the_environment_s_as_they_are_now(self, environment: dict[str, str]) -> None:
        assert current_credentials().access_key_id == KEY["AWS_ACCESS_KEY_ID"]
        environment["AWS_ACCESS_KEY_ID"] = "ASIANEXT"
        assert current_credentials().access_key_id == "ASIANEXT"

    def test_are_asked_for_once_while_they_count(self, service: KeyService) -> None:
        assert current_credentials() is current_credentials()
        assert current_credentials().session_token == KEY["AWS_SESSION_TOKEN"]
        assert service.tokens == ["for the asking"]

    def test_are_asked_for_again_before_a_link_of_five_minutes_could_outlive_them(
        self, service: KeyService
    ) -> None:
        service.lasts = timedelta(minutes=9)
        first = current_credentials()
        service.lasts = timedelta(hours=6)
        assert current_credentials() is not first
        assert len(service.tokens) == 2

    def test_count_to_their_end_when_there_are_no_others(self, service: KeyService) -> None:
        service.lasts = timedelta(minutes=9)
        first = current_credentials()
        service.is_down = True
        assert current_credentials() is first

    def test_a_token_in_a_file_is_read_each_time(
        self, service: KeyService, environment: dict[str, str], tmp_path: Path
    ) -> None:
        service.lasts = timedelta(minutes=9)
        environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = str(tmp_path / "token")
        for token in ("first", "second"):
            (tmp_path / "token").write_text(f"{token}\n")
            current_credentials()
        assert service.tokens == ["first", "second"]

    def test_none_are_said(self, service: KeyService) -> None:
        service.is_down = True
        with pytest.raises(CredentialsError, match="status 500"):
            current_credentials()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(  # noqa: S603
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-keyout", str(folder / "key"), "-out", str(folder / "certificate")),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
        ],
        check=True,
        capture_output=True,
    )
    return folder / "certificate"


class TestConnect:
    @pytest.fixture
    def host(self, certificate: Path) -> Iterator[str]:
        """Answers with a certificate that nobody's roots know."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, certificate.with_name("key"))
        with socket.create_server(("127.0.0.1", 0)) as listener:

            def serve() -> None:
                while True:
                    try:
                        accepted = listener.accept()[0]
                    except OSError:
                        return
                    try:
                        context.wrap_socket(accepted, server_side=True).close()
                    except OSError:
                        accepted.close()

            thread = threading.Thread(target=serve, daemon=True)
            thread.start()
            yield f"localhost:{listener.getsockname()[1]}"
            listener.shutdown(socket.SHUT_RDWR)
        thread.join()

    @pytest.fixture(autouse=True)
    def nothing_read_yet(self) -> Iterator[None]:
        connection._trust.cache_clear()
        yield
        connection._trust.cache_clear()

    def test_trusts_nobody_unknown(self, host: str) -> None:
        with pytest.raises(ssl.SSLCertVerificationError):
            connect("https", host, 5)

    def test_trusts_the_roots_of_the_environment(
        self, host: str, certificate: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        connect("https", host, 5).close()

    def test_trusts_the_system_where_somebody_else_answers_for_aws(
        self, host: str, certificate: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(connection, "_OWN_DOMAINS", (host,))
        monkeypatch.setattr(connection, "_OTHER_ROOTS", ())
        # What OpenSSL takes for the system's.
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        connect("https", host, 5).close()

    @pytest.mark.parametrize(
        ("host", "roots"),
        [
            ("ssm.eu-west-1.amazonaws.com", connection._OWN_ROOTS),
            ("secretsmanager.eu-west-1.api.aws", connection._OWN_ROOTS),
            ("email.eu-west-1.api.aws", connection._OWN_ROOTS),
            ("api.aws.example.com", None),
        ],
    )
    def test_knows_aws_by_its_names(
        self, host: str, roots: Path | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in connection._OTHER_ROOTS:
            monkeypatch.delenv(name, raising=False)
        trusted: list[Path | None] = []
        monkeypatch.setattr(connection, "_trust", trusted.append)
        monkeypatch.setattr(connection, "_opened", lambda opened: opened)
        connect("https", host, 5)
        assert trusted == [roots]

    def test_reads_five_roots_for_aws_itself(self) -> None:
        roots = connection._trust(connection._OWN_ROOTS).get_ca_certs()
        names = sorted(part[0][1] for root in roots for part in root["subject"] if part[0][0] == "commonName")
        assert names == [
            *(f"Amazon Root CA {number}" for number in range(1, 5)),
            "Starfield Services Root Certificate Authority - G2",
        ]
        soon = datetime.now(timezone.utc).timestamp() + timedelta(days=5 * 365).total_seconds()
        assert all(ssl.cert_time_to_seconds(str(root["notAfter"])) > soon for root in roots)

    def test_reads_them_once(self) -> None:
        assert connection._trust(connection._OWN_ROOTS) is connection._trust(connection._OWN_ROOTS)


class TestClient:
    patience = Patience(connect_seconds=2, answer_seconds=2, all_seconds=5, attempts=3)

    @pytest.fixture(autouse=True)
    def no_pauses(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(client.time, "sleep", lambda _: None)

    def test_keeps_its_connection(self, environment: dict[str, str]) -> None:
        with AwsService("ses", lambda asked: (200, {"path": asked.path})) as server:
            environment["AWS_ENDPOINT_URL"] = f"{server.url}/below"
            asking = Client(EMAIL, "eu-west-1", self.patience)
            for _ in range(2):
                assert asking.ask(Call({}, "/v2/email")) == {"path": "/below/v2/email"}
            asking.close()

    def test_reads_an_error_s_type_from_its_header_too(self, environment: dict[str, str]) -> None:
        with AwsService("ses", lambda _: (400, {"message": "no", "code": "MessageRejected"})) as server:
            environment["AWS_ENDPOINT_URL"] = server.url
            with pytest.raises(AwsError, match="MessageRejected: no") as caught:
                Client(EMAIL, "eu-west-1", self.patience).ask(Call({}))
        assert (caught.value.status, caught.value.said) == (400, "no")

    @pytest.mark.parametrize(("may_repeat", "count"), [(True, 3), (False, 1)])
    @pytest.mark.parametrize("answer", [None, (503, {})])
    def test_does_nothing_twice_that_is_to_be_done_once(
        self, environment: dict[str, str], may_repeat: bool, count: int, answer: object
    ) -> None:
        def answering(_: Asked) -> object:
            return answer

        with AwsService("ses", answering) as server:  # type: ignore[arg-type]
            environment["AWS_ENDPOINT_URL"] = server.url
            with pytest.raises((AwsError, UnreachableError)):
                Client(EMAIL, "eu-west-1", self.patience).ask(Call({}, may_repeat=may_repeat))
        assert len(server.asked) == count
