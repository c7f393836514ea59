import { expect } from "expect";
import { clientCookie } from "@/lib/http/session/cookies.ts";
import { HOUR } from "@/lib/domain/basic/instant.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import {
  START,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import { revokeLink } from "@/tests/_support/reschedule.ts";
import { codeOf, live } from "./_requests.ts";
import { entryPointsOf } from "./_entry_points.ts";

/** Well formed, but not in use. */
const NO_SUCH_ID = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

Deno.test("without a session, no route reveals or changes anything", async () => {
  await withApp(async (app) => {
    await expectShutOut(app, await live(app), "nobody", "sign_in_required");
  });
});

Deno.test("another artist gets 404 on every route, as if the consultation did not exist", async () => {
  await withApp(async (app) => {
    await expectShutOut(app, await live(app), "other_artist", "not_found");
  });
});

Deno.test("the client of another consultation has no access", async () => {
  await withApp(async (app) => {
    const { id: theirs } = await app.confirmed(START + 2 * HOUR);
    app.admit("guest", app.cookieOf("client"));
    const id = await live(app);
    await expectShutOut(app, id, "guest", "sign_in_required");
    expect(await codeOf(await app.ask(statusOf(theirs), { as: "guest" })))
      .toBe("ok");
  });
});

Deno.test("a client's session of one consultation, sent under another's cookie name, opens nothing", async () => {
  await withApp(async (app) => {
    await app.confirmed(START + 2 * HOUR);
    const token = app.cookieOf("client").split("=")[1];
    const id = await live(app);
    app.admit("guest", `${clientCookie(id)}=${token}`);
    await expectShutOut(app, id, "guest", "sign_in_required");
  });
});

Deno.test("a client's session under the staff's cookie name opens nothing", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const token = app.cookieOf("client").split("=")[1];
    app.admit("guest", `visavis_staff=${token}`);
    await expectShutOut(app, id, "guest", "sign_in_required");
  });
});

Deno.test("a client whose link was revoked loses access at once, session included", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    expect(await codeOf(await app.ask(statusOf(id), { as: "client" })))
      .toBe("ok");
    await revokeLink(app, id);
    const before = await app.dump();
    for (const { name, path, ask } of entryPointsOf(id)) {
      const response = await app.ask(path, { ...ask, as: "client" });
      expect([name, response.status, await codeOf(response)])
        .toEqual([name, 410, "link_replaced"]);
    }
    expect(await app.dump()).toBe(before);
  });
});

/** Refused everywhere, with the same answer as an unknown id, and nothing written. */
async function expectShutOut(
  app: TestApp,
  id: ConsultationId,
  as: Who,
  code: string,
) {
  const before = await app.settled();
  const unknown = entryPointsOf(NO_SUCH_ID);
  for (const [i, { name, path, ask }] of entryPointsOf(id).entries()) {
    const response = await app.ask(path, { ...ask, as });
    const other = await app.ask(unknown[i]!.path, { ...unknown[i]!.ask, as });
    const body = await response.text();
    expect([name, JSON.parse(body).error.code]).toEqual([name, code]);
    expect([name, response.status, body, [...response.headers]])
      .toEqual([name, other.status, await other.text(), [...other.headers]]);
  }
  expect(await app.settled()).toBe(before);
}

function statusOf(id: string) {
  return `/api/video/consultation/${id}/waiting-status`;
}
