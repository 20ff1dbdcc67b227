// The first answer of a function that is there for a part of the application, beside the one that has all of it.
import { keepToOneProcessor } from "./lib/machine.mjs";
import { measureFirstAnswer } from "./lib/first-answer.mjs";
import { target } from "./lib/measurement.mjs";
import { installedPlace } from "./lib/set-up.mjs";
import { median } from "./lib/statistics.mjs";
import { makePack, monolift } from "./lib/workers.mjs";

const rounds = Number(process.env.BENCH_ROUNDS ?? 9);

/** @returns {Promise<import("./lib/measurement.mjs").Measurement>} */
export async function measureIsolated() {
  const release = keepToOneProcessor();
  const place = installedPlace();
  const pack = makePack(place);
  const contenders = [
    {
      name: "a page of an app, by the whole application",
      path: "/billing/item/",
      contender: monolift({ pack }),
    },
    {
      name: 'the same, by `[isolate]` of one app of ten: `app = "billing"`',
      path: "/billing/item/",
      contender: monolift({ pack, ownPaths: "/billing/" }),
    },
    { name: "a page of none, by the whole application", path: "/ping/", contender: monolift({ pack }) },
    {
      name: 'the same, by `[isolate]` of that page: `path = "/ping/"`',
      path: "/ping/",
      contender: monolift({ pack, ownPaths: "/ping/" }),
    },
  ].map((one) => ({ ...one, first: [], memory: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { contender, path, first, memory } of contenders) {
      const started = await measureFirstAnswer(contender, place, { path });
      first.push(started.milliseconds);
      memory.push(started.memoryMb);
    }
  }
  release();
  const rows = contenders.map(({ name, first, memory }) => ({
    name,
    firstMs: median(first),
    memoryMb: median(memory),
  }));
  const [whole, part, wholePage, page] = rows;
  return {
    title: "Requests with a function of their own: spawn to their first answer",
    columns: { firstMs: "first answer, ms", memoryMb: "memory, MB" },
    rows,
    targets: [
      target("one app of ten, of the whole application", part.firstMs / whole.firstMs, 1),
      target("one page, of the whole application", page.firstMs / wholePage.firstMs, 1),
    ],
    samples: rounds,
    notes: [
      "What `django.setup()` loads, all sixty models and their admin among it, each of the functions loads; what is left out are views, serializers and routers of the other apps.",
    ],
  };
}
