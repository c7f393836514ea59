import type { Attack } from "@/scripts/hostile/attack.ts";
import {
  address,
  multipart,
  postBooking,
  tally,
} from "@/scripts/hostile/forms.ts";
import { mb, ms, quantile, shown } from "@/scripts/hostile/measure.ts";
import { underAttack } from "@/scripts/hostile/processes.ts";

const FORMS = 64;
const BYTES = 8_000_000;

export default {
  name: "64 forms of 8 MB at once, from 64 addresses",
  finding: "S1-1",
  reviewed: { "peak of memory": "1260 MB" },
  async attack(target) {
    const body = multipart([{ name: "pictures", value: "x".repeat(BYTES) }]);
    return tally(
      await Promise.all(
        Array.from(
          { length: FORMS },
          (_, i) => postBooking(target, { body, from: address(i) }),
        ),
      ),
    );
  },
  async run(product) {
    const { during, statuses } = await underAttack(product, import.meta.url);
    const peak = await product.peakMemory();
    const worst = quantile(during, 1);
    return [
      {
        what: "peak of memory",
        value: mb(peak),
        goal: "under 600 MB",
        held: peak < 600e6,
      },
      {
        what: "slowest health",
        value: ms(worst),
        goal: "under 1 s",
        held: worst < 1000,
      },
      {
        what: "answers",
        value: shown(statuses),
        goal: "no 500",
        held: statuses["500"] === undefined,
      },
    ];
  },
} satisfies Attack;
