import type { Attack } from "@/scripts/hostile/attack.ts";
import { manyParts, postBooking, senders } from "@/scripts/hostile/forms.ts";
import { healthFigures, shown } from "@/scripts/hostile/measure.ts";
import { underAttack } from "@/scripts/hostile/processes.ts";

/** 128 KiB. */
const PARTS = 1700;

export default {
  name: "four senders of small forms with 1,700 parts, for ten seconds",
  finding: "S1-1",
  reviewed: {
    "health p50": "159 ms (idle 3 ms)",
    "forms taken": "40 of 40",
    "CPU for each form": "85 ms",
  },
  async attack(target) {
    const body = manyParts(PARTS);
    return await senders(
      { count: 4, everyMs: 20, lastMs: 10_000 },
      (n) => postBooking(target, { body, from: `192.0.2.${n % 4}` }),
    );
  },
  async run(product) {
    const measured = await underAttack(product, import.meta.url);
    const { statuses, cpu } = measured;
    const refused = ["413", "429", "0"];
    const all = Object.entries(statuses);
    const forms = all.reduce((sum, [, count]) => sum + count, 0);
    const taken = all.filter(([status]) => !refused.includes(status))
      .reduce((sum, [, count]) => sum + count, 0);
    return [
      ...healthFigures(measured),
      {
        what: "forms taken",
        value: `${taken} of ${forms} (${shown(statuses)})`,
        goal: "none",
        held: taken === 0,
      },
      {
        what: "CPU for each form",
        value: `${(cpu / forms * 1000).toFixed(0)} ms`,
        goal: "under 50 ms",
        held: cpu / forms < 0.05,
      },
    ];
  },
} satisfies Attack;
