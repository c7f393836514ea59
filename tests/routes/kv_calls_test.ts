/**
 * What one request asks of the store, over the real handlers and the real adapters.
 *
 * One call of the Deno.Kv API counts as one, whatever it reads or writes. Two things
 * are not the request's own, and are left out by their keys: `embedded_rooms` is the
 * video service (with a Twilio account there is no such call), and `outbox` is a mail
 * on its way, for which no answer waits. A callback of the rooms is a request of its
 * own. While API keys of Twilio are rotated, a token costs one more read.
 */
import { expect } from "expect";
import { App } from "fresh";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { State } from "@/lib/http/state.ts";
import artistsOnly from "@/routes/artist/_middleware.ts";
import { handler as artistPage } from "@/routes/artist/consultations/[id].tsx";
import { handler as clientPage } from "@/routes/c/[id].tsx";
import {
  BASE_URL,
  START,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import { countingKv, type KvCall } from "@/tests/_support/counting_kv.ts";
import { beat, start, TAB, token, video } from "./_requests.ts";

const NOT_ITS_OWN = ["embedded_rooms", "outbox"];

interface Counted {
  readonly app: TestApp;
  readonly id: ConsultationId;
  /** The calls of one request, in order. */
  readonly callsOf: (request: () => Promise<Response>) => Promise<string[]>;
}

/** A consultation at its start, and a store that counts. */
async function withCounts(test: (counted: Counted) => Promise<void>) {
  const counting = countingKv();
  /** Of each request to the API since the last count, in the order in which they began. */
  const requests: (readonly KvCall[])[] = [];
  const around = async (answer: () => Promise<Response>) => {
    const place = requests.push([]) - 1;
    const { value, calls } = await counting.during(answer);
    requests[place] = calls;
    return value;
  };
  await withApp(
    async (app) => {
      const { deps } = app.services;
      const { runInBackground } = deps;
      // On a slow machine it begins before the response that does not wait for it.
      Object.assign(deps, {
        runInBackground: (work: () => Promise<unknown>) =>
          runInBackground(() => counting.apart(work)),
      });
      const { id } = await app.confirmed();
      app.clock.set(START);
      await test({
        app,
        id,
        async callsOf(request) {
          requests.length = 0;
          const { value: response, calls } = await counting.during(request);
          const own = requests[0] ?? calls;
          expect(response.status).toBe(200);
          await response.body?.cancel();
          await app.settled();
          return own.filter(({ about }) => !NOT_ITS_OWN.includes(about))
            .map(({ method, about }) => `${method} ${about}`);
        },
      });
    },
    {},
    { throughStore: counting.through, around },
  );
}

/** A page's own handlers, for the person whose cookie is sent. */
function pages({ services, cookieOf }: TestApp, as: Who) {
  const app = new App<State>()
    .use((ctx) => {
      ctx.state.services = services;
      return ctx.next();
    })
    // The handler answers with one of several shapes; nothing renders them here.
    .route("/c/:id", { handler: clientPage as never, component: () => null })
    .use("/artist", artistsOnly)
    .route("/artist/consultations/:id", {
      handler: artistPage,
      component: () => null,
    })
    .handler();
  return async (path: string) =>
    await app(
      new Request(`${BASE_URL}${path}`, { headers: { cookie: cookieOf(as) } }),
    );
}

/** Who the artist is: their session, and the account behind it. */
const ARTIST = ["get sessions", "get staff_by_email"];
const CLIENT = ["get sessions"];
/** The record, with who is there. */
const RECORD = "getMany consultations";

Deno.test("waiting-status: the record with who is there, then who looks, each once", async () => {
  await withCounts(async ({ app, id, callsOf }) => {
    const look = (as: Who) => () =>
      app.ask(`${video(id)}/waiting-status`, { as });
    expect(await callsOf(look("artist"))).toEqual([RECORD, ...ARTIST]);
    expect(await callsOf(look("client"))).toEqual([RECORD, ...CLIENT]);
  });
});

Deno.test("a heartbeat: five calls of the artist's, four of the client's", async () => {
  await withCounts(async ({ app, id, callsOf }) => {
    const lease = [
      "get consultations",
      "getMany presence",
      "commit presence",
    ];
    for (const event of ["arrive", "beat"]) {
      expect(await callsOf(() => beat(app, id, "artist", event)))
        .toEqual([...ARTIST, ...lease]);
      expect(await callsOf(() => beat(app, id, "client", event)))
        .toEqual([...CLIENT, ...lease]);
    }
  });
});

Deno.test("a start makes eight calls, including its room and the mail to an absent client", async () => {
  await withCounts(async ({ app, id, callsOf }) => {
    await beat(app, id, "artist", "arrive");
    expect(await callsOf(() => start(app, id))).toEqual([
      ...ARTIST,
      RECORD,
      "commit consultations",
      // The room is made here.
      "commit consultations",
      "getMany presence",
      "get artists",
      "commit consultations",
    ]);
  });
});

Deno.test("a start with both present makes six calls and sends no mail", async () => {
  await withCounts(async ({ app, id, callsOf }) => {
    await beat(app, id, "artist", "arrive");
    await beat(app, id, "client", "arrive");
    expect(await callsOf(() => start(app, id))).toEqual([
      ...ARTIST,
      RECORD,
      "commit consultations",
      "commit consultations",
      "getMany presence",
    ]);
  });
});

Deno.test("a second start: three calls, whether the client was written to or is there", async () => {
  for (const clientIsThere of [false, true]) {
    await withCounts(async ({ app, id, callsOf }) => {
      await beat(app, id, "artist", "arrive");
      if (clientIsThere) await beat(app, id, "client", "arrive");
      await callsOf(() => start(app, id));
      expect(await callsOf(() => start(app, id))).toEqual([...ARTIST, RECORD]);
    });
  }
});

Deno.test("a token: three calls of the artist's, two of the client's, with or without the page load", async () => {
  await withCounts(async ({ app, id, callsOf }) => {
    await callsOf(() => start(app, id));
    for (const body of [{}, { tab: TAB }]) {
      expect(await callsOf(() => token(app, id, "artist", body)))
        .toEqual([...ARTIST, RECORD]);
      expect(await callsOf(() => token(app, id, "client", body)))
        .toEqual([...CLIENT, RECORD]);
    }
  });
});

Deno.test("a page reads its record once: its snapshot and its text are of one version", async () => {
  await withCounts(async ({ app, id, callsOf }) => {
    for (
      const [as, path] of [
        ["client", `/c/${id}`],
        ["artist", `/artist/consultations/${id}`],
      ] as const
    ) {
      const calls = await callsOf(() => pages(app, as)(path));
      expect(calls.filter((call) => call.endsWith(" consultations")))
        .toEqual([RECORD]);
    }
  });
});
