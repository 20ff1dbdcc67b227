/** What a sentence of the catalogue is rendered with: several where it has branches. */
type FactsOf<T> = T extends (facts: infer F) => unknown ? F : Record<string, never>;

type SamplesOf<T> = { readonly [K in keyof T]: readonly FactsOf<T[K]>[] };

/** Facts for each sentence of an area, as they might really be. A new code is a compile error until it has one. */
export interface Samples<W extends { readonly errors: object; readonly notices: object }> {
  readonly errors: SamplesOf<W["errors"]>;
  readonly notices: SamplesOf<W["notices"]>;
}
