import { describe } from "vitest";
import { checkReports } from "../../test/reports/reports.ts";
import type {
  DataExportResult,
  DataImportResult,
  DataPointsResult,
  DataRestoreResult,
} from "../actions/data-results.ts";
import { sayExport, sayImport, sayPoints, sayRestore, sayRestoreQuestion } from "./data.ts";

const stage = { name: "blog", stage: "local" } as const;
const point = {
  id: 3,
  createdAt: "2026-05-01T11:00:00Z",
  by: "k@laptop",
  release: 1,
  reason: "migration",
  hasFiles: true,
} as const;

const points: DataPointsResult = {
  ...stage,
  points: [
    { ...point, id: 4, reason: "import", release: null, databaseBytes: null },
    { ...point, databaseBytes: 9_100_000 },
  ],
};

const restored: DataRestoreResult = {
  ...stage,
  restored: point,
  keptAs: 4,
  live: 2,
  fits: false,
  canReturn: true,
  steps: [],
};

const amounts = { tables: 2, rows: 1206, objects: 31, mediaBytes: 12_000_000 };

const exported: DataExportResult = {
  ...stage,
  folder: "/home/k/backup",
  exportedAt: "2026-05-01T11:59:00Z",
  release: 2,
  ...amounts,
  steps: [],
};

const imported: DataImportResult = {
  ...stage,
  stage: "preview-a",
  folder: "/home/k/backup",
  from: { project: "blog", stage: "local", exportedAt: "2026-04-30T12:00:00Z" },
  ...amounts,
  restorePoint: 5,
  steps: [],
};

describe("the reports of data", () => {
  checkReports("data", (page) => ({
    points: sayPoints(points, page),
    "points, none": sayPoints({ ...points, points: [] }, page),
    "restore, asks": sayRestoreQuestion(
      { ...stage, point, goes: amounts, comes: { rows: 12, objects: 1, mediaBytes: 9 } },
      page,
    ),
    "restore on AWS, asks": sayRestoreQuestion(
      {
        ...stage,
        stage: "production",
        point: { ...point, hasFiles: false },
        goes: { rows: 1206, objects: null, mediaBytes: null },
        comes: { rows: null, objects: null, mediaBytes: null },
      },
      page,
    ),
    "restore on AWS": sayRestore(
      { ...restored, stage: "production", fits: true, restored: { ...point, hasFiles: false } },
      page,
    ),
    restore: sayRestore(restored, page),
    "restore, no way back": sayRestore({ ...restored, stage: "preview-a", canReturn: false }, page),
    "restore, fits": sayRestore({ ...restored, fits: true }, page),
    "restore, fits nobody": sayRestore({ ...restored, live: null }, page),
    export: sayExport(exported, page),
    import: sayImport(imported, page),
    "import, into nothing": sayImport({ ...imported, restorePoint: null }, page),
  }));
});
