"""Says what keeps a stage from its secrets, and what to do: an init error is all that there is to read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..aws.errors import AwsError, UnreachableError
from ..aws.services import PARAMETER_STORE, SECRETS_MANAGER
from ..errors import StageSecretsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..aws.services import Service
    from .sources import Source

_ACTIONS = {PARAMETER_STORE: "ssm:GetParameters", SECRETS_MANAGER: "secretsmanager:GetSecretValue"}

#: A role that is gone, a key that has ended, a clock that is wrong: nothing that a stage's file could change.
_KEY_REFUSED = frozenset(
    (
        *("UnrecognizedClientException", "InvalidClientTokenId", "InvalidSignatureException"),
        *("ExpiredTokenException", "ExpiredToken", "IncompleteSignature", "MissingAuthenticationToken"),
    )
)
#: The third is what Secrets Manager says of a secret that waits for its deletion.
_GONE = frozenset(("ResourceNotFoundException", "ParameterNotFound", "InvalidRequestException"))


def explain(error: OSError, service: Service, region: str, sources: Sequence[Source]) -> StageSecretsError:
    """Put into words why a service gave nothing.

    Parameters
    ----------
    error
        An ``AwsError``, an ``UnreachableError`` or a ``CredentialsError``.
    """
    if isinstance(error, UnreachableError):
        return _error(sources, f"{error}. {_way_to(service, region)}")
    if isinstance(error, AwsError):
        return _error(sources, f"{service.title} says {error}. {_advice(error, service)}")
    return _error(sources, str(error))


def missing(sources: Sequence[Source]) -> StageSecretsError:
    """Put into words that there is no such parameter, or no more."""
    return _error(
        sources,
        "Parameter Store has no such version. Either the parameter was deleted, or it was changed more than "
        f"a hundred times since: AWS keeps no more. {_lift_anew()}",
    )


def malformed(source: Source, what: str) -> StageSecretsError:
    """Put into words that a source holds something else than a document; never what."""
    return _error(
        [source],
        f"{what}. Something else was written there; `monolift secrets` writes it anew. {_lift_anew()}",
    )


def _advice(error: AwsError, service: Service) -> str:
    if error.is_throttled:
        return (
            "Many sandboxes started at one moment, and the account reads no more in a second. Lambda starts "
            "this one again at the next request. The limit of Parameter Store, 40 a second, can be raised: "
            "Systems Manager, Parameter Store, Settings, higher throughput."
        )
    if error.code.startswith("AccessDenied"):
        return (
            f"The function's role has to allow {_ACTIONS[service]} on it, and kms:Decrypt on its key. "
            f"{_lift_anew()} If it is still refused, a policy outside of the stage denies it: one of the "
            "organisation, a permissions boundary, the VPC endpoint's or the key's."
        )
    if error.code in _GONE:
        return f"It was deleted, or this version of it was. {_lift_anew()}"
    if error.code in _KEY_REFUSED:
        return (
            f"AWS does not take the key of the function's role; there may be another by now. {_lift_anew()}"
        )
    if "Decrypt" in error.code or error.code.startswith(("KMS", "InvalidKey")):
        return "The KMS key that encrypts it is switched off, deleted, or not this role's to use."
    return "Lambda starts this sandbox again at the next request." if error.status >= 500 else _lift_anew()


def _way_to(service: Service, region: str) -> str:
    return (
        "From within a VPC it is reached only by a NAT gateway, or by an interface endpoint for "
        f"com.amazonaws.{region}.{service.host} whose security group lets the function in on port 443: add "
        "one of them. Without a VPC, see whether AWS reports a failure in this Region."
    )


def _error(sources: Sequence[Source], reason: str) -> StageSecretsError:
    named = ", ".join(map(str, sources))
    return StageSecretsError(f"The secrets of the stage could not be read ({named}): {reason}")


def _lift_anew() -> str:
    stage = os.environ.get("MONOLIFT_STAGE", "STAGE")
    return f"`monolift up {stage}` makes a release with what is there now."
