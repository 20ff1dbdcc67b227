// One file on its way to the bucket.

// What is known of a file's upload outlives a failure and a second press of the button.
const transfers = new WeakMap();

/** Brings a file into the bucket, or goes on where it was; throws `Stopped`. */
async function upload(job) {
  const { file, input } = job;
  const known = transfers.get(file);
  if (known && known.field === input.name) job.transfer = known;
  else {
    const data = { field: input.name, size: file.size, type: file.type };
    const begun = await withConnection(() => ask(job, "begin", data));
    job.transfer = Object.assign({ field: input.name, done: new Set(), isWhole: false }, begun);
    transfers.set(file, job.transfer);
  }
  const { transfer } = job;
  if (transfer.isWhole) return;
  if (transfer.partBytes) await sendParts(job, transfer);
  else await withConnection(() => sendForm(job, transfer));
  transfer.isWhole = true;
}

function forget(job) {
  transfers.delete(job.file);
}

async function sendForm(job, { fields, url }) {
  const body = new FormData();
  for (const name of Object.keys(fields)) body.append(name, fields[name]);
  body.append("file", job.file);
  const onProgress = (loaded) => job.progress(Math.min(loaded, job.file.size));
  try {
    await send(job, () => exchange("POST", url, body, job, onProgress));
  } catch (error) {
    // Nothing is there to go on from, and the bucket may hang up on a form that is too old.
    forget(job);
    throw error;
  }
}

async function sendParts(job, { done, partBytes, reference }) {
  const count = Math.ceil(job.file.size / partBytes);
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const part = (number) => job.file.slice((number - 1) * partBytes, number * partBytes);
  const loaded = new Map();
  const showSum = () =>
    job.progress(
      numbers.reduce((sum, number) => sum + (done.has(number) ? part(number).size : loaded.get(number) || 0), 0),
    );
  const sendPart = async (number) => {
    // The address is asked for each time: one of an hour ago would be of no use after a long break.
    await send(job, async () => {
      const { url } = await ask(job, "part", { reference, number });
      return exchange("PUT", url, part(number), job, (bytes) => {
        loaded.set(number, bytes);
        showSum();
      });
    });
    done.add(number);
    showSum();
  };
  for (;;) {
    const left = numbers.filter((number) => !done.has(number));
    const errors = await Promise.all(
      left.map((number) => withConnection(() => sendPart(number)).then(() => null, (error) => error)),
    );
    const error = errors.find((one) => one);
    if (error) throw error;
    const { missing } = await ask(job, "finish", { reference });
    if (missing.length === 0) return;
    for (const number of missing) done.delete(number);
  }
}

/** Sends data. What the bucket refuses for good, a signature that is too old for instance, begins anew next time. */
async function send(job, makeRequest) {
  const answer = await persist(job, makeRequest);
  if (answer.status >= 200 && answer.status < 300) return;
  forget(job);
  throw new Stopped(say.failed(answer.status), true);
}
