/**
 * What Lambda holds every function to; sizes in bytes.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const limits = {
  /** The event of a synchronous invocation. */
  requestBytes: 6 * 1024 * 1024,
  /** A buffered response; the Runtime API grants 100 bytes over the 6 MB for what surrounds it. */
  responseBytes: 6 * 1024 * 1024 + 100,
  /** A streamed response. */
  streamBytes: 200 * 1024 * 1024,
  /** What of a streamed response is passed on as fast as it comes. */
  uncappedStreamBytes: 6 * 1024 * 1024,
  /** How fast the rest of it is passed on, in bytes. */
  streamBytesPerSecond: 2 * 1024 * 1024,
  /** All environment variables that a function is configured with, as one JSON text. */
  environmentBytes: 4096,
  /** Files and sockets that a process may have open at one time. */
  fileDescriptors: 1024,
  /** Processes and threads of a sandbox, together. */
  processes: 1024,
} as const;
