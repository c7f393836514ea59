/** A store that does not answer: each route says so in time, and none with a 500. */
import { expect } from "expect";
import { createConsultations } from "@/lib/adapters/kv/consultation/consultations.ts";
import { createCatalog } from "@/lib/adapters/kv/offer/catalog.ts";
import { createPresenceStore } from "@/lib/adapters/kv/presence.ts";
import { createSessions } from "@/lib/adapters/kv/staff/sessions.ts";
import { createSignIns } from "@/lib/adapters/kv/staff/sign_ins.ts";
import { createStoreCheck } from "@/lib/adapters/kv/store_check.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { hanging } from "@/tests/_support/faulty_kv.ts";
import { withKv } from "@/tests/_support/with_kv.ts";
import { GETS, POSTS } from "./_api_routes.ts";
import { codeOf } from "./_requests.ts";

const DEADLINE = 15;

function overHangingStore({ services: { deps } }: TestApp, kv: Deno.Kv) {
  const { clock, secrets } = deps;
  const store = new Store(hanging(kv), { deadlineMs: DEADLINE });
  return {
    sessions: createSessions({ store, secrets, clock }),
    consultations: createConsultations(store, secrets),
    presence: createPresenceStore(store, clock),
    catalog: createCatalog(store, secrets),
    signIns: createSignIns(store, secrets),
    storeCheck: createStoreCheck(store, clock),
  } satisfies Partial<Deps>;
}

Deno.test("with the store hanging, every route is 503 `store_unavailable` with a retry time", async () => {
  await withKv((kv) =>
    withApp(async (app) => {
      const { id } = await app.confirmed();
      app.clock.set(START);
      const before = await app.dump();
      app.replace(overHangingStore(app, kv));
      for (const { name, path, as, body } of POSTS) {
        const response = await app.ask(path(id), { method: "POST", as, body });
        expect([name, response.status, response.headers.get("retry-after")])
          .toEqual([name, 503, "2"]);
        expect(await codeOf(response)).toBe("store_unavailable");
      }
      for (const { path, as } of GETS) {
        const response = await app.ask(path, { as });
        expect([path, response.status]).toEqual([path, 503]);
      }
      expect(await app.dump()).toBe(before);
    })
  );
});

for (const part of ["consultations", "presence"] as const) {
  Deno.test(`with the store hanging midway, at ${part}, the answer is the same`, async () => {
    await withKv((kv) =>
      withApp(async (app) => {
        const { id } = await app.confirmed();
        app.clock.set(START);
        app.replace({ [part]: overHangingStore(app, kv)[part] });
        const heartbeat = POSTS.find(({ name }) => name === "heartbeat")!;
        const { as, body } = heartbeat;
        const response = await app.ask(heartbeat.path(id), {
          method: "POST",
          as,
          body,
        });
        expect(await codeOf(response)).toBe("store_unavailable");
      })
    );
  });
}

Deno.test("an unexpected error is `internal`, with its cause in the log and not in the answer", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    const lines: string[] = [];
    app.replace({
      log: (...said) => void lines.push(JSON.stringify(said)),
      sessions: {
        ...app.services.deps.sessions,
        resolve: () => Promise.reject(new Error("the very cause")),
      },
    });
    const path = `/api/video/consultation/${id}/waiting-status`;
    const response = await app.ask(path, { as: "client" });
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(text).error.code).toBe("internal");
    expect(text).not.toContain("cause");
    expect(lines.join()).toContain("the very cause");
  });
});
