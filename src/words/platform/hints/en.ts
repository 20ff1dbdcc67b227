/**
 * What the log says after an error of the system's behind which a limit of Lambda's stands, in English: which one it is,
 * and the way out.
 */
export const hintsEn = {
  "read-only": ({ path }: { readonly path: string }) =>
    `${path} cannot be written to: on Lambda, too, everything but /tmp is read-only. Write to /tmp what only this request needs, and keep the rest in storage (default_storage, a FileField) or in the database.`,
  "no-home": ({ path }: { readonly path: string }) =>
    `${path} is in the home folder, and on Lambda, too, there is none. At the top of the settings, point the library to /tmp: os.environ["HOME"] = "/tmp", or its own variable (XDG_CACHE_HOME, MPLCONFIGDIR, …).`,
  "shared-memory": (_facts: object) =>
    "Lambda has no shared memory (/dev/shm), which the locks, queues and pools of multiprocessing need. Use threads (ThreadPoolExecutor, threading.Lock) or multiprocessing.Pipe.",
  "file-descriptors": (_facts: object) =>
    "A process may have 1,024 files and sockets open at one time, as on Lambda. Close what was opened (with open(…) as file), and keep one client for all requests instead of making a new one each time.",
  processes: (_facts: object) =>
    "A sandbox may have 1,024 processes and threads, as on Lambda. Use a pool with a fixed number of workers: ThreadPoolExecutor(max_workers=8).",
  "tmp-full": ({ tmpMb }: { readonly tmpMb: number }) =>
    `/tmp is full: it has ${tmpMb} MB, as on Lambda, and keeps its files from one request to the next. Remove each file after its use, or raise \`tmp\` of the function in monolift.toml (10240 at most).`,
  "tmp-over": ({ tmpMb }: { readonly tmpMb: number }) =>
    `/tmp holds more than ${tmpMb} MB. That cannot be prevented on this machine; on Lambda, writing would have failed with "No space left on device". Remove each file after its use, or raise \`tmp\` of the function in monolift.toml (10240 at most).`,
  "stream-slowed": (_facts: object) =>
    "The response is larger than 6 MB: the rest of it is sent at 2 MB a second, as on Lambda. Put large files into object storage and redirect to them.",
  "left-running": ({ program }: { readonly program: string }) =>
    `The process "${program}" goes on after the request that started it was answered. It is frozen together with the sandbox: it goes on during some later request, or never. Wait for its end before answering, or give the work to a task or a job.`,
};

export type HintWords = typeof hintsEn;
