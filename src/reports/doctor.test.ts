import { describe } from "vitest";
import { checkReports, wrong } from "../../test/reports/reports.ts";
import type { Diagnosis } from "../actions/doctor.ts";
import { finding } from "../doctor/finding.ts";
import { doctorResult, sayDoctor } from "./doctor.ts";

const diagnosis: Diagnosis = {
  name: "blog",
  stage: "local",
  root: "/home/k/blog",
  failure: null,
  findings: [
    finding("error", "METADATA_ASKED", { address: "169.254.169.254:80", isAtImport: true }, [
      { file: "config/settings.py", line: 12 },
    ]),
    finding(
      "warning",
      "THREADS_LEFT",
      {},
      [1, 2, 3, 4, 5, 6].map((line) => ({ file: "blog/views.py", line })),
    ),
    finding("note", "SERVICE_UNUSED", { packages: ["redis"] }),
  ],
};

describe("the reports of a diagnosis", () => {
  checkReports("doctor", (page) => ({
    doctor: sayDoctor(doctorResult(diagnosis, page.language), page),
    "doctor, not loaded": sayDoctor(
      doctorResult({ ...diagnosis, failure: wrong, findings: [] }, page.language),
      page,
    ),
    "doctor, nothing": sayDoctor(doctorResult({ ...diagnosis, findings: [] }, page.language), page),
  }));
});
