import type { SourcePlace, Survey, TimeLimit } from "../../../facts/survey.ts";

const serverFiles =
  /(^|\/)(nginx[^/]*\.conf|[^/]*nginx[^/]*\/.+\.conf|gunicorn[^/]*\.(py|conf)|[^/]*uwsgi[^/]*\.(ini|ya?ml|xml)|supervisord?[^/]*\.(conf|ini)|Procfile|docker-compose[^/]*\.ya?ml|compose\.ya?ml)$/i;

/** Whether a file only tells a server what to do that does not run on AWS. */
export function isServerFile(path: string): boolean {
  return serverFiles.test(path);
}

/** Patterns with the name and the seconds, by the kind of file that they stand in. */
const limits: readonly (readonly [file: RegExp, limit: RegExp])[] = [
  [/\.conf$/i, /^\s*((?:proxy|uwsgi|fastcgi|grpc)_(?:read|send)_timeout)\s+(\d+)(s|m|h)?\s*;/],
  [/gunicorn[^/]*\.(py|conf)$/i, /^\s*(timeout)\s*=\s*(\d+)()\s*(?:#.*)?$/],
  [/uwsgi/i, /^\s*(harakiri|http-timeout|socket-timeout)\s*[=:]\s*(\d+)()\s*$/],
  [
    /(Dockerfile[^/]*|Procfile|\.ya?ml|\.conf|\.ini)$/i,
    /\bgunicorn\b.*?[\s"'](--timeout|-t)(?:[ =]|["'],\s*)["']?(\d+)()\b/,
  ],
  [
    /(Dockerfile[^/]*|Procfile|\.ya?ml|\.conf|\.ini)$/i,
    /\buwsgi\b.*?[\s"'](--harakiri|--http-timeout)(?:[ =]|["'],\s*)["']?(\d+)()\b/,
  ],
];

const secondsOf: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3600 };

/** Reads how long the servers of a project wait for an answer. */
export function readTimeLimits(file: string, text: string): readonly TimeLimit[] {
  return text.split("\n").flatMap((line, index) =>
    limits.flatMap(([kind, pattern]): readonly TimeLimit[] => {
      const [, name, amount, unit = ""] = (kind.test(file) && pattern.exec(line)) || [];
      if (name === undefined) return [];
      const seconds = Number(amount) * (secondsOf[unit] ?? 1);
      return [{ place: { file, line: index + 1 }, name, seconds }];
    }),
  );
}

/** Reads the largest request that nginx lets through; 0 takes any. */
export function readUploadLimits(file: string, text: string): Survey["uploadLimits"] {
  const megabytesOf: Readonly<Record<string, number>> = { "": 1 / 1_048_576, k: 1 / 1024, m: 1, g: 1024 };
  return text.split("\n").flatMap((line, index) => {
    const [, amount, unit = ""] = /^\s*client_max_body_size\s+(\d+)([kmg])?\s*;/i.exec(line) ?? [];
    if (amount === undefined || amount === "0") return [];
    const megabytes = Math.round(Number(amount) * (megabytesOf[unit.toLowerCase()] ?? 1));
    const place: SourcePlace = { file, line: index + 1 };
    return [{ place, megabytes }];
  });
}
