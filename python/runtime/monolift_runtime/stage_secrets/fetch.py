"""Asks for what the sources hold."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING, Any

from ..aws.client import Call, Client, Patience
from ..aws.errors import AwsError, CredentialsError, UnreachableError
from ..aws.services import PARAMETER_STORE, SECRETS_MANAGER, current_region
from .refusals import explain, missing
from .sources import Parameter, Secret

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..aws.services import Service
    from .sources import Source

#: Whoever does not connect within a second or two will not in ten; and it has to be said before the 10
#: seconds are over that Lambda gives to the init phase. Parameter Store throttles past 40 requests a second,
#: which a hundred sandboxes that start together wait out.
_PATIENCE = Patience(connect_seconds=2, answer_seconds=3, all_seconds=6, attempts=8)

#: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
_NAMES_AT_ONCE = 10


def fetch(sources: Sequence[Source]) -> list[str]:
    """Give what each source holds, in their order.

    Parameters are asked for ten at a time, secrets one by one.

    Raises
    ------
    StageSecretsError
        Why one of them cannot be read, and what to do.
    """
    parameters = list(dict.fromkeys(source for source in sources if isinstance(source, Parameter)))
    texts: dict[Source, str] = {}
    for start in range(0, len(parameters), _NAMES_AT_ONCE):
        texts.update(_parameters(parameters[start : start + _NAMES_AT_ONCE]))
    for source in sources:
        if isinstance(source, Secret) and source not in texts:
            texts[source] = _secret(source)
    return [texts[source] for source in sources]


def _parameters(parameters: Sequence[Parameter]) -> dict[Source, str]:
    names = [parameter.selector for parameter in parameters]
    call = Call({"Names": names, "WithDecryption": True}, headers={"x-amz-target": "AmazonSSM.GetParameters"})
    answer = _ask(PARAMETER_STORE, current_region(), call, parameters)
    found = {f"{one['Name']}:{one['Version']}": str(one["Value"]) for one in answer["Parameters"]}
    lost = [parameter for parameter in parameters if parameter.selector not in found]
    if lost:
        raise missing(lost)
    return {parameter: found[parameter.selector] for parameter in parameters}


def _secret(secret: Secret) -> str:
    call = Call(
        {"SecretId": secret.arn, "VersionId": secret.version},
        headers={"x-amz-target": "secretsmanager.GetSecretValue"},
    )
    answer = _ask(SECRETS_MANAGER, secret.region, call, [secret])
    text = answer.get("SecretString")
    return b64decode(answer["SecretBinary"]).decode("utf-8") if text is None else str(text)


def _ask(service: Service, region: str, call: Call, sources: Sequence[Source]) -> Any:
    client = Client(service, region, _PATIENCE)
    try:
        return client.ask(call)
    except (AwsError, CredentialsError, UnreachableError) as error:
        raise explain(error, service, region, sources) from error
    finally:
        client.close()
