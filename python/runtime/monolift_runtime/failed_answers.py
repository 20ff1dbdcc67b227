"""Says in the log which answers were of 500 to 599, in a form of which CloudWatch makes a metric by version.

Lambda's own metrics know failed invocations only: an application that answers 500 has answered.

See Also
--------
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

from __future__ import annotations

import logging
import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monolift_runtime.logs import Log

_VARIABLE = "MONOLIFT_REPORT_5XX"

#: What is asked of CloudWatch: ``src/providers/aws/canary/count-requests.ts``.
_NAMESPACE = "Monolift"
_METRIC = "FailedAnswers"


def report_failed_answer(log: Log, status: int) -> None:
    """Write one line for an answer of 500 to 599, where the stage asks for it."""
    if 500 <= status <= 599 and os.environ.get(_VARIABLE) == "1":
        log.write(logging.WARNING, f"Answered with status {status}.", fields=_metric())


def _metric() -> dict[str, object]:
    dimensions = {
        "FunctionName": os.environ.get("AWS_LAMBDA_FUNCTION_NAME", ""),
        "ExecutedVersion": os.environ.get("AWS_LAMBDA_FUNCTION_VERSION", ""),
    }
    directive = {
        "Namespace": _NAMESPACE,
        "Dimensions": [list(dimensions)],
        "Metrics": [{"Name": _METRIC, "Unit": "Count"}],
    }
    described = {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [directive]}
    return {"_aws": described, **dimensions, _METRIC: 1}
