import type { Attack, Target } from "@/scripts/hostile/attack.ts";
import {
  aBooking,
  address,
  post,
  tally,
  URLENCODED,
} from "@/scripts/hostile/forms.ts";
import { photoOf } from "@/scripts/hostile/photos.ts";
import { runAttacker } from "@/scripts/hostile/processes.ts";

function book({ url }: Target, n: number) {
  return fetch(`${url}/book`, {
    method: "POST",
    redirect: "manual",
    headers: {
      "content-type": URLENCODED,
      "sec-fetch-site": "same-origin",
      "x-forwarded-for": address(n),
    },
    body: aBooking(n, `client-${n}@elsewhere.example`),
  });
}

export default {
  name: "a full disk",
  finding: "S2-9",
  reviewed: {
    "health": "200",
    "booking": "500, without words",
    "a page to read": "200",
  },
  mostFileKiB: 40_000,
  async attack(target) {
    const body = photoOf(1_000_000);
    const statuses: number[] = [];
    for (let n = 0; n < 200 && !statuses.includes(503); n++) {
      statuses.push(
        await post(target, {
          path: "/api/booking/photos",
          body,
          type: "image/jpeg",
          from: address(n),
        }),
      );
    }
    // What a booking writes is smaller than a photo, and may still fit.
    for (let n = 0, status = 0; n < 200 && status !== 503; n++) {
      status = (await book(target, n)).status;
      statuses.push(status);
    }
    return tally(statuses);
  },
  async run(product) {
    const filling = await runAttacker(import.meta.url, product.url);
    // One write of health answers for ten seconds.
    await new Promise((done) => setTimeout(done, 10_000));
    const health = await fetch(`${product.url}/api/health`);
    const booking = await book(product, 999);
    const html = await booking.text();
    const read = await fetch(`${product.url}/book`);
    await health.body?.cancel();
    await read.body?.cancel();
    const answered = (one: Response) =>
      `${one.status}, Retry-After ${one.headers.get("retry-after") ?? "none"}`;
    const waits = (one: Response) =>
      one.status === 503 && one.headers.has("retry-after");
    const kept = html.includes("Typed by hand") && html.includes("Client 999");
    return [
      {
        what: "photos until it is full",
        value: String(filling["201"] ?? 0),
        goal: "then 503",
        held: filling["503"] === 2 && filling["500"] === undefined,
      },
      {
        what: "health",
        value: answered(health),
        goal: "503 with a time to wait",
        held: waits(health),
      },
      {
        what: "booking",
        value: `${answered(booking)}; form ${kept ? "kept" : "lost"}`,
        goal: "503 with a time to wait, the form kept",
        held: waits(booking) && kept,
      },
      {
        what: "a page to read",
        value: String(read.status),
        goal: "200",
        held: read.status === 200,
      },
    ];
  },
} satisfies Attack;
