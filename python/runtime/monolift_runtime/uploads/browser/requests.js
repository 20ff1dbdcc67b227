// Requests that are made again until there is an answer that is final.

const service = "/_monolift/uploads/";
const pausesMs = [1000, 2000, 4000, 8000, 15000, 15000, 15000, 30000, 30000];
// A browser has six connections for one host; the application's own requests want some.
const connections = 4;

/** What stops an upload for now, in words for the user. */
class Stopped extends Error {
  constructor(message, mayBeTriedAgain) {
    super(message);
    this.mayBeTriedAgain = mayBeTriedAgain;
  }
}

/** One request; gives its answer, null when there is none. `job.stops` holds what breaks it off. */
function exchange(method, url, body, job, onProgress) {
  if (job.isOver) return Promise.reject(new Stopped(say.cancelled, false));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open(method, url);
    if (onProgress) request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => resolve(request);
    request.onerror = () => resolve(null);
    request.onabort = () => reject(new Stopped(say.cancelled, false));
    request.onloadend = () => job.stops.delete(stop);
    job.stops.add(stop);
    request.send(body);
  });
}

/** Makes a request, and makes it again while what stops it may pass: no connection, 429, 5xx. */
async function persist(job, makeRequest) {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await makeRequest();
    if (answer && answer.status < 500 && (answer.status !== 429 || read(answer).error)) return answer;
    if (attempt === pausesMs.length)
      throw new Stopped(answer ? say.failed(answer.status) : say.connection, true);
    job.show(say.again);
    await pause(job, pausesMs[attempt]);
  }
}

function pause(job, milliseconds) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new Stopped(say.cancelled, false));
    };
    const timer = setTimeout(() => {
      job.stops.delete(stop);
      resolve();
    }, milliseconds);
    job.stops.add(stop);
  });
}

function read(answer) {
  try {
    return JSON.parse(answer.responseText);
  } catch (error) {
    // A page, or an answer of the bucket.
    return {};
  }
}

/** Asks the application; gives what it says, or throws why not. */
async function ask(job, operation, data) {
  const body = new URLSearchParams(Object.assign({ csrfmiddlewaretoken: csrfToken(job.input.form) }, data));
  const answer = await persist(job, () => exchange("POST", service + operation, body, job));
  const said = read(answer);
  if (answer.status === 200) return said;
  if (said.error === "too-large") throw new Stopped(say.tooLarge(Math.floor(said.limit / 1048576)), false);
  if (said.error === "too-many") throw new Stopped(say.tooMany, true);
  if (answer.status === 410) forget(job);
  else if (answer.status === 403) throw new Stopped(say.denied, false);
  throw new Stopped(say.failed(answer.status), true);
}

function csrfToken(form) {
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  const cookie = /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie);
  return field ? field.value : cookie ? decodeURIComponent(cookie[1]) : "";
}

let free = connections;
const queue = [];

/** Waits for a connection, however many files and parts there are. */
async function withConnection(work) {
  if (free > 0) free -= 1;
  else await new Promise((resolve) => queue.push(resolve));
  try {
    return await work();
  } finally {
    if (queue.length > 0) queue.shift()();
    else free += 1;
  }
}
