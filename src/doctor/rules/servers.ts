import { finding } from "../finding.ts";
import type { SurveyRule } from "../subject.ts";

/**
 * What API Gateway waits at most by default.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
const gatewaySeconds = 29;
/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const requestMb = 6;

/** Settings of servers that do not run on AWS, and the limits in them that AWS does not have. */
export const findServers: SurveyRule = ({ survey }) => {
  const [slowest] = survey.timeLimits
    .filter(({ seconds }) => seconds > gatewaySeconds)
    .toSorted((one, other) => other.seconds - one.seconds);
  const [widest] = survey.uploadLimits
    .filter(({ megabytes }) => megabytes > requestMb)
    .toSorted((one, other) => other.megabytes - one.megabytes);
  const files = survey.serverFiles;
  const long = survey.timeLimits.filter(({ seconds }) => seconds > gatewaySeconds);
  return [
    ...(slowest === undefined
      ? []
      : [
          finding(
            "warning",
            "TIME_LIMIT_LONG",
            { name: slowest.name, seconds: slowest.seconds, limitSeconds: gatewaySeconds },
            [slowest, ...long].map(({ place }) => place),
          ),
        ]),
    ...(widest === undefined
      ? []
      : [
          finding("warning", "UPLOADS_LARGE", { megabytes: widest.megabytes, limitMb: requestMb }, [
            widest.place,
          ]),
        ]),
    ...(files.length === 0
      ? []
      : [
          finding(
            "note",
            "SERVER_FILES_IGNORED",
            { files },
            files.map((file) => ({ file, line: null })),
          ),
        ]),
  ];
};
