/** The words of `dev` in English: the type that the other languages follow. */
export const devEn = {
  watching: (folder: string, release: number): string =>
    `Release ${release} is serving. Watching ${folder}; ^C ends it.`,
  /** Who answered, where it was not a function. */
  by: { static: "static", uploads: "uploads", gateway: "gateway" },
  cold: (time: string): string => `cold ${time}`,
  left: "left",
  /** `files` may be empty. */
  reloaded: (files: string, time: string): string =>
    `${files === "" ? "Reloaded" : `${files} reloaded`} in ${time}`,
  released: (files: string, release: number, time: string): string =>
    `${files === "" ? "The change" : files} made release ${release} in ${time}`,
  moreFiles: (n: number): string => `${n} more`,
  servedOn: "What was served before is served on; the next change is tried at once.",
  endedAhead: (stage: string, release: number): string =>
    `${stage} serves release ${release} again. monolift up makes a release of what your folder has now.`,
  ended: (stage: string, release: number): string =>
    `${stage} goes on serving release ${release}; monolift stop ends it.`,
};
export type DevWords = typeof devEn;
