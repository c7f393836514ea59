import type { Attack } from "@/scripts/hostile/attack.ts";
import {
  aBooking,
  address,
  postBooking,
  tally,
  URLENCODED,
} from "@/scripts/hostile/forms.ts";
import { shown } from "@/scripts/hostile/measure.ts";
import { startProduct } from "@/scripts/hostile/product.ts";

const ROUNDS = 12;
const CLIENTS = 20;

export default {
  name: "two processes on one file: 20 clients want one time, 12 rounds",
  finding: "S2-7",
  reviewed: { "answers": "500 × 71 of 240", "times booked twice": "none" },
  async run(product) {
    await using other = await startProduct(product.tree, {
      env: { KV_PATH: product.kvPath },
    });
    const seen: number[] = [];
    let wrong = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const statuses = await Promise.all(
        Array.from(
          { length: CLIENTS },
          (_, i) =>
            postBooking(i % 2 === 0 ? product : other, {
              body: aBooking(round, `client-${round}-${i}@elsewhere.example`),
              type: URLENCODED,
              from: address(round * CLIENTS + i),
            }),
        ),
      );
      if (statuses.filter((status) => status === 303).length !== 1) wrong++;
      seen.push(...statuses);
    }
    const statuses = tally(seen);
    return [
      {
        what: "answers",
        value: shown(statuses),
        goal: "no 500",
        held: statuses["500"] === undefined,
      },
      {
        what: "rounds without exactly one booking",
        value: String(wrong),
        goal: "none",
        held: wrong === 0,
      },
    ];
  },
} satisfies Attack;
