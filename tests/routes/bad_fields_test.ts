/** Fields that are missing, of another type, or someone else's. */
import { expect } from "expect";
import { BASE_URL, START, withApp } from "@/tests/_support/an_app.ts";
import { roomsDown } from "@/tests/_support/faulty_rooms.ts";
import { codeOf, live, start, TAB, token, video } from "./_requests.ts";

const BEATS: readonly [name: string, body: unknown, fields: string[]][] = [
  ["no field at all", {}, ["tab", "event"]],
  ["no tab", { event: "beat" }, ["tab"]],
  ["no event", { tab: TAB }, ["event"]],
  ["an event that there is not", { tab: TAB, event: "stay" }, ["event"]],
  ["an event inherited by every object", { tab: TAB, event: "toString" }, [
    "event",
  ]],
  ["a tab that is a number", { tab: 12345678, event: "beat" }, ["tab"]],
  ["a tab that is too short", { tab: "short", event: "beat" }, ["tab"]],
  ["a tab that is too long", { tab: "x".repeat(65), event: "beat" }, ["tab"]],
  ["a tab with a space", { tab: "two words", event: "beat" }, ["tab"]],
  ["a word that is null", { tab: TAB, event: "beat", mediaPreferences: null }, [
    "mediaPreferences",
  ]],
  ["a word that is text", { tab: TAB, event: "beat", mediaPreferences: "no" }, [
    "mediaPreferences",
  ]],
  ["a word of another kind", {
    tab: TAB,
    event: "beat",
    mediaPreferences: { wantsVideo: "no" },
  }, ["mediaPreferences"]],
  ["a tab that is a list", { tab: [TAB], event: ["beat"] }, ["tab", "event"]],
];

for (const [name, body, fields] of BEATS) {
  Deno.test(`a heartbeat with ${name} is refused with the name of the field to correct`, async () => {
    await withApp(async (app) => {
      const { id } = await app.confirmed();
      app.clock.set(START);
      const before = await app.dump();
      const path = `${video(id)}/waiting-status`;
      const ask = { method: "POST", as: "client", body } as const;
      const response = await app.ask(path, ask);
      expect(response.status).toBe(422);
      const { error } = await response.json();
      expect(error.code).toBe("invalid_input");
      expect(Object.keys(error.fields)).toEqual(fields);
      expect(await app.dump()).toBe(before);
    });
  });
}

const WISHES: readonly [name: string, body: unknown, code: string][] = [
  ["a tab that is a number", { tab: 5 }, "invalid_input"],
  ["a tab that is too short", { tab: "x" }, "invalid_input"],
  ["a room that is a number", { tab: TAB, room: 5 }, "invalid_input"],
  ["a room that is a list", { tab: TAB, room: ["x"] }, "invalid_input"],
  ["another's room", { tab: TAB, room: "visavis-another" }, "wrong_room"],
  ["a room without a name", { tab: TAB, room: "" }, "wrong_room"],
];

for (const [name, body, code] of WISHES) {
  Deno.test(`a token for ${name}: ${code}, and nothing is written`, async () => {
    await withApp(async (app) => {
      const id = await live(app);
      const before = await app.settled();
      expect(await codeOf(await token(app, id, "client", body))).toBe(code);
      expect(await app.settled()).toBe(before);
    });
  });
}

Deno.test("a token for the room's own name, or for none, is given", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const { roomName } = await (await token(app, id, "client")).json();
    const own = await token(app, id, "artist", { tab: TAB, room: roomName });
    expect((await own.json()).roomName).toBe(roomName);
  });
});

Deno.test("a token request for another's room does not even create the caller's own", async () => {
  await withApp(async (app) => {
    const { videoRooms } = app.services.deps;
    const { id } = await app.confirmed();
    app.clock.set(START);
    app.replace({ videoRooms: roomsDown(videoRooms) });
    await start(app, id);
    app.replace({ videoRooms });
    const before = await app.settled();
    const named = await token(app, id, "client", { room: "visavis-another" });
    expect(await codeOf(named)).toBe("wrong_room");
    expect(await app.settled()).toBe(before);
    expect(await app.rooms(id)).toEqual([]);
  });
});

Deno.test("a reason that is too long for a mail is refused, and the request stays open", async () => {
  await withApp(async (app) => {
    const id = await app.requested();
    const before = await app.dump();
    const response = await app.ask(`/api/appointments/${id}/decline`, {
      method: "POST",
      as: "artist",
      body: { reason: "x".repeat(501) },
    });
    expect((await response.json()).error.fields.reason).toBeDefined();
    expect(await app.dump()).toBe(before);
  });
});

for (const secret of [undefined, null, 5, "", {}, ["x"], "x".repeat(201)]) {
  const shown = JSON.stringify(secret)?.slice(0, 12) ?? "none";
  Deno.test(`a secret that is ${shown} opens neither a consultation nor a studio`, async () => {
    await withApp(async (app) => {
      const { id } = await app.confirmed();
      const before = await app.dump();
      const ask = { method: "POST", body: { secret } };
      const entry = await app.ask(`/api/entry/${id}`, ask);
      expect([entry.status, await codeOf(entry)]).toEqual([
        403,
        "link_invalid",
      ]);
      const signIn = await app.ask("/api/sign-in/link", ask);
      expect([signIn.status, await codeOf(signIn)])
        .toEqual([410, "sign_in_expired"]);
      expect(entry.headers.has("set-cookie")).toBe(false);
      expect(signIn.headers.has("set-cookie")).toBe(false);
      expect(await app.dump()).toBe(before);
    });
  });
}

Deno.test("a note to the client that is too long, or an invalid body, leads a plain form back to its page, whichever form it was", async () => {
  await withApp(async (app) => {
    const asked = await app.requested();
    const page = `/artist/consultations/${asked}`;
    const send = async (what: string, body: string) => {
      const answer = await app.fetch(
        new Request(
          `${BASE_URL}/api/appointments/${asked}/${what}?session=artist`,
          {
            method: "POST",
            headers: {
              cookie: app.cookieOf("artist"),
              "content-type": "application/x-www-form-urlencoded",
              "sec-fetch-site": "same-origin",
            },
            body,
          },
        ),
      );
      await answer.body?.cancel();
      return [answer.status, answer.headers.get("location")];
    };
    const long = "x".repeat(501);
    expect(await send("decline", `reason=${long}`))
      .toEqual([303, `${page}?refused=invalid_input`]);
    expect(await send("cancel", `word=${long}`))
      .toEqual([303, `${page}/cancel?refused=invalid_input`]);
    const huge = `reason=${"x".repeat(2_000_000)}`;
    for (const what of ["confirm", "decline", "cancel", "erase"]) {
      expect([what, await send(what, huge)])
        .toEqual([what, [303, `${page}?refused=body_too_large`]]);
    }
    expect((await app.record(asked)).state).toBe("requested");
  });
});

Deno.test("a note to the client contains no invisible characters, whichever form it came from", async () => {
  for (const [what, field] of [["decline", "reason"], ["cancel", "word"]]) {
    await withApp(async (app) => {
      const id = await app.requested();
      const response = await app.ask(`/api/appointments/${id}/${what}`, {
        method: "POST",
        as: "artist",
        body: { [field!]: "I am\u202e away.\r\nWrite to\u200b me.\u0000" },
      });
      expect([what, response.status]).toEqual([what, 200]);
      await response.body?.cancel();
      expect(await app.record(id)).toMatchObject({
        state: "declined",
        reason: "I am away.\nWrite to me.",
      });
    });
  }
});
