// What is uploaded, and how long it takes to make it, beside Zappa's `package`.
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../scripts/set-up.mjs";
import { target } from "./lib/measurement.mjs";
import { createUser, packageCaches } from "./lib/monolift.mjs";
import { waitUntilQuiet } from "./lib/quiet.mjs";
import { environment, installedPlace, python, runProgram } from "./lib/set-up.mjs";
