import type { databasesEn } from "../../src/words/providers/aws/databases/en.ts";
import type { Samples } from "./samples.ts";

const file = "/home/me/.config/monolift/neon-key";

export const databasesSamples: Samples<typeof databasesEn> = {
  errors: {
    NEON_KEY_MISSING: [{ file }],
    NEON_KEY_REFUSED: [
      { from: "environment", file },
      { from: "file", file },
      { from: "answer", file },
    ],
    NEON_NOT_ALLOWED: [{ operation: "createProject", message: "user has no access to projects create" }],
    NEON_ORGANIZATION_UNCLEAR: [
      {
        organizations: [
          { id: "org-cool-sky-12345678", name: "Atelier" },
          { id: "org-red-hill-87654321", name: "Me" },
        ],
      },
    ],
    NEON_PROJECT_NOT_FOUND: [{ project: "shiny-wind-028834" }],
    NEON_PROJECT_NOT_OURS: [{ name: "monolift-blog", id: "shiny-wind-028834", branch: "monolift" }],
    NEON_PROJECTS_ALIKE: [{ name: "monolift-blog", ids: ["shiny-wind-028834", "red-sea-028835"] }],
    NEON_BRANCH_OF_ANOTHER: [{ project: "monolift-blog", stage: "production", owner: "123456789012" }],
    NEON_BRANCH_RENAMED: [{ project: "monolift-blog", stage: "production", branch: "prod-old" }],
    NEON_NOTHING_TO_COPY: [{ stage: "preview-1", from: "production" }],
    NEON_LIMIT: (
      [
        "project-count",
        "branch-count",
        "compute-count",
        "compute-time",
        "storage-size",
        "transfer-size",
        "any-other",
      ] as const
    ).map((limit) => ({ limit, message: "limit exceeded" })),
    NEON_REFUSED: [{ operation: "createProjectBranch", status: 422, message: "name is too long" }],
    NEON_UNREACHABLE: [{ operation: "listProjects", reason: "connect ECONNREFUSED" }],
    NEON_BUSY: [{ operation: "createProjectBranch", seconds: 120 }],
    NEON_TOO_MANY_REQUESTS: [{ seconds: 600 }],
    NEON_OPERATION_FAILED: [
      { action: "start_compute", status: "failed", message: "no capacity" },
      { action: "create_branch", status: "cancelled", message: "" },
    ],
    NEON_SLOW: [{ actions: ["create_branch", "start_compute"], seconds: 300 }],
    NEON_NO_DATABASE: [{ stage: "production" }],
    NEON_POINT_NOT_FOUND: [{ stage: "production", point: "3" }],
    NEON_NO_REGION: [{ region: "ap-northeast-1" }],
    DATABASE_URL_MISSING: [{ stage: "production" }],
    DATABASE_URL_UNREADABLE: [{ stage: "production", reason: "it names no host" }],
    DATABASE_URL_UNREACHABLE: [
      { host: "db.example.com", port: 5432, reason: "password authentication failed" },
    ],
    DATABASE_TOO_OLD: [{ host: "db.example.com", version: "11.22", least: 14 }],
    DATABASE_TOO_SMALL: [
      { connections: 3, functions: 1 },
      { connections: 5, functions: 4 },
    ],
    DATABASE_URL_KEPT: [{ stage: "production", engine: "neon" }],
    DATA_NOT_FROM_HERE: [{ stage: "production" }],
    DATABASE_GONE: [{ stage: "production", engine: "neon", release: 7 }],
    ROWS_NOT_FROM_HERE: [
      { stage: "production", engine: "settings" },
      { stage: "production", engine: "aurora" },
    ],
    FROM_OTHER_PROVIDER: [
      { stage: "local", from: "production", isFromAws: true },
      { stage: "production", from: "local", isFromAws: false },
    ],
    FROM_ELSEWHERE: [
      { stage: "preview-1", from: "production", region: "ap-northeast-1", account: null },
      { stage: "preview-1", from: "production", region: "us-east-1", account: "123456789012" },
    ],
    COPY_NOT_OFFERED: [
      { stage: "preview-1", from: "production", engine: "url", fromEngine: "url" },
      { stage: "preview-1", from: "production", engine: "neon", fromEngine: "aurora" },
    ],
  },
  notices: {
    NEON_REGION_FAR: [{ region: "ap-northeast-1", neonRegion: "aws-ap-southeast-1", milliseconds: 74 }],
    NEON_EXPIRY_NOT_SET: [
      { stage: "preview-1", reason: "too-far" },
      { stage: "preview-1", reason: "has-copies" },
      { stage: "preview-1", reason: "not-offered" },
    ],
    NEON_BRANCH_KEPT: [
      { stage: "production", copies: ["preview-1"] },
      { stage: "production", copies: ["preview-1", "preview-2"] },
    ],
    NEON_PROJECT_KEPT: [{ project: "monolift-blog", branches: ["try-out"] }],
    DATABASE_CONCURRENCY_CAPPED: [{ wanted: 1000, cap: 405, connections: 412 }],
    DATABASE_CONNECTIONS_BRIEF: [{ connections: 97, needed: 120 }],
  },
};
