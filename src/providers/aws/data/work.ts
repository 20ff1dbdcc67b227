/** How far a long piece of work is. */
export interface Progress {
  readonly done: number;
  /** Null while it is not known how much there is. */
  readonly total: number | null;
}

/** What may accompany any work on AWS that takes long. */
export interface WorkOptions {
  /** Ends the work at the next call; what is done stays done, and the same call goes on from there. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** The second argument of a client's `send`. */
export function sendOptions({ signal }: WorkOptions): { readonly abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}
