import type { Attack } from "@/scripts/hostile/attack.ts";
import { address, post, tally } from "@/scripts/hostile/forms.ts";
import { mb, shown } from "@/scripts/hostile/measure.ts";
import { photoOf } from "@/scripts/hostile/photos.ts";
import { runAttacker } from "@/scripts/hostile/processes.ts";
import { storeSize } from "@/scripts/hostile/stored.ts";

const BYTES = 8_000_000;
const ADDRESSES = 7;
/** Of each address. */
const PHOTOS = 13;

export default {
  name: "seven addresses send photos of 8 MB that no booking claims",
  finding: "S2-9",
  reviewed: {
    "disk used": "84 MB in 4.4 s; 5700 MB for one address in 2 h",
    "photos taken": "all, 720 for one address in 2 h",
  },
  async attack(target) {
    const body = photoOf(BYTES);
    const statuses = await Promise.all(
      Array.from({ length: ADDRESSES }, async (_, sender) => {
        const seen: number[] = [];
        for (let i = 0; i < PHOTOS; i++) {
          seen.push(
            await post(target, {
              path: "/api/booking/photos",
              body,
              type: "image/jpeg",
              from: address(sender * 1000),
            }),
          );
        }
        return seen;
      }),
    );
    return tally(statuses.flat());
  },
  async run(product) {
    const before = await storeSize(product);
    const statuses = await runAttacker(import.meta.url, product.url);
    const used = await storeSize(product) - before;
    const taken = statuses["201"] ?? 0;
    const allowed = ["201", "429", "503"];
    return [
      {
        what: "disk used",
        value: mb(used),
        goal: "under 700 MB: 512 MiB of photos, and the log",
        held: used < 700e6,
      },
      {
        what: "photos taken",
        value: `${taken} of ${ADDRESSES * PHOTOS}`,
        goal: `at most 12 of each address and 67 of all`,
        held: taken <= 67,
      },
      {
        what: "answers",
        value: shown(statuses),
        goal: "201, 429 or 503",
        held: Object.keys(statuses).every((one) => allowed.includes(one)),
      },
    ];
  },
} satisfies Attack;
