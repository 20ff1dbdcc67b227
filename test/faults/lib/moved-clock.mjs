// Imported into the background process: its clock is moved by as many milliseconds as the file FAULTS_CLOCK says, read
// again at each SIGUSR2. As when somebody sets the clock of a machine, timers and `performance.now()` go on as before.
import { readFileSync, writeFileSync } from "node:fs";

const file = process.env.FAULTS_CLOCK;
const RealDate = globalThis.Date;
let movedBy = 0;

globalThis.Date = class Date extends RealDate {
  constructor(...parameters) {
    if (parameters.length === 0) super(RealDate.now() + movedBy);
    else super(...parameters);
  }

  static now() {
    return RealDate.now() + movedBy;
  }
};

function read() {
  const text = readFileSync(file, "utf8");
  movedBy = Number(text);
  writeFileSync(`${file}.read`, text);
}

process.on("SIGUSR2", read);
read();
