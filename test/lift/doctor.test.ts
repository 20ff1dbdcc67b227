import { execFileSync } from "node:child_process";
import { appendFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DoctorResult } from "../../src/actions/doctor-results.ts";
import { createWorkbench, writeProject, type Workbench } from "./workbench.ts";

const dockerfile = "FROM python:3.12\nCOPY ./ /srv\n";
const nginx = "server {\n  client_max_body_size 128M;\n  proxy_read_timeout 300s;\n}\n";
const settings = `
import urllib.request
MEDIA_ROOT = BASE_DIR / ".media"
MEDIA_URL = "/media/"
ALLOWED_HOSTS = ["shop.example.com"]
CORS_ORIGIN_WHITELIST = ("http://localhost:3000",)
LOGGING = {"version": 1, "handlers": {"file": {"class": "logging.FileHandler", "filename": BASE_DIR / "shop.log"}},
    "root": {"handlers": ["file"]}}
try:
    urllib.request.urlopen("http://169.254.169.254/latest/meta-data/local-ipv4", timeout=0.2)
except OSError:
    pass
`;

describe("doctor", () => {
  let bench: Workbench;

  const diagnose = async (
    project: string,
  ): Promise<{ readonly code: number | null; readonly result: DoctorResult }> => {
    const { code, json, stderr } = await bench.call(project, "doctor", "--json");
    expect(json, stderr).toBeDefined();
    return { code, result: json };
  };
  const codes = ({ findings }: DoctorResult): readonly string[] =>
    findings.map(({ severity, code, places }) => {
      const [first] = places;
      const at = first === undefined ? "" : ` ${first.file}${first.line === null ? "" : `:${first.line}`}`;
      return `${severity} ${code}${at}`;
    });

  const makeProject = async (name: string): Promise<string> => {
    const folder = join(bench.folder, name);
    await writeProject(folder);
    return folder;
  };

  beforeAll(async () => {
    bench = await createWorkbench();
  });
  afterAll(() => bench.remove());

  it("finds nothing grave in a new project, and starts nothing", async () => {
    const project = await makeProject("healthy");
    const { code, result } = await diagnose(project);
    expect(code).toBe(0);
    expect(result.counts.error).toBe(0);
    expect(codes(result)).toEqual(
      expect.arrayContaining([
        "note DEBUG_ON site_of_shop/settings.py:26",
        "note SECRET_KEY_IN_CODE site_of_shop/settings.py:23",
      ]),
    );
    const state = await readdir(join(bench.state, "monolift/projects/healthy"));
    expect(state).not.toContain("postgres");
    expect(state).not.toContain("daemon.json");
  });

  it("finds what would go wrong, each at its line", async () => {
    const project = await makeProject("sick");
    await appendFile(join(project, "site_of_shop/settings.py"), settings);
    await writeFile(join(project, "Dockerfile"), dockerfile);
    await writeFile(join(project, "nginx.conf"), nginx);
    await mkdir(join(project, ".secrets"));
    await writeFile(join(project, ".secrets/base.json"), "{}");
    await mkdir(join(project, ".media"));
    await writeFile(join(project, ".media/photo.jpg"), "x");
    execFileSync("git", ["-C", project, "init"], { stdio: "ignore" });
    execFileSync("git", ["-C", project, "add", "-A"], { stdio: "ignore" });
    const { code, result } = await diagnose(project);
    expect(code).toBe(1);
    expect(result.failure).toBeNull();
    const found = codes(result);
    for (const one of [
      "error SECRETS_COMMITTED .secrets/base.json",
      "warning MEDIA_COMMITTED .media/photo.jpg",
      "warning SECRETS_IN_IMAGE Dockerfile:2",
      "warning TIME_LIMIT_LONG nginx.conf:3",
      "warning UPLOADS_LARGE nginx.conf:2",
      "note SERVER_FILES_IGNORED nginx.conf",
    ])
      expect(found).toContain(one);
    const named = found.map((one) => one.replace(/:\d+$/, ""));
    for (const one of [
      "error METADATA_ASKED site_of_shop/settings.py",
      "warning CORS_LOCAL_ONLY site_of_shop/settings.py",
      "note MEDIA_ON_DISK site_of_shop/settings.py",
      "note LOG_FILE site_of_shop/settings.py",
      "note HOSTS_WRITTEN site_of_shop/settings.py",
    ])
      expect(named).toContain(one);
  });

  it("tells of an application that does not load what its files tell", async () => {
    const project = await makeProject("broken");
    await appendFile(
      join(project, "site_of_shop/settings.py"),
      'INSTALLED_APPS += ["debug_toolbar", "sslserver"]\n',
    );
    const { code, result } = await diagnose(project);
    expect(code).toBe(1);
    expect(result.failure).toMatchObject({ code: "MODULE_MISSING" });
    const missing = result.findings.find((one) => one.code === "APPS_MISSING");
    expect(missing?.facts).toEqual({ apps: ["debug_toolbar", "sslserver"] });
    expect(missing?.places[0]?.file).toBe("site_of_shop/settings.py");
  });
});
