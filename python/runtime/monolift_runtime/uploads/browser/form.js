// A form that is held back until its large files are in the bucket.

// The same in handler.py.
const referenceType = "application/vnd.monolift.upload";
// A function takes 6 MB; a file counts 4/3 of its size there, and the form's other fields want some too.
const formBytes = 4e6;

const running = new Map();
const ready = new WeakSet();
// What the user chose, while references stand in its place.
const chosen = new WeakMap();

document.addEventListener("submit", onSubmit, true);

function onSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || !concerns(form) || ready.delete(form)) return;
  if (!running.has(form)) {
    restoreFiles(form);
    const jobs = tooLarge(form);
    if (jobs.length === 0) return;
    inputsOf(form).forEach(removeRows);
    running.set(form, { form, jobs, submitter: event.submitter });
    jobs.forEach(addRow);
    jobs.forEach(run);
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}

// A field of a form may be named `action` or `method`, as in the admin: the form's own properties would be that field.
function concerns(form) {
  const attribute = (name) => (form.getAttribute(name) || "").toLowerCase();
  return (
    attribute("method") === "post" &&
    attribute("enctype") === "multipart/form-data" &&
    attribute("data-monolift-uploads") !== "off" &&
    new URL(form.getAttribute("action") || "", location.href).origin === location.origin
  );
}

function inputsOf(form) {
  return Array.from(document.querySelectorAll("input[type=file]")).filter(
    (input) => input.form === form && input.name && !input.disabled,
  );
}

/** Jobs for the largest files of a form, so many that the rest fits. */
function tooLarge(form) {
  const jobs = [];
  for (const input of inputsOf(form)) {
    chosen.set(input, Array.from(input.files));
    for (const file of chosen.get(input))
      jobs.push({ input, file, stops: new Set(), isOver: false, isSettled: false, isLeftOut: false });
  }
  jobs.sort((one, other) => other.file.size - one.file.size);
  let left = jobs.reduce((sum, { file }) => sum + file.size, 0);
  let count = 0;
  for (; left > formBytes; count += 1) left -= jobs[count].file.size;
  return jobs.slice(0, count);
}

async function run(job) {
  job.isOver = false;
  job.state("sending");
  job.progress(0);
  job.button(say.cancel, () => cancel(job));
  try {
    await upload(job);
  } catch (error) {
    stop(job);
    if (!(error instanceof Stopped)) console.error(error);
    if (!job.isLeftOut) fail(job, error instanceof Stopped ? error : new Stopped(say.failed(String(error)), true));
    return;
  }
  job.progress(job.file.size);
  job.state("sent");
  job.button("", null);
  settle(job);
}

function stop(job) {
  job.isOver = true;
  for (const breakOff of Array.from(job.stops)) breakOff();
}

function fail(job, { message, mayBeTriedAgain }) {
  job.state("failed");
  job.show(message);
  if (mayBeTriedAgain) job.button(say.retry, () => run(job));
  else job.button(say.cancel, () => cancel(job));
}

/** Of several files one is left out; without its only file a form is not sent. */
function cancel(job) {
  job.isLeftOut = true;
  stop(job);
  discard(job);
  if (!job.input.multiple) return giveUp(job);
  chosen.set(job.input, chosen.get(job.input).filter((file) => file !== job.file));
  job.state("left-out");
  job.show(say.leftOut);
  job.button("", null);
  settle(job);
}

function discard(job) {
  const { transfer } = job;
  forget(job);
  if (!transfer) return;
  const quiet = Object.assign({}, job, { isOver: false, stops: new Set(), show() {} });
  ask(quiet, "cancel", { reference: transfer.reference }).catch(() => {
    // It waits for nobody, and is gone within a day.
  });
}

function giveUp(job) {
  const { form } = job.input;
  const { jobs } = running.get(form);
  running.delete(form);
  for (const other of jobs) {
    other.isLeftOut = true;
    stop(other);
  }
  inputsOf(form).forEach(removeRows);
  addRow(job);
  job.state("failed");
  job.show(say.cancelled);
  job.button("", null);
}

/** When all files are there, references take their places and the form goes, as if it had been sent now. */
function settle(job) {
  job.isSettled = true;
  const submission = running.get(job.input.form);
  if (!submission || !submission.jobs.every((one) => one.isSettled)) return;
  if (submission.jobs.every((one) => one.isLeftOut)) return giveUp(job);
  const { form, jobs, submitter } = submission;
  running.delete(form);
  for (const input of new Set(jobs.map((one) => one.input))) setFiles(input, chosen.get(input).map(inForm));
  ready.add(form);
  const { requestSubmit, submit } = HTMLFormElement.prototype;
  if (requestSubmit) requestSubmit.call(form, submitter || null);
  else submit.call(form);
}

function inForm(file) {
  const transfer = transfers.get(file);
  if (!transfer || !transfer.isWhole) return file;
  return new File([transfer.reference], file.name, { type: referenceType });
}

function setFiles(input, files) {
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  input.files = data.files;
}

/** A form that was sent and is still there (a page that sends by itself, a step back) begins with its files again. */
function restoreFiles(form) {
  for (const input of inputsOf(form)) {
    if (!Array.from(input.files).some((file) => file.type === referenceType)) continue;
    const files = chosen.get(input) || [];
    for (const file of files) transfers.delete(file);
    setFiles(input, files);
  }
}

document.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement && target.type === "file" && !running.has(target.form)) removeRows(target);
});

window.addEventListener("beforeunload", (event) => {
  if (running.size === 0) return;
  event.preventDefault();
  event.returnValue = "";
});
