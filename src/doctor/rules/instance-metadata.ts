import { finding } from "../finding.ts";
import { foundInCode, placeOfLine, type Rule } from "../subject.ts";

/** Addresses of the metadata services of EC2 and ECS. */
export const metadataAddress = /^169\.254\.(169\.254|170\.2)\b/;

/** Questions to the metadata service of EC2 or ECS, mostly for `ALLOWED_HOSTS`. */
export const findInstanceMetadata: Rule = (subject) => {
  const tried = subject.facts.sideEffects.connectionsTried.filter(({ address }) =>
    metadataAddress.test(address),
  );
  // Elsewhere it may be for machines that the application starts.
  const settings = new Set(Object.values(subject.facts.evidence?.settings ?? {}).map(({ file }) => file));
  const written = foundInCode(subject, "instance-metadata").filter(({ file }) => settings.has(file));
  const address = tried[0]?.address ?? written[0]?.text;
  if (address === undefined) return [];
  const isAtImport = tried.length > 0;
  const places = [...tried.map(({ by }) => placeOfLine(by)), ...written];
  return [finding(isAtImport ? "error" : "warning", "METADATA_ASKED", { address, isAtImport }, places)];
};
