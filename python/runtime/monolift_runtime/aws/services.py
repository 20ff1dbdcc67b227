"""Where AWS's services are: what boto3 would find in the environment, or AWS itself."""

from __future__ import annotations

import os
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit


class Service(NamedTuple):
    """A service of AWS.

    Attributes
    ----------
    name
        The name that it goes by in signatures.
    host
        The first part of its address.
    variable
        The end of the variable that names another address: ``SSM`` in ``AWS_ENDPOINT_URL_SSM``.
    title
        What AWS calls it in its documentation, for sentences.
    """

    name: str
    host: str
    variable: str
    title: str


PARAMETER_STORE = Service("ssm", "ssm", "SSM", "Parameter Store")
SECRETS_MANAGER = Service("secretsmanager", "secretsmanager", "SECRETS_MANAGER", "Secrets Manager")
EMAIL = Service("ses", "email", "SESV2", "Amazon SES")
S3 = Service("s3", "s3", "S3", "Amazon S3")


def address_of(service: Service, region: str, *, below: str = "") -> SplitResult:
    """Find the address of a service.

    Parameters
    ----------
    below
        A bucket's name, with a dot at its end. Another endpoint than AWS's has no names below its own.

    See Also
    --------
    https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
    """
    elsewhere = other_endpoint(service)
    return urlsplit(elsewhere or f"https://{below}{service.host}.{region}.{_domain_of(region)}")


def other_endpoint(service: Service) -> str | None:
    """Give the address that the environment names for a service, or None for AWS's own."""
    named = os.environ.get(f"AWS_ENDPOINT_URL_{service.variable}") or os.environ.get("AWS_ENDPOINT_URL")
    return named or None


def current_region() -> str:
    """Give the Region in which the function runs."""
    return os.environ.get("AWS_REGION", "us-east-1")


def _domain_of(region: str) -> str:
    return "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
