/** Messages at one moment: both people's are kept, one that is sent twice is one, and none comes after the end. */
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { TestApp, Who } from "@/tests/_support/an_app.ts";
import { codeOf, end, live, video } from "@/tests/routes/_requests.ts";
import { explore, type Scenario } from "./_explore.ts";

const send = (app: TestApp, id: ConsultationId, { as, key = `key-of-${as}` }: {
  readonly as: Who;
  readonly key?: string;
}) =>
async () =>
  await codeOf(
    await app.ask(`${video(id)}/messages`, {
      method: "POST",
      as,
      body: { text: `from the ${as}`, key },
    }),
  );

/** The messages, and what each page reads of them. */
const outcome = (app: TestApp, id: ConsultationId) => async () => {
  const { deps } = app.services;
  const seen = await deps.consultations.getWithPresence(id);
  return {
    state: seen?.stored.value.state,
    counted: seen?.exchange.messages,
    messages: (await deps.chat.after(id, 0))
      .map(({ number, text }) => `${number} ${text}`),
  };
};

const SCENARIOS: readonly Scenario[] = [
  {
    name: "client and artist write",
    async prepare(app) {
      const { id } = await app.confirmed();
      return {
        requests: [
          send(app, id, { as: "client" }),
          send(app, id, { as: "artist" }),
        ],
        outcome: outcome(app, id),
      };
    },
  },
  {
    name: "the same message is sent twice",
    repeats: true,
    async prepare(app) {
      const { id } = await app.confirmed();
      const once = send(app, id, { as: "client" });
      return { requests: [once, once], outcome: outcome(app, id) };
    },
  },
  {
    name: "the client writes while the artist ends the consultation",
    async prepare(app) {
      const id = await live(app);
      return {
        requests: [
          send(app, id, { as: "client" }),
          async () => await codeOf(await end(app, id, "artist")),
        ],
        outcome: outcome(app, id),
      };
    },
  },
];

for (const scenario of SCENARIOS) {
  Deno.test(`at one moment, in many orders: ${scenario.name}`, async () => {
    await explore(scenario);
  });
}
