/** A request that is sent twice at one moment: both get the same answer, and it happens once. */
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { DAY } from "@/lib/domain/basic/instant.ts";
import { OPEN_REQUESTS } from "@/lib/domain/booking/request_limits.ts";
import {
  INES,
  START,
  type TestApp,
  type Who,
} from "@/tests/_support/an_app.ts";
import { send } from "@/tests/routes/_booking_form.ts";
import { cancel, LATER, move, NEW } from "@/tests/routes/_changes.ts";
import {
  codeOf,
  consultationPath,
  end,
  live,
  start,
} from "@/tests/routes/_requests.ts";
import { explore, type Race, type Scenario } from "./_explore.ts";
import { consultationOutcome } from "./_outcomes.ts";

/** The same request twice. */
function twice(
  app: TestApp,
  id: ConsultationId,
  request: () => Promise<Response>,
): Race {
  const once = async () => await codeOf(await request());
  return {
    requests: [once, once],
    outcome: () => consultationOutcome(app, id),
  };
}

const post = (app: TestApp, id: ConsultationId, verb: string, as: Who) =>
  app.ask(`${consultationPath(id)}/${verb}`, { method: "POST", as, body: {} });

const SCENARIOS: readonly Scenario[] = [
  ...(["client", "artist", "admin"] as const).flatMap((who) => [
    {
      name: `the ${who} moves it`,
      async prepare(app: TestApp) {
        const { id } = await app.confirmed(LATER);
        return twice(
          app,
          id,
          () => move(app, id, who, NEW, { version: "1" }),
        );
      },
    },
    {
      name: `the ${who} cancels it`,
      async prepare(app: TestApp) {
        const { id } = await app.confirmed(LATER);
        return twice(app, id, () => cancel(app, id, who, { version: "1" }));
      },
    },
  ]),
  ...(["confirm", "decline"] as const).map((verb) => ({
    name: `the artist answers: ${verb}`,
    async prepare(app: TestApp) {
      const id = await app.requested(LATER);
      return twice(app, id, () => post(app, id, verb, "artist"));
    },
  })),
  {
    name: "the artist starts it",
    async prepare(app) {
      const { id } = await app.confirmed();
      app.clock.set(START);
      return twice(app, id, () => start(app, id));
    },
  },
  {
    name: "the client ends it",
    async prepare(app) {
      const id = await live(app);
      return twice(app, id, () => end(app, id, "client"));
    },
  },
  {
    name: "a client sends a form for the last of the artist's open requests",
    async prepare(app) {
      const { deps } = app.services;
      const { requestQuotas, secrets, clock } = deps;
      const most = OPEN_REQUESTS.artist;
      for (let i = 1; i < most; i++) {
        const id = secrets.consultationId();
        const until = clock.now() + DAY;
        await requestQuotas.take({ artist: INES }, { id, until, most });
      }
      const fields = { key: "k".repeat(43) };
      return {
        requests: [1, 2].map(() => async () => {
          const sent = await send(app, { fields });
          await sent.body?.cancel();
          return sent.status === 303 ? "ok" : String(sent.status);
        }),
        async outcome() {
          const all = await deps.consultations.all(10);
          const id = secrets.consultationId();
          const until = clock.now() + DAY;
          return {
            booked: all.map(({ startsAt }) => startsAt),
            full: await requestQuotas
              .take({ artist: INES }, { id, until, most }) > 0,
            mails: (await app.mails()).length,
          };
        },
      };
    },
  },
  {
    name: "the admin erases it",
    async prepare(app) {
      const id = await live(app);
      await (await end(app, id, "artist")).body?.cancel();
      await app.settled();
      return twice(app, id, () => post(app, id, "erase", "admin"));
    },
  },
];

for (const scenario of SCENARIOS) {
  Deno.test(`twice at one moment, in every order: ${scenario.name}`, async () => {
    await explore({ ...scenario, repeats: true });
  });
}
