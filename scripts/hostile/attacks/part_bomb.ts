import type { Attack } from "@/scripts/hostile/attack.ts";
import {
  address,
  manyParts,
  postBooking,
  senders,
} from "@/scripts/hostile/forms.ts";
import { healthFigures, mb, shown } from "@/scripts/hostile/measure.ts";
import { underAttack } from "@/scripts/hostile/processes.ts";

const SENDERS = 6;
/** About 30 MB. */
const PARTS = 400_000;

export default {
  name: "part bomb: six senders of forms with 400,000 parts, for ten seconds",
  finding: "S1-1",
  reviewed: {
    "health p99": "no answer in 120 s (six forms)",
    "answers": "none in 120 s",
    "CPU for each form": "14 s",
    "peak of memory": "1390 MB",
  },
  async attack(target) {
    const body = manyParts(PARTS);
    return await senders(
      { count: SENDERS, everyMs: 500, lastMs: 10_000 },
      (n) => postBooking(target, { body, from: address(n) }),
    );
  },
  async run(product) {
    const measured = await underAttack(product, import.meta.url);
    const { statuses, cpu } = measured;
    const forms = Object.values(statuses).reduce((sum, n) => sum + n, 0);
    const peak = await product.peakMemory();
    return [
      ...healthFigures(measured),
      {
        what: "answers",
        value: shown(statuses),
        goal: "413, or the connection closed",
        held: Object.keys(statuses).every((one) =>
          one === "413" || one === "0"
        ),
      },
      {
        what: "CPU for each form",
        value: `${(cpu / forms * 1000).toFixed(0)} ms`,
        goal: "under 200 ms",
        held: cpu / forms < 0.2,
      },
      {
        what: "peak of memory",
        value: mb(peak),
        goal: "under 500 MB",
        held: peak < 500e6,
      },
    ];
  },
} satisfies Attack;
