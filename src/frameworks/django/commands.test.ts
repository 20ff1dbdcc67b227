import { describe, expect, it } from "vitest";
import type { EntryPoints } from "../../plan/provisions.ts";
import { commandEntry } from "./commands.ts";

const entry: EntryPoints = {
  serve: ["python", "/cache/runtime/bootstrap.py"],
  command: ["python", "/cache/runtime/manage_application.py"],
  commandFolder: "/cache/code/1/backend",
  environment: {
    MONOLIFT_PATH: "/cache/code/1/backend:/cache/code/1/src:/cache/layers/2",
    MONOLIFT_APP_DIR: "/cache/code/1/backend",
    MONOLIFT_MANAGE: "/cache/code/1/backend/manage.py",
    DATABASE_URL: "postgresql://here/db",
  },
  environmentFiles: [],
  taskRoot: "/cache/code/1",
  readOnly: ["/cache/code/1", "/cache/layers/2"],
};

describe("commandEntry", () => {
  it("runs commands on the release as it is", () => {
    expect(commandEntry(entry, { arguments: ["migrate"], projectRoot: "/home/shop" })).toBe(entry);
  });

  it("runs commands that write source on the project, with the release's packages and database", () => {
    const moved = commandEntry(entry, {
      arguments: ["makemigrations", "shop"],
      projectRoot: "/home/my shop",
    });
    expect(moved.commandFolder).toBe("/home/my shop/backend");
    expect(moved.environment).toMatchObject({
      MONOLIFT_PATH: "/home/my shop/backend:/home/my shop/src:/cache/layers/2",
      MONOLIFT_MANAGE: "/home/my shop/backend/manage.py",
      DATABASE_URL: "postgresql://here/db",
      PYTHONDONTWRITEBYTECODE: "1",
    });
  });
});
