import type { ResourceType, ResourceTypes } from "../template/resource-types.ts";
import type { Template } from "../template/template.ts";

/** A resource of a template. */
export type TemplateThing = {
  [T in ResourceType]: {
    readonly kind: T;
    /** Its name in the template. */
    readonly name: string;
    readonly properties: ResourceTypes[T]["properties"];
  };
}[ResourceType];

/** What is made by API, since it holds data or comes before every template. */
export type DataThing =
  | { readonly kind: "bucket"; readonly name: "files" | "media" }
  | { readonly kind: "parameter"; readonly name: "own" | "secrets" | "origin" }
  | { readonly kind: "secret"; readonly name: "own" | "secrets" }
  | { readonly kind: "neon-branch"; readonly name: string }
  | {
      readonly kind: "aurora-cluster";
      readonly name: string;
      /** ACU; at a least of 0 it sleeps when nobody is connected. */
      readonly capacity: { readonly least: number; readonly most: number };
      /** Hours of a month in which it is kept from sleeping. */
      readonly keptAwakeHours: number;
    }
  | { readonly kind: "mail-identity"; readonly name: string }
  | { readonly kind: "image-repository"; readonly name: string }
  | { readonly kind: "certificate"; readonly name: string }
  | { readonly kind: "dns-record"; readonly name: string };

/** Anything that is made for a stage. The union is closed, so that the compiler lists what a new kind has no price for. */
export type Thing = TemplateThing | DataThing;
export type ThingKind = Thing["kind"];

/** The resources of a template, in its order. */
export function thingsOf({ Resources }: Pick<Template, "Resources">): readonly TemplateThing[] {
  return Object.entries(Resources).map(
    ([name, { Type, Properties }]) => ({ kind: Type, name, properties: Properties }) as TemplateThing,
  );
}
