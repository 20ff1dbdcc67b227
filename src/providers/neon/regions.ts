import type { RegionResponse } from "./api-types.ts";

/** Where a stage's database goes. */
export interface ChosenRegion {
  /** `aws-ap-southeast-1`. */
  readonly id: string;
  /** About how long a question and its answer travel from the stage's Region and back; 0 where it is the same one. */
  readonly milliseconds: number;
}

/** Latitude and longitude. @see https://aws.amazon.com/about-aws/global-infrastructure/regions_az/ */
const places: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  "af-south-1": [-33.9, 18.4],
  "ap-east-1": [22.3, 114.2],
  "ap-east-2": [25, 121.5],
  "ap-northeast-1": [35.7, 139.7],
  "ap-northeast-2": [37.6, 127],
  "ap-northeast-3": [34.7, 135.5],
  "ap-south-1": [19.1, 72.9],
  "ap-south-2": [17.4, 78.5],
  "ap-southeast-1": [1.3, 103.8],
  "ap-southeast-2": [-33.9, 151.2],
  "ap-southeast-3": [-6.2, 106.8],
  "ap-southeast-4": [-37.8, 145],
  "ap-southeast-5": [3.1, 101.7],
  "ap-southeast-6": [-36.8, 174.8],
  "ap-southeast-7": [13.8, 100.5],
  "ca-central-1": [45.5, -73.6],
  "ca-west-1": [51, -114.1],
  "eu-central-1": [50.1, 8.7],
  "eu-central-2": [47.4, 8.5],
  "eu-north-1": [59.3, 18.1],
  "eu-south-1": [45.5, 9.2],
  "eu-south-2": [41.6, -0.9],
  "eu-west-1": [53.3, -6.3],
  "eu-west-2": [51.5, -0.1],
  "eu-west-3": [48.9, 2.3],
  "il-central-1": [32.1, 34.8],
  "me-central-1": [24.5, 54.4],
  "me-south-1": [26.1, 50.6],
  "mx-central-1": [20.6, -100.4],
  "sa-east-1": [-23.5, -46.6],
  "us-east-1": [38.9, -77.4],
  "us-east-2": [40, -83],
  "us-west-1": [37.4, -121.9],
  "us-west-2": [45.8, -119.7],
};

/** Cables follow continents: from Cape Town, São Paulo is nearer on the globe than Frankfurt, and twice as far by wire. */
const continents: Readonly<Record<string, string>> = {
  af: "eu",
  ap: "ap",
  ca: "us",
  eu: "eu",
  il: "eu",
  me: "eu",
  mx: "us",
  sa: "sa",
  us: "us",
};

/** Light in glass needs 1 ms for 200 km; there and back, by cables that are no straight lines. */
const millisecondsPerKilometre = 0.014;

/**
 * The Region of Neon for a stage: the same one where Neon is there, else the nearest of its continent, else the nearest.
 *
 * @param region Region of AWS in which the stage's functions are.
 * @param offered What Neon offers now; only those on AWS are looked at.
 * @returns Undefined when Neon offers none.
 */
export function chooseRegion(region: string, offered: readonly RegionResponse[]): ChosenRegion | undefined {
  const candidates = offered.flatMap(({ region_id: id }) => {
    const name = id.replace(/^aws-/, "");
    return id.startsWith("aws-") ? [{ id, name, kilometres: kilometresBetween(region, name) }] : [];
  });
  const continent = continentOf(region);
  const near = candidates.filter(({ name }) => continentOf(name) === continent);
  const [best] = (near.length === 0 ? candidates : near).toSorted(
    (one, other) => one.kilometres - other.kilometres,
  );
  return best && { id: best.id, milliseconds: Math.round(best.kilometres * millisecondsPerKilometre) };
}

function continentOf(region: string): string | undefined {
  return continents[region.split("-")[0] ?? ""];
}

/** Great-circle distance; half the globe's girth where one of the two is unknown, so that a known one wins. */
function kilometresBetween(one: string, other: string): number {
  if (one === other) return 0;
  const [from, to] = [places[one], places[other]];
  if (from === undefined || to === undefined) return 20_000;
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [fromLatitude, toLatitude] = [radians(from[0]), radians(to[0])];
  const cosine =
    Math.sin(fromLatitude) * Math.sin(toLatitude) +
    Math.cos(fromLatitude) * Math.cos(toLatitude) * Math.cos(radians(to[1] - from[1]));
  return 6371 * Math.acos(Math.min(1, cosine));
}
