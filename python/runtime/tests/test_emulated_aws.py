"""The stores of secrets as an emulator has them: shapes, versions and errors that are not of our making."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import boto3
import pytest
from emulator import running_moto
from monolift_runtime import stage_secrets
from monolift_runtime.errors import StageSecretsError

NAME = "/monolift/blog/production/secrets"


@pytest.fixture(scope="module")
def moto() -> Iterator[dict[str, str]]:
    with running_moto() as variables:
        yield variables


@pytest.fixture
def environment(moto: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    given = {**moto, "PATH": os.environ["PATH"]}
    monkeypatch.setattr(os, "environ", given)
    return given


def asked(service: str, environment: dict[str, str]):  # type: ignore[no-untyped-def]
    return boto3.client(
        service,
        endpoint_url=environment["AWS_ENDPOINT_URL"],
        region_name=environment["AWS_REGION"],
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def document(**variables: str) -> str:
    return json.dumps({"variables": variables, "files": []})


def test_a_parameter_is_read_at_its_pinned_version(environment: dict[str, str]) -> None:
    store = asked("ssm", environment)
    for number in ("1", "2", "3"):
        value = document(NUMBER=number)
        store.put_parameter(Name=NAME, Value=value, Type="SecureString", Overwrite=True)
    environment["MONOLIFT_SECRETS"] = f"ssm:{NAME}:2"
    stage_secrets.take(environment)
    assert environment["NUMBER"] == "2"


def test_a_version_that_never_was_is_named(environment: dict[str, str]) -> None:
    environment["MONOLIFT_SECRETS"] = f"ssm:{NAME}:99 ssm:/nothing:1"
    with pytest.raises(StageSecretsError, match=f"version 99 of the parameter {NAME}, version 1 of"):
        stage_secrets.take(environment)


def test_a_secret_is_read_at_its_pinned_version(environment: dict[str, str]) -> None:
    store = asked("secretsmanager", environment)
    made = store.create_secret(Name="monolift/blog", SecretString=document(NUMBER="1"))
    store.put_secret_value(SecretId=made["ARN"], SecretString=document(NUMBER="2"))
    environment["MONOLIFT_SECRETS"] = f"secretsmanager:{made['ARN']}:{made['VersionId']}"
    stage_secrets.take(environment)
    assert environment["NUMBER"] == "1"
    environment["MONOLIFT_SECRETS"] = f"secretsmanager:{made['ARN']}:00000000-0000-0000-0000-000000000000"
    with pytest.raises(StageSecretsError, match="ResourceNotFoundException"):
        stage_secrets.take(environment)
