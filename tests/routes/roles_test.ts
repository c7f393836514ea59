import { expect } from "expect";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import {
  START,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import { codeOf, consultationPath, live } from "./_requests.ts";
import { entryPointsOf } from "./_entry_points.ts";

type Answers = Record<string, string>;

/** The response for each role in a live consultation, by entry point. */
const IN_A_CALL: Readonly<Record<"client" | "artist" | "admin", Answers>> = {
  client: {
    confirm: "wrong_role",
    decline: "wrong_role",
    reschedule: "under_way",
    cancel: "under_way",
    withdraw: "already_answered",
    erase: "wrong_role",
    token: "ok",
    status: "ok",
    stream: "ok",
    heartbeat: "ok",
    start: "wrong_role",
    end: "ok",
    messages: "ok",
    message: "ok",
    "artist's status": "wrong_role",
    recording: "ok",
    "recording: ask": "wrong_role",
    "recording: consent": "recording_unavailable",
    "recording: withdraw": "ok",
    "recording: start": "wrong_role",
    "recording: stop": "ok",
    "recording: delete": "recording_unavailable",
    "recording: download": "wrong_role",
  },
  artist: {
    confirm: "ok",
    decline: "already_answered",
    reschedule: "under_way",
    cancel: "under_way",
    withdraw: "wrong_role",
    erase: "erasure_too_early",
    token: "ok",
    status: "ok",
    stream: "ok",
    heartbeat: "ok",
    start: "ok",
    end: "ok",
    messages: "ok",
    message: "ok",
    "artist's status": "ok",
    recording: "ok",
    "recording: ask": "recording_unavailable",
    "recording: consent": "recording_unavailable",
    "recording: withdraw": "ok",
    "recording: start": "recording_unavailable",
    "recording: stop": "ok",
    "recording: delete": "recording_unavailable",
    "recording: download": "recording_unavailable",
  },
  admin: {
    confirm: "ok",
    decline: "already_answered",
    reschedule: "under_way",
    cancel: "under_way",
    withdraw: "wrong_role",
    erase: "erasure_too_early",
    token: "wrong_role",
    status: "ok",
    stream: "ok",
    heartbeat: "wrong_role",
    start: "wrong_role",
    end: "wrong_role",
    messages: "ok",
    message: "wrong_role",
    "artist's status": "wrong_role",
    recording: "ok",
    "recording: ask": "wrong_role",
    "recording: consent": "wrong_role",
    "recording: withdraw": "wrong_role",
    "recording: start": "wrong_role",
    "recording: stop": "wrong_role",
    "recording: delete": "recording_unavailable",
    "recording: download": "wrong_role",
  },
};

for (const who of ["client", "artist", "admin"] as const) {
  for (const [door, expected] of Object.entries(IN_A_CALL[who])) {
    Deno.test(`in a live consultation, ${door} by the ${who}: ${expected}`, async () => {
      await withApp(async (app) => {
        const id = await live(app);
        if (expected === "ok") {
          return expect(await knock(app, id, door, who)).toBe("ok");
        }
        const before = await app.settled();
        expect(await knock(app, id, door, who)).toBe(expected);
        expect(await app.settled()).toBe(before);
      });
    });
  }
}

for (const who of ["artist", "admin"] as const) {
  for (const door of ["confirm", "decline"] as const) {
    Deno.test(`the ${who} can ${door} a request`, async () => {
      await withApp(async (app) => {
        const id = await app.requested();
        expect(await knock(app, id, door, who)).toBe("ok");
        expect((await app.record(id)).state)
          .toBe(door === "confirm" ? "confirmed" : "declined");
      });
    });
  }
}

Deno.test("an artist starts their own consultation; an admin cannot start it for them", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    expect(await knock(app, id, "start", "admin")).toBe("wrong_role");
    expect((await app.record(id)).state).toBe("confirmed");
    expect(await knock(app, id, "start", "artist")).toBe("ok");
    expect((await app.record(id)).state).toBe("live");
  });
});

Deno.test("`?session=` selects among the sessions that a browser has; it grants none", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    const both = `${app.cookieOf("artist")}; ${app.cookieOf("client")}`;
    app.admit("guest", both);
    const start = `/api/video/consultation/${id}/start-session`;
    const as = async (who: Who, session: string) =>
      await codeOf(
        await app.ask(`${start}?session=${session}`, {
          method: "POST",
          as: who,
        }),
      );
    expect(await as("guest", "client")).toBe("wrong_role");
    expect(await as("client", "artist")).toBe("sign_in_required");
    expect(await as("client", "admin")).toBe("sign_in_required");
    expect(await as("other_artist", "admin")).toBe("not_found");
    expect((await app.record(id)).state).toBe("confirmed");
    expect(await as("guest", "artist")).toBe("ok");
  });
});

Deno.test("an artist's day is private: each artist sees their own, and nobody else sees any", async () => {
  await withApp(async (app) => {
    const id = await app.requested();
    const day = (as: Who) => app.ask("/api/artist/day", { as });
    const rows = async (as: Who) => (await (await day(as)).json()).rows;
    expect((await rows("artist")).map((row: { id: string }) => row.id))
      .toEqual([id]);
    expect(await rows("other_artist")).toEqual([]);
    expect(await codeOf(await day("admin"))).toBe("wrong_role");
    expect(await codeOf(await day("client"))).toBe("sign_in_required");
    expect(await codeOf(await day("nobody"))).toBe("sign_in_required");
  });
});

Deno.test("a role that a request claims is ignored", async () => {
  await withApp(async (app) => {
    const id = await app.requested();
    const response = await app.ask(
      `${consultationPath(id)}/confirm?role=admin`,
      {
        method: "POST",
        as: "other_artist",
        body: {
          role: "admin",
          artistId: "ines-vidal",
          actor: { role: "admin" },
        },
        headers: { "x-role": "admin" },
      },
    );
    expect(await codeOf(response)).toBe("not_found");
    expect((await app.record(id)).state).toBe("requested");
  });
});

async function knock(
  app: TestApp,
  id: ConsultationId,
  door: string,
  as: Who,
): Promise<string> {
  const { path, ask } = entryPointsOf(id).find(({ name }) => name === door)!;
  const response = await app.ask(path, { ...ask, as });
  if (door !== "stream" || !response.ok) return await codeOf(response);
  await response.body!.cancel();
  return "ok";
}
