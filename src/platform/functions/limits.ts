/**
 * Sizes that Lambda holds every function to, in bytes.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const limits = {
  /** The event of a synchronous invocation. */
  requestBytes: 6 * 1024 * 1024,
  /** A buffered response; the Runtime API grants 100 bytes over the 6 MB for what surrounds it. */
  responseBytes: 6 * 1024 * 1024 + 100,
  /** A streamed response. AWS also slows a stream to 2 MB/s after its first 6 MB; that is not done here. */
  streamBytes: 200 * 1024 * 1024,
} as const;
