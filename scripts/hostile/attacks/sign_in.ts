import type { Attack } from "@/scripts/hostile/attack.ts";
import { address, post, tally, URLENCODED } from "@/scripts/hostile/forms.ts";
import { shown } from "@/scripts/hostile/measure.ts";
import { runAttacker } from "@/scripts/hostile/processes.ts";
import { mailsTo } from "@/scripts/hostile/stored.ts";

const OWNER = "ines@atelier.example";
const REQUESTS = 30;

function ask(target: { readonly url: string }, from: string) {
  return post(target, {
    path: "/sign-in",
    body: new URLSearchParams({ email: OWNER }).toString(),
    type: URLENCODED,
    from,
  });
}

export default {
  name: "30 strangers ask to sign in with a person's address",
  finding: "S2-4",
  reviewed: {
    "the person's own request": "429 until the window ends",
    "mails to the person": "30",
  },
  async attack(target) {
    const statuses: number[] = [];
    for (let i = 0; i < REQUESTS; i++) {
      statuses.push(await ask(target, address(i)));
    }
    return tally(statuses);
  },
  async run(product) {
    const before = await mailsTo(product, OWNER);
    const statuses = await runAttacker(import.meta.url, product.url);
    const own = await ask(product, "203.0.113.7");
    const mails = await mailsTo(product, OWNER) - before;
    return [
      {
        what: "the person's own request",
        value: `${own} (the strangers': ${shown(statuses)})`,
        goal: "303",
        held: own === 303,
      },
      {
        what: "mails to the person",
        value: String(mails),
        goal: "at most 10",
        held: mails <= 10,
      },
    ];
  },
} satisfies Attack;
