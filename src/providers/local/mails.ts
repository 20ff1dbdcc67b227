import { readFile } from "node:fs/promises";
import { join } from "node:path";
import PostalMime, { type Address } from "postal-mime";
import { namesIn } from "../../system/files.ts";

/** A message that the application sent to the stage's mailbox. */
export interface Mail {
  readonly time: string;
  readonly from: string;
  readonly to: string[];
  readonly subject: string;
  /** The message as it was sent, with all its parts and attachments. */
  readonly path: string;
  /** The text part, or the HTML part where there is no other. */
  readonly body: string;
}

/** Reads a mailbox: one `.eml` file a message, whose names sort by time. Oldest first. */
export async function readMails(folder: string): Promise<readonly Mail[]> {
  const files = (await namesIn(folder)).filter((name) => name.endsWith(".eml")).toSorted();
  return Promise.all(files.map((name) => readMail(join(folder, name))));
}

async function readMail(path: string): Promise<Mail> {
  const message = await PostalMime.parse(await readFile(path));
  return {
    time: message.date ?? "",
    from: message.from === undefined ? "" : nameOf(message.from),
    to: (message.to ?? []).map(nameOf),
    subject: message.subject ?? "",
    path,
    body: message.text ?? message.html ?? "",
  };
}

function nameOf(address: Address): string {
  const plain = address.address ?? "";
  return address.name === "" ? plain : `${address.name} <${plain}>`;
}
