/** A store that answers late: every route answers in time, and none asks it more often than it has to. */
import { expect } from "expect";
import type { TestApp } from "@/tests/_support/an_app.ts";
import { START, withApp } from "@/tests/_support/an_app.ts";
import { everyRoute, routeNames } from "@/tests/_support/every_route.ts";
import { failing, inRounds, slow } from "@/tests/_support/faulty_kv.ts";
import { HOUR } from "@/lib/domain/basic/instant.ts";
import { DETAILS } from "./_booking_form.ts";
import { requestsOf, requestTo, type RouteRequest } from "./_route_requests.ts";

/** Milliseconds: three calls after one another use up a request's time. */
const CALL = 60;

/** One consultation in its window, and a busy day around it. */
async function aBusyDay(app: TestApp) {
  for (let i = 1; i <= 12; i++) {
    await app.requested(START + i * HOUR, `Client ${i}`);
  }
  const { id } = await app.confirmed();
  app.clock.set(START);
  return id;
}

function ask(
  handler: (req: Request) => Response | Promise<Response>,
  app: TestApp,
  asked: RouteRequest,
) {
  return Promise.resolve(handler(requestTo(app, asked)));
}

Deno.test("every route of the product is asked", async () => {
  const asked = new Set(requestsOf("x").map(({ route }) => route));
  expect([...asked].sort()).toEqual(await routeNames());
});

Deno.test("with a store that needs a third of a request's time for each call, every route answers after three: as usual, or 503 with a time to wait", async () => {
  let slowly!: ReturnType<typeof slow>;
  await withApp(
    async (app) => {
      const id = await aBusyDay(app);
      await app.services.settled();
      slowly.by(CALL);
      const handler = (await everyRoute(app.services)).handler();
      for (const asked of requestsOf(id)) {
        await app.services.settled();
        slowly.reset();
        const response = await ask(handler, app, asked);
        await response.body?.cancel();
        const what = `${asked.method} ${asked.path}`;
        // Timers are early by up to a millisecond, so that a fourth may begin.
        expect([what, slowly.rounds() <= 4]).toEqual([what, true]);
        const { status } = response;
        const waits = status === 503
          ? response.headers.get("retry-after")
          : null;
        expect([what, status < 500 ? "answered" : `${status}: ${waits}`])
          .toEqual([what, status === 503 ? "503: 2" : "answered"]);
      }
    },
    {},
    {
      throughStore: (kv) => (slowly = slow(kv, 0)).kv,
      storeDeadlineMs: 3 * CALL,
    },
  );
});

Deno.test("a booking form is shown again as typed when the store fails after its choices were read", async () => {
  let left = Infinity;
  await withApp(
    async (app) => {
      const handler = (await everyRoute(app.services)).handler();
      // The studio, the service and the artist.
      left = 3;
      const refused = await ask(handler, app, {
        route: "/book",
        path: "/book",
        as: "nobody",
        method: "POST",
        type: "application/x-www-form-urlencoded",
        body: new URLSearchParams(DETAILS).toString(),
      });
      left = Infinity;
      expect([refused.status, refused.headers.get("retry-after")])
        .toEqual([503, "2"]);
      const html = await refused.text();
      expect(html).toContain("Clara Haas");
      expect(html).toContain("Oily skin");
      expect(html).toContain("We can’t reach our records");
    },
    {},
    {
      throughStore: (kv) =>
        failing(kv, { message: "down", refuses: () => left-- <= 0 }),
    },
  );
});

/**
 * How many calls of the store a request may wait for one after the other, where
 * it is more than six. Calls at one moment are one.
 */
const MOST: Readonly<Record<string, number>> = {
  // Who it is, then the day's index, records and presences.
  "GET /artist": 7,
  // The same, for a stream that others of the session may share.
  "GET /api/artist/day": 8,
  "GET /artist/hours": 7,
  "GET /artist/consultations/[id]/move": 7,
  // A refused form reads the record again, to show what is stored now.
  "POST /artist/hours": 9,
  "POST /artist/profile": 9,
  "POST /admin/artists/[id]": 8,
  "POST /admin/artists/[id]/hours": 8,
  "POST /admin/studio": 7,
  // Limits and quotas are counted before anything is written.
  "POST /book": 13,
  "POST /api/booking/photos": 8,
  // The count of the exchange is read after the record, which names its artist.
  "POST /api/consultations/[id]/stills": 7,
  "POST /sign-in": 9,
  // The mails are sent before the answer; a mail that fails waits for the sweep.
  "POST /api/appointments/[id]/cancel": 15,
  "POST /api/appointments/[id]/reschedule": 18,
  "POST /api/appointments/[id]/erase": 7,
};

Deno.test("no request waits for more calls of the store than it needs, one after the other", async () => {
  let counted!: ReturnType<typeof inRounds>;
  await withApp(
    async (app) => {
      const id = await aBusyDay(app);
      const handler = (await everyRoute(app.services)).handler();
      const rounds = async (asked: RouteRequest) => {
        await app.services.settled();
        counted.reset();
        await (await ask(handler, app, asked)).body?.cancel();
        return counted.rounds();
      };
      for (const asked of requestsOf(id)) {
        const what = `${asked.method} ${asked.route}`;
        const most = MOST[what] ?? 6;
        let found = await rounds(asked);
        // A busy machine can tear calls of one moment apart.
        for (let i = 0; i < 3 && found > most && asked.method === "GET"; i++) {
          found = await rounds(asked);
        }
        expect([what, found > most ? found : "few enough"])
          .toEqual([what, "few enough"]);
      }
    },
    {},
    {
      throughStore: (kv) => (counted = inRounds(kv)).kv,
      storeDeadlineMs: 60_000,
    },
  );
});
