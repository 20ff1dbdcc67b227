import { finding } from "../finding.ts";
import { placeOfLine, type Rule } from "../subject.ts";
import { metadataAddress } from "./instance-metadata.ts";

/** What importing the application did: files, programs, connections, threads. */
export const findImportEffects: Rule = ({ facts }) => {
  const { filesWritten, processesStarted, connectionsTried, threadsStarted } = facts.sideEffects;
  const files = filesWritten.filter(({ path }) => !/^(\/tmp|~)(\/|$)/.test(path));
  const isOwn = files.some(({ by }) => by !== null);
  const connections = connectionsTried.filter(
    ({ address }) => !metadataAddress.test(address) && !address.startsWith("sqlite:"),
  );
  const placesOf = (effects: readonly { readonly by: string | null }[]) =>
    effects.map(({ by }) => placeOfLine(by));
  return [
    ...(files.length === 0
      ? []
      : [
          finding(
            isOwn ? "error" : "warning",
            "FILES_WRITTEN_AT_IMPORT",
            { files: files.map(({ path }) => path) },
            placesOf(files),
          ),
        ]),
    ...(processesStarted.length === 0
      ? []
      : [
          finding(
            "warning",
            "PROCESSES_AT_IMPORT",
            { commands: processesStarted.map(({ command }) => command) },
            placesOf(processesStarted),
          ),
        ]),
    ...(connections.length === 0
      ? []
      : [
          finding(
            "warning",
            "NETWORK_AT_IMPORT",
            { addresses: connections.map(({ address }) => address) },
            placesOf(connections),
          ),
        ]),
    ...(threadsStarted.length === 0
      ? []
      : [
          finding(
            "warning",
            "THREADS_AT_IMPORT",
            { functions: threadsStarted.map((one) => one.function) },
            placesOf(threadsStarted),
          ),
        ]),
  ];
};
