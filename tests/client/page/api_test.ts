import { DEFAULT_MEDIA_PREFERENCES } from "@/lib/domain/call/presence.ts";
import { expect } from "expect";
import {
  consultationApi,
  enter,
  isPassing,
  type Net,
  readRefusal,
} from "@/lib/client/page/api.ts";
import { chatApi } from "@/lib/client/chat/chat_api.ts";
import { aSnapshot } from "@/tests/_support/a_snapshot.ts";
import { failure } from "@/tests/client/_support.ts";

const ID = "b".repeat(26);
const TAB = "tab-12345";

function net(answer: (url: string, init: RequestInit) => Promise<Response>) {
  const seen: { url: string; method: string; body: string | null }[] = [];
  const beacons: { url: string; body: Blob }[] = [];
  const fake: Net = {
    fetch(url, init) {
      seen.push({
        url,
        method: init.method ?? "GET",
        body: init.body === undefined ? null : String(init.body),
      });
      return answer(url, init);
    },
    beacon(url, body) {
      beacons.push({ url, body });
      return true;
    },
    timeoutMs: 50,
  };
  return { fake, seen, beacons };
}
const json = (body: unknown, status = 200) =>
  Promise.resolve(Response.json(body, { status }));

Deno.test("a heartbeat posts the tab and the event, and names its session", async () => {
  const { fake, seen } = net(() => json(aSnapshot()));
  const answer = await consultationApi(ID, "client", { tab: TAB, net: fake })
    .beat(
      "arrive",
      DEFAULT_MEDIA_PREFERENCES,
    );
  expect(answer).toEqual({ ok: true, value: aSnapshot() });
  expect(seen).toEqual([{
    url: `/api/video/consultation/${ID}/waiting-status?session=client`,
    method: "POST",
    body: JSON.stringify({
      tab: TAB,
      event: "arrive",
      mediaPreferences: DEFAULT_MEDIA_PREFERENCES,
    }),
  }]);
});

Deno.test("requesting the status is a GET without a body", async () => {
  const { fake, seen } = net(() => json(aSnapshot()));
  await consultationApi(ID, "artist", { tab: TAB, net: fake }).status();
  expect(seen[0]).toEqual({
    url: `/api/video/consultation/${ID}/waiting-status?session=artist`,
    method: "GET",
    body: null,
  });
});

Deno.test("a request of late code names its session too, beside its own query", async () => {
  const { fake, seen } = net(() => json({ messages: [] }));
  const { ask } = consultationApi(ID, "client", { tab: TAB, net: fake });
  await chatApi({ ask }).messages(7);
  await chatApi({ ask }).readMessages(9);
  await ask("GET /api/video/consultation/:id/recording");
  const path = `/api/video/consultation/${ID}`;
  expect(seen).toEqual([
    {
      url: `${path}/messages?session=client&after=7`,
      method: "GET",
      body: null,
    },
    {
      url: `${path}/messages/read?session=client`,
      method: "POST",
      body: '{"number":9}',
    },
    { url: `${path}/recording?session=client`, method: "GET", body: null },
  ]);
});

Deno.test("leaving sends a JSON beacon, since the page will not wait for an answer", async () => {
  const { fake, beacons } = net(() => json({}));
  consultationApi(ID, "client", { tab: TAB, net: fake }).leave();
  expect(beacons.length).toBe(1);
  expect(beacons[0]!.body.type).toBe("application/json");
  expect(JSON.parse(await beacons[0]!.body.text())).toEqual({
    tab: TAB,
    event: "left",
  });
});

Deno.test("the last word of a page that may freeze is a beacon too, and a heartbeat that keeps its place", async () => {
  const { fake, beacons } = net(() => json({}));
  const mediaPreferences = { ...DEFAULT_MEDIA_PREFERENCES, interrupted: true };
  consultationApi(ID, "client", { tab: TAB, net: fake })
    .lastWord(mediaPreferences);
  expect(JSON.parse(await beacons[0]!.body.text())).toEqual({
    tab: TAB,
    event: "beat",
    mediaPreferences,
  });
});

Deno.test("a refusal keeps its code, message and facts", async () => {
  const { fake } = net(() =>
    json({
      error: {
        code: "room_not_ready",
        message: "The room is just being made ready.",
        retryAfterSeconds: 2,
        opensAt: "2026-11-22T16:55:00.000Z",
        now: "2026-11-22T17:00:00.000Z",
      },
    }, 409)
  );
  expect(await consultationApi(ID, "client", { tab: TAB, net: fake }).token())
    .toEqual({
      ok: false,
      code: "room_not_ready",
      message: "The room is just being made ready.",
      retryAfterMs: 2_000,
      opensAt: "2026-11-22T16:55:00.000Z",
      now: "2026-11-22T17:00:00.000Z",
    });
});

Deno.test("a missing network is a refusal of its own, with a message", async () => {
  const { fake } = net(() => Promise.reject(new TypeError("Failed to fetch")));
  const answer = await consultationApi(ID, "client", { tab: TAB, net: fake })
    .end();
  expect(answer.ok).toBe(false);
  expect(answer).toMatchObject({ code: "offline" });
});

Deno.test("a timeout is a refusal of its own", async () => {
  const { fake } = net((_, init) =>
    new Promise((_, reject) => {
      init.signal!.addEventListener(
        "abort",
        () => reject(init.signal!.reason),
      );
    })
  );
  const answer = await consultationApi(ID, "client", { tab: TAB, net: fake })
    .start();
  expect(answer).toMatchObject({ ok: false, code: "timeout" });
});

Deno.test("a proxy's page instead of our JSON is unexpected, with any status", async () => {
  for (const status of [200, 502]) {
    const { fake } = net(() =>
      Promise.resolve(new Response("<html>Sign in to Wi-Fi</html>", { status }))
    );
    const answer = await consultationApi(ID, "client", { tab: TAB, net: fake })
      .start();
    expect(answer).toMatchObject({ ok: false, code: "unexpected" });
  }
});

Deno.test("entering posts the secret and accepts an empty answer as success", async () => {
  const { fake, seen } = net(() =>
    Promise.resolve(new Response(null, { status: 204 }))
  );
  expect(await enter(ID, "s3cret", { net: fake })).toEqual({
    ok: true,
    value: null,
  });
  expect(seen[0]).toEqual({
    url: `/api/entry/${ID}`,
    method: "POST",
    body: '{"secret":"s3cret"}',
  });
});

Deno.test("an id cannot escape its place in the address", async () => {
  const { fake, seen } = net(() => json({}));
  await enter("../../admin?x=", "s", { net: fake });
  expect(seen[0]!.url).toBe("/api/entry/..%2F..%2Fadmin%3Fx%3D");
});

Deno.test("a body that is not a refusal is not read as one", () => {
  for (
    const body of [null, 1, "x", {}, { error: null }, { error: { code: 1 } }]
  ) {
    expect(readRefusal(body)).toBeNull();
  }
});

Deno.test("only temporary failures are retried", () => {
  for (
    const code of [
      "offline",
      "timeout",
      "room_not_ready",
      "video_unavailable",
    ] as const
  ) {
    expect(isPassing(failure(code))).toBe(true);
  }
  for (
    const code of [
      "too_late",
      "not_found",
      "opened_elsewhere",
      "wrong_role",
    ] as const
  ) {
    expect(isPassing(failure(code))).toBe(false);
  }
});
