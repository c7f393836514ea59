import { expect } from "expect";
import { clientCookie } from "@/lib/http/cookies.ts";
import { HOUR } from "@/lib/domain/instant.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import { START, type TestApp, type Who, withApp } from "../_support/an_app.ts";
import { revokeLink } from "../_support/reschedule.ts";
import { codeOf, live } from "./_asks.ts";
import { doorsOf } from "./_doors.ts";

/** Well formed, and nobody's. */
const NO_SUCH_ID = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

Deno.test("whoever is not signed in learns nothing on any route, and changes nothing", async () => {
  await withApp(async (app) => {
    await expectShutOut(app, await live(app), "nobody", "sign_in_required");
  });
});

Deno.test("another artist gets 404 on every route, as if the consultation did not exist", async () => {
  await withApp(async (app) => {
    await expectShutOut(app, await live(app), "other_artist", "not_found");
  });
});

Deno.test("the client of another consultation is nobody here", async () => {
  await withApp(async (app) => {
    const { id: theirs } = await app.confirmed(START + 2 * HOUR);
    app.admit("guest", app.cookieOf("client"));
    const id = await live(app);
    await expectShutOut(app, id, "guest", "sign_in_required");
    expect(await codeOf(await app.ask(statusOf(theirs), { as: "guest" })))
      .toBe("ok");
  });
});

Deno.test("a client's session of one consultation, sent under another's name, opens nothing", async () => {
  await withApp(async (app) => {
    await app.confirmed(START + 2 * HOUR);
    const token = app.cookieOf("client").split("=")[1];
    const id = await live(app);
    app.admit("guest", `${clientCookie(id)}=${token}`);
    await expectShutOut(app, id, "guest", "sign_in_required");
  });
});

Deno.test("a client's session under the staff's name opens nothing", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const token = app.cookieOf("client").split("=")[1];
    app.admit("guest", `visavis_staff=${token}`);
    await expectShutOut(app, id, "guest", "sign_in_required");
  });
});

Deno.test("a client whose link was revoked is out at once, session and all", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    expect(await codeOf(await app.ask(statusOf(id), { as: "client" })))
      .toBe("ok");
    await revokeLink(app, id);
    const before = await app.dump();
    for (const { name, path, ask } of doorsOf(id)) {
      const response = await app.ask(path, { ...ask, as: "client" });
      expect([name, response.status, await codeOf(response)])
        .toEqual([name, 410, "link_replaced"]);
    }
    expect(await app.dump()).toBe(before);
  });
});

/** Refused everywhere, with the very answer that an unknown id gets, and nothing written. */
async function expectShutOut(
  app: TestApp,
  id: ConsultationId,
  as: Who,
  code: string,
) {
  const before = await app.settled();
  const unknown = doorsOf(NO_SUCH_ID);
  for (const [i, { name, path, ask }] of doorsOf(id).entries()) {
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
