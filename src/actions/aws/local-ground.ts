import { join } from "node:path";
import type { Bundle } from "../../bundle/bundle.ts";
import { djangoEntry } from "../../frameworks/django/entry.ts";
import type { Detection } from "../../frameworks/framework.ts";
import type { EntryPoints, Provisions } from "../../plan/provisions.ts";
import { previewProvisions } from "../../providers/local/preview.ts";
import type { Inspection } from "../application.ts";
import type { Site } from "../site.ts";

/** What this machine gives to an application that is looked at here and served on AWS: nothing of it is reachable. */
export async function groundHere(
  { names, folder }: Pick<Site, "names" | "folder">,
  secretKey: string,
  staticFolder: string,
): Promise<Provisions> {
  const provisions = await previewProvisions(undefined, names, folder);
  return { ...provisions, secretKey, staticFolder };
}

/** How one of the application's commands is run on this machine, with the stage's secrets. */
export function enterHere(made: {
  readonly site: Site;
  readonly detection: Detection;
  readonly bundle: Bundle;
  readonly release: number;
  readonly provisions: Provisions;
  readonly inspection: Inspection;
  readonly secrets: Readonly<Record<string, string>>;
}): EntryPoints {
  const { site, detection, bundle, inspection, provisions, release, secrets } = made;
  const entry = djangoEntry({
    detection,
    bundle,
    application: inspection.facts,
    provisions,
    names: { ...site.names, release },
    storage: site.stage.storage,
    secretsMode: site.stage.secrets.mode,
    pack: inspection.pack,
  });
  return { ...entry, environment: { ...secrets, ...entry.environment } };
}

/** Where `collectstatic` of a release puts its files before they are sent. */
export const staticFolderIn = (folder: string): string => join(folder, "static");
