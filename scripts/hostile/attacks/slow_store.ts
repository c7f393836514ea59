import { createSessions } from "@/lib/adapters/kv/staff/sessions.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { createSecrets } from "@/lib/adapters/secrets.ts";
import type { ArtistId } from "@/lib/domain/basic/ids.ts";
import { HOUR } from "@/lib/domain/basic/instant.ts";
import { STAFF_COOKIE } from "@/lib/http/session/cookies.ts";
import type { Attack } from "@/scripts/hostile/attack.ts";
import { aBooking, URLENCODED } from "@/scripts/hostile/forms.ts";
import { ms } from "@/scripts/hostile/measure.ts";
import { startProduct } from "@/scripts/hostile/product.ts";
import { kvConnectServer } from "@/tests/_support/kv_connect_server.ts";

const PAGES = [
  "/",
  "/book",
  "/book?service=evening-look&artist=ines-vidal&zone=UTC",
  "/sign-in",
  "/artist",
  "/artist/past",
  "/artist/hours",
  "/artist/profile",
  "/artist/calendar",
  "/api/artist/day",
  "/api/health",
];

export default {
  name: "a store that needs one second for each call, over KV Connect",
  finding: "S2-11",
  reviewed: {
    "slowest answer": "11 s (`/artist`)",
    "answers over 3.3 s": "19 of 30 routes",
  },
  async run({ tree }) {
    await using store = kvConnectServer();
    await using product = await startProduct(tree, { env: store.env });
    using kv = await store.open();
    const clock = { now: () => Date.now() };
    const sessions = createSessions({
      store: new Store(kv),
      secrets: createSecrets(clock),
      clock,
    });
    const artist = {
      role: "artist",
      artistId: "ines-vidal" as ArtistId,
      email: "ines@atelier.example",
    } as const;
    const token = await sessions.create(artist, {
      expiresAt: Date.now() + HOUR,
    });
    const headers = { cookie: `${STAFF_COOKIE}=${token}` };
    // The first answer of a process compiles its code.
    await fetch(`${product.url}/artist`, { headers })
      .then((answer) => answer.body?.cancel());
    store.setDelay(1000);
    const times: [string, number, number][] = [];
    const ask = async (path: string, init: RequestInit) => {
      const started = performance.now();
      const answer = await fetch(product.url + path, {
        redirect: "manual",
        ...init,
      });
      await answer.body?.cancel();
      const waits = answer.headers.has("retry-after");
      const bare = answer.status >= 500 && !waits;
      times.push([path, performance.now() - started, bare ? 500 : 200]);
    };
    for (const path of PAGES) await ask(path, { headers });
    await ask("/book", {
      method: "POST",
      headers: { "content-type": URLENCODED, "sec-fetch-site": "same-origin" },
      body: aBooking(1, "client@elsewhere.example"),
    });
    store.setDelay(0);
    const [slowest] = times.toSorted((a, b) => b[1] - a[1]);
    const over = times.filter(([, time]) => time > 3300).length;
    const bare = times.filter(([, , status]) => status === 500).length;
    return [
      {
        what: "slowest answer",
        value: `${ms(slowest![1])} (\`${slowest![0]}\`)`,
        goal: "under 3.3 s",
        held: slowest![1] < 3300,
      },
      {
        what: "answers over 3.3 s",
        value: `${over} of ${times.length}`,
        goal: "none",
        held: over === 0,
      },
      {
        what: "errors without a time to wait",
        value: String(bare),
        goal: "none",
        held: bare === 0,
      },
    ];
  },
} satisfies Attack;
