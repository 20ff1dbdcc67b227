import { describe, expect, it } from "vitest";
import { findImageSecrets } from "./image.ts";

const secrets = [".env", ".secrets/base.json", "app/.env.local"];
const copied = (dockerfile: string, ignore = "", path = "Dockerfile"): readonly (readonly string[])[] =>
  findImageSecrets(
    new Map([
      [path, dockerfile],
      [".dockerignore", ignore],
    ]),
    secrets,
  ).map(({ place, files }) => [`${place.file}:${place.line}`, ...files]);

describe("findImageSecrets", () => {
  it("finds what the whole folder, a folder or a file brings along", () => {
    expect(copied("FROM python:3.12\nCOPY ./ /srv\n")).toEqual([["Dockerfile:2", ...secrets]]);
    expect(copied("COPY --chown=app:app . .")).toEqual([["Dockerfile:1", ...secrets]]);
    expect(copied('ADD [".secrets/", "/srv/.secrets/"]')).toEqual([["Dockerfile:1", ".secrets/base.json"]]);
    expect(copied("COPY app/ /srv", "", "docker/Dockerfile.prod")).toEqual([
      ["docker/Dockerfile.prod:1", "app/.env.local"],
    ]);
    expect(copied("copy .env* /srv/")).toEqual([["Dockerfile:1", ".env"]]);
  });

  it("leaves alone what does not carry them", () => {
    expect(copied("COPY requirements.txt /srv/")).toEqual([]);
    expect(copied("COPY --from=build . /srv")).toEqual([]);
    expect(copied("# COPY . .")).toEqual([]);
    expect(copied("COPY . .", "", "notes.txt")).toEqual([]);
  });

  it("reads .dockerignore, of which the last word counts", () => {
    expect(copied("COPY . .", "**/.env*\n.secrets\n")).toEqual([]);
    expect(copied("COPY . .", ".*\n")).toEqual([["Dockerfile:1", "app/.env.local"]]);
    expect(copied("COPY . .", "*\n!.secrets/base.json\n")).toEqual([["Dockerfile:1", ".secrets/base.json"]]);
    expect(copied("COPY . .", "# .env\n/.env\n")).toEqual([
      ["Dockerfile:1", ".secrets/base.json", "app/.env.local"],
    ]);
  });
});
