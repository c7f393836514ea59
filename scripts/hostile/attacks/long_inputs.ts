import type { Attack } from "@/scripts/hostile/attack.ts";
import {
  aBooking,
  post,
  senders,
  URLENCODED,
} from "@/scripts/hostile/forms.ts";
import { ms, quantile, shown } from "@/scripts/hostile/measure.ts";
import { underAttack } from "@/scripts/hostile/processes.ts";

/** Near the most that an address and a form may have. */
const SLASHES = 60_000;
const MARKS = 30_000;

export default {
  name:
    "four senders of addresses with 60,000 slashes and of zones with 30,000 marks, for ten seconds",
  finding: "S1-1",
  reviewed: {},
  async attack(target) {
    const path = `/${"/".repeat(SLASHES)}a/`;
    const form = new URLSearchParams(aBooking(1, "a@client.example"));
    form.set("zone", `a${"*".repeat(MARKS)}a`);
    return await senders(
      { count: 4, everyMs: 20, lastMs: 10_000 },
      async (n) => {
        if (n % 2 === 0) {
          return await post(target, {
            path: "/book",
            body: form.toString(),
            type: URLENCODED,
            from: `192.0.2.${n % 4}`,
          });
        }
        const answer = await fetch(target.url + path).catch(() => null);
        await answer?.body?.cancel();
        return answer?.status ?? 0;
      },
    );
  },
  async run(product) {
    const measured = await underAttack(product, import.meta.url);
    const { statuses, cpu, idle, during } = measured;
    const p99 = quantile(during, 0.99);
    const all = Object.entries(statuses);
    const requests = all.reduce((sum, [, count]) => sum + count, 0);
    const failed = all.some(([status]) => Number(status) >= 500);
    return [
      {
        what: "health p99",
        value: `${ms(p99)} (idle ${
          ms(quantile(idle, 0.99))
        }; ${during.length} samples)`,
        // All of them are answered, so health waits for its turn among them.
        goal: "under 50 ms: the most that one request may hold the server",
        held: p99 < 50,
      },
      {
        what: "answers",
        value: shown(statuses),
        goal: "no 500",
        held: !failed,
      },
      {
        what: "CPU for each request",
        value: `${(cpu / requests * 1000).toFixed(0)} ms`,
        goal: "under 50 ms",
        held: cpu / requests < 0.05,
      },
    ];
  },
} satisfies Attack;
