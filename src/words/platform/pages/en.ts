/** Where a developer changes a limit or reads more: `[functions.web] memory`, `monolift logs`. */
export interface LimitNames {
  readonly memory: string;
  readonly timeout: string;
  readonly concurrency: string;
  readonly logs: string;
}

export interface Named {
  readonly names: LimitNames;
}

/** Which of AWS's services says no: `CloudFront`. */
export interface AtDoor {
  readonly door: string;
}

export interface Failed {
  readonly error: { readonly errorType: string; readonly errorMessage: string };
}

/** What a page of the gateway says in place of the application's answer. */
export interface PageText {
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
}

/** Lambda's own limit; a load balancer's is below it, and it streams nothing. */
export const wholeEventBytes = 6 * 1024 * 1024;

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** The pages that the gateway answers with by itself, in English. */
export const pagesEn = {
  speakers: {
    application: "The application",
    limit: "A limit that AWS has too",
    door: "Monolift's local gateway",
  },
  labels: { speaker: "Who says this", fix: "What to do", detail: "In its own words", request: "Request" },
  problems: {
    "init-error": ({ error, names }: Failed & Named): PageText => ({
      title: "The application could not be loaded",
      cause: `While it was being imported it raised ${error.errorType}: ${error.errorMessage}`,
      fix: `Mend the error below and lift again. The whole start is in \`${names.logs}\`.`,
    }),
    "init-exited": ({ exit, names }: { readonly exit: string } & Named): PageText => ({
      title: "The application ended while it was starting",
      cause: `Its process ended (${exit}) before it asked for a first request.`,
      fix: `Its last lines are below; all of them are in \`${names.logs}\`.`,
    }),
    "init-timed-out": ({ limitSeconds, names }: { readonly limitSeconds: number } & Named): PageText => ({
      title: "The application takes too long to start",
      cause: `It was not ready after ${limitSeconds} s. Lambda gives the start 10 s, and after that once more the function's own time limit.`,
      fix: `Do less while modules are imported (network calls above all), or raise ${names.timeout}. What it was doing is in \`${names.logs}\`.`,
    }),
    "init-out-of-memory": ({ memoryMb, names }: { readonly memoryMb: number } & Named): PageText => ({
      title: "The application needs more memory to start",
      cause: `While it was starting it grew over the ${memoryMb} MB that it may have, and was ended.`,
      fix: `Raise ${names.memory}.`,
    }),
    throttled: ({ concurrency, names }: { readonly concurrency: number } & Named): PageText => ({
      title: "Too many requests at one time",
      cause: `All ${concurrency} sandboxes of the function are busy, each with one request. Lambda does not queue: it turns the next request away.`,
      fix: `Try again in a moment, or raise ${names.concurrency}.`,
    }),
    "timed-out": ({ timeoutSeconds, names }: { readonly timeoutSeconds: number } & Named): PageText => ({
      title: "The request took too long",
      cause: `The function may work on a request for ${timeoutSeconds} s. It had not finished by then, and was ended.`,
      fix: `Raise ${names.timeout} (900 s at most), or do the work outside of the request.`,
    }),
    "out-of-memory": ({ memoryMb, names }: { readonly memoryMb: number } & Named): PageText => ({
      title: "The request needed too much memory",
      cause: `The function grew over the ${memoryMb} MB that it may have, and was ended.`,
      fix: `Raise ${names.memory}, or work on less at one time.`,
    }),
    exited: ({ exit, names }: { readonly exit: string } & Named): PageText => ({
      title: "The application ended in the middle of the request",
      cause: `Its process ended (${exit}) before it had answered.`,
      fix: `Look for what ended it in \`${names.logs}\`. The next request gets a new process.`,
    }),
    "function-error": ({ error, names }: Failed & Named): PageText => ({
      title: "The application could not answer",
      cause: `It raised ${error.errorType}: ${error.errorMessage}`,
      fix: `Mend the error; the whole request is in \`${names.logs}\`.`,
    }),
    "response-too-large": ({ limitBytes }: { readonly limitBytes: number }): PageText => ({
      title: "The response is too large",
      cause: `A response may have ${megabytes(limitBytes)}; this one has more.`,
      fix:
        limitBytes > 100 * 1024 * 1024 || limitBytes < wholeEventBytes
          ? "Put the file into object storage and redirect to it."
          : "Answer with a streamed response (StreamingHttpResponse, FileResponse), which may have 200 MB, or put the file into object storage and redirect to it.",
    }),
    "request-too-large": ({ limitBytes }: { readonly limitBytes: number }): PageText => ({
      title: "The request is too large",
      cause:
        limitBytes < wholeEventBytes
          ? `A load balancer hands a function a body of ${megabytes(limitBytes)} at most.`
          : `A request may have ${megabytes(limitBytes)}, headers included; an upload that is not text counts 4/3 of its size, since it travels as base64. So about 4.5 MB of a file fit.`,
      fix: 'Let the browser send large files straight to the bucket: Django\'s admin does so by itself where JavaScript is on; a form of your own with one line in its template, `<script src="/_monolift/uploads.js"></script>`. Otherwise send less at one time.',
    }),
    "malformed-response": ({ reason, names }: { readonly reason: string } & Named): PageText => ({
      title: "The function's answer is no HTTP response",
      cause: `What it sent cannot be passed on: ${reason}.`,
      fix: `See what the request did in \`${names.logs}\`.`,
    }),
    "not-found": ({ functionName }: { readonly functionName: string }): PageText => ({
      title: "Nothing is served here yet",
      cause: `The function ${functionName} has no version that serves.`,
      fix: "Lift the project: `monolift up`.",
    }),
    closing: (): PageText => ({
      title: "The function is being ended",
      cause: "The request came while its version was being taken away.",
      fix: "Try again in a moment.",
    }),
    "late-answer": ({ door, limitSeconds }: { readonly limitSeconds: number } & AtDoor): PageText => ({
      title: "The answer begins too late",
      cause: `${door} waits ${limitSeconds} s for the first byte of an answer. The function still works on it, but nobody hears what it says.`,
      fix: "Begin to answer earlier with a streamed response (StreamingHttpResponse), or do the work outside of the request.",
    }),
    "headers-too-large": ({ door, limitBytes }: { readonly limitBytes: number } & AtDoor): PageText => ({
      title: "The request's headers are too large",
      cause: `${door} takes a request whose URL and headers together have ${Math.round(limitBytes / 1024)} KB.`,
      fix: "It is nearly always too many cookies: delete those of this address, or keep less in them.",
    }),
    "url-too-long": ({ door, limitBytes }: { readonly limitBytes: number } & AtDoor): PageText => ({
      title: "The address is too long",
      cause: `${door} takes a URL of ${limitBytes} bytes, its query included.`,
      fix: "Send long values in the body of a POST request, or send an id and keep the values on the server.",
    }),
    "response-headers-too-large": ({
      door,
      bytes,
      limitBytes,
    }: {
      readonly bytes: number;
      readonly limitBytes: number;
    } & AtDoor): PageText => ({
      title: "The response's headers are too large",
      cause: `They have ${bytes} bytes; ${door} passes on ${limitBytes}.`,
      fix: "It is nearly always a cookie: keep sessions and messages in the database (Django's default for sessions; MESSAGE_STORAGE for messages), and long values out of headers.",
    }),
    "bad-request": (): PageText => ({
      title: "This is not an HTTP request",
      cause: "What the client sent breaks the rules of HTTP/1.1.",
      fix: "Check the client. An address that begins with https:// is one way to get here: this door speaks http:// only.",
    }),
    "request-timed-out": (): PageText => ({
      title: "The request did not come to its end",
      cause: "The client was too slow in sending it.",
      fix: "Send it again.",
    }),
    websocket: (): PageText => ({
      title: "WebSockets are not possible here",
      cause: "A function answers one request and then sleeps; Lambda function URLs refuse WebSockets too.",
      fix: "Ask again at intervals, or send events in a streamed response (text/event-stream).",
    }),
  },
};

export type PageWords = typeof pagesEn;
