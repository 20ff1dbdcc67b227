import { describe, expect, it } from "vitest";
import { isServerFile, readTimeLimits, readUploadLimits } from "./servers.ts";

const limits = (file: string, text: string): readonly string[] =>
  readTimeLimits(file, text).map(({ place, name, seconds }) => `${place.line} ${name} ${seconds}`);

describe("readTimeLimits", () => {
  it("reads nginx, gunicorn and uWSGI, in files and on command lines", () => {
    expect(limits("nginx.conf", "server {\n  proxy_read_timeout 5m;\n  uwsgi_read_timeout 300;\n}")).toEqual([
      "2 proxy_read_timeout 300",
      "3 uwsgi_read_timeout 300",
    ]);
    expect(limits("gunicorn.conf.py", "workers = 3\ntimeout = 120  # slow\n")).toEqual(["2 timeout 120"]);
    expect(limits("uwsgi.ini", "[uwsgi]\nharakiri = 60\n")).toEqual(["2 harakiri 60"]);
    expect(limits("Procfile", "web: gunicorn shop.wsgi --timeout 90")).toEqual(["1 --timeout 90"]);
    expect(limits("Dockerfile", 'CMD ["gunicorn", "-b", ":8000", "--timeout", "300", "shop.wsgi"]')).toEqual([
      "1 --timeout 300",
    ]);
  });

  it("leaves other limits alone", () => {
    expect(limits("nginx.conf", "keepalive_timeout 300;\n# proxy_read_timeout 300s;")).toEqual([]);
    expect(limits("Dockerfile", "HEALTHCHECK --timeout=300 CMD true")).toEqual([]);
    expect(limits("settings.py", "timeout = 300")).toEqual([]);
  });
});

describe("readUploadLimits", () => {
  it("reads nginx's largest request in its units", () => {
    const read = (text: string): readonly number[] =>
      readUploadLimits("nginx.conf", text).map(({ megabytes }) => megabytes);
    expect(read("client_max_body_size 128M;")).toEqual([128]);
    expect(read("  client_max_body_size 1g;")).toEqual([1024]);
    expect(read("client_max_body_size 0;")).toEqual([]);
  });
});

describe("isServerFile", () => {
  it("knows files of servers by their names", () => {
    const paths = [
      ".config/nginx.conf",
      "nginx/sites/app.conf",
      "gunicorn.conf.py",
      "deploy/uwsgi.ini",
      "Procfile",
    ];
    expect(paths.filter(isServerFile)).toEqual(paths);
    expect(["shop/settings.py", "setup.cfg", "logging.conf"].filter(isServerFile)).toEqual([]);
  });
});
