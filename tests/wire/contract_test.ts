/** Checks real answers of every endpoint against the table. `withApp` does the same for the answers of every other route test. */
import { expect } from "expect";
import { HOUR } from "@/lib/domain/basic/instant.ts";
import { StoreUnavailable } from "@/lib/ports/mod.ts";
import {
  ENDPOINT_NAMES,
  type EndpointName,
  endpointOf,
} from "@/lib/wire/endpoints.ts";
import { START, type TestApp } from "@/tests/_support/an_app.ts";
import { fits, NOT_IN_TABLE } from "@/tests/_support/contract.ts";
import { cookieOf, send, upload } from "@/tests/routes/_booking_form.ts";
import { enterAs } from "@/tests/routes/_changes.ts";
import {
  readView,
  type Recorded,
  recording,
  said,
  whileLive,
} from "@/tests/routes/_recording.ts";
import {
  beat,
  consultationPath,
  end,
  token,
  video,
} from "@/tests/routes/_requests.ts";
import { askStill, sendPicture, stillsPath } from "@/tests/routes/_stills.ts";
import { watching } from "@/tests/routes/_streams.ts";

/** It refuses nobody: it needs no session, takes nothing and reads nothing. */
const NEVER_REFUSES: readonly EndpointName[] = ["GET /api/openapi.json"];
/** A page that also speaks JSON: it is refused as a page. */
const REFUSED_AS_PAGE: readonly EndpointName[] = ["GET /admin"];

whileLive(
  "every endpoint answers and refuses as the table says",
  async (all) => {
    const { app } = all;
    await theSystem(app);
    await photosOfABooking(app);
    await theStaff(app);
    await theCall(all);
    await theStills(all);
    await theLookSheet(app, all.id);
    await thePrivateNotes(app, all.id);
    await theRecording(all);
    await theRating(app, all.id);
    await changes(app, all.id);
    await refusals(app, all.id);

    const { answers, refusals: refused } = app.exercised;
    expect(ENDPOINT_NAMES.filter((name) => !answers.has(name))).toEqual([]);
    const silent = ENDPOINT_NAMES.filter((name) =>
      ![...refused].some((one) => one.startsWith(`${name} `))
    );
    expect(new Set(silent))
      .toEqual(new Set([...NEVER_REFUSES, ...REFUSED_AS_PAGE]));
  },
);

async function done(response: Promise<Response>): Promise<void> {
  const { status, body } = await response;
  await body?.cancel();
  expect([status, status < 400]).toEqual([status, true]);
}

const post = (app: TestApp, path: string, body: unknown = {}) =>
  done(app.ask(path, { method: "POST", as: "artist", body }));

async function theSystem(app: TestApp) {
  await done(app.ask("/api/health"));
  await done(app.ask("/api/openapi.json"));
  await post(app, "/api/connection-test");
  await done(app.ask("/admin?format=json", { as: "admin" }));
}

async function photosOfABooking(app: TestApp) {
  const first = await upload(app);
  const cookie = cookieOf(first);
  const { id: photo } = await first.json();
  const path = `/api/booking/photos/${photo}`;
  await done(app.ask(path, { headers: { cookie } }));
  await done(send(app, { fields: { photo }, cookie }));
  const [booked] = (await app.services.deps.consultations.all(10))
    .filter(({ photos }) => photos.length > 0);
  const seen = `/api/consultations/${booked!.id}/photos/${photo}`;
  await done(app.ask(seen, { as: "artist" }));
  await done(app.ask(path, { method: "DELETE", headers: { cookie } }));
}

async function theStaff(app: TestApp) {
  await done(app.ask("/api/artist/day", { as: "artist" }));
  await streamFits(app, "GET /api/artist/day", "/api/artist/day");
  const form = new URLSearchParams({ email: "ines@studio.example" });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  await done(app.ask("/sign-in", { method: "POST", body: `${form}`, headers }));
  await app.settled();
  const secret = await secretInMail(app, /sign-in\/link#(\S+)/);
  await post(app, "/api/sign-in/link", { secret });
  await done(app.ask("/api/sign-in", { as: "artist" }));
}

async function secretInMail(app: TestApp, link: RegExp): Promise<string> {
  const found = (await app.mails()).map(({ text }) => link.exec(text)?.[1])
    .findLast((secret) => secret !== undefined);
  if (found === undefined) throw new Error(`No mail has ${link}`);
  return found;
}

async function theCall({ app, id }: Recorded) {
  const status = `${video(id)}/waiting-status`;
  await done(app.ask(status, { as: "client" }));
  await done(beat(app, id, "client", "arrive"));
  await done(token(app, id, "client"));
  await done(app.ask(`${video(id)}/start-session`, {
    method: "POST",
    as: "artist",
  }));
  const message = { text: "I am here.", key: "key-of-this-test" };
  await post(app, `${video(id)}/messages`, message);
  await done(app.ask(`${video(id)}/messages`, { as: "admin" }));
  await post(app, `${video(id)}/messages/read`, { number: 1 });
  await post(app, `${video(id)}/artist-status`, { status: "getting_ready" });
  await streamFits(
    app,
    "GET /api/video/consultation/:id/waiting-status",
    status,
  );
}

/** The first event of a stream, and its last, when the server shuts down. */
async function streamFits(app: TestApp, name: EndpointName, path: string) {
  const { events } = endpointOf(name);
  await watching(app, path, "artist", async (reader) => {
    const first = await reader.next();
    fits(`${name} snapshot`, events!.snapshot!, first?.data);
    app.services.streams.closeAll();
    const last = (await reader.until(({ event }) => event === "bye")).at(-1);
    fits(`${name} bye`, events!.bye!, last?.data);
  });
}

async function theStills({ app, id }: Recorded) {
  await done(askStill(app, id));
  await done(sendPicture(app, id, { request: 1 }));
  await done(app.ask(stillsPath(id), { as: "artist" }));
}

async function theLookSheet(app: TestApp, id: string) {
  const path = `${video(id)}/look-sheet`;
  const changedAt = new Date(app.clock.now()).toISOString();
  const head = { title: "Evening", summary: "", changedAt };
  await post(app, path, { head, steps: [] });
  await done(app.ask(path, { as: "client" }));
  await post(app, `${path}/send`);
}

async function thePrivateNotes(app: TestApp, id: string) {
  const path = `${video(id)}/private-notes`;
  await post(app, path, { text: "Prefers warm tones.", revision: 0 });
  await done(app.ask(path, { as: "artist" }));
}

async function theRating(app: TestApp, id: string) {
  await done(
    app.ask(`${video(id)}/rating`, {
      method: "POST",
      as: "client",
      body: { stars: 4, words: "Lovely." },
    }),
  );
}

async function theRecording(all: Recorded) {
  expect(await said(all, "artist", "ask")).toBe("ok");
  await recording(all);
  expect(await said(all, "artist", "stop")).toBe("ok");
  expect(await said(all, "client", "withdraw")).toBe("ok");
  expect((await readView(all)).recorded).toBe(true);
  await done(end(all.app, all.id, "artist"));
  all.server.finish("recordings");
  expect(await said(all, "artist", "download")).toBe("recording_not_ready");
  all.server.finish("compositions");
  expect(await said(all, "artist", "download")).toBe("ok");
  expect(await said(all, "artist", "delete")).toBe("ok");
}

async function changes(app: TestApp, ended: string) {
  const declined = await app.requested(START + 3 * HOUR);
  await post(app, `${consultationPath(declined)}/decline`, {
    reason: "I am away.",
  });
  const moved = await app.requested(START + 4 * HOUR);
  await post(app, `${consultationPath(moved)}/confirm`);
  const at = new Date(START + 6 * HOUR).toISOString();
  await post(app, `${consultationPath(moved)}/reschedule`, { at, version: 1 });
  await post(app, `${consultationPath(moved)}/cancel`, {
    word: "",
    version: 2,
  });
  const entered = await app.confirmed(START + 5 * HOUR);
  const { id: entry, secret } = entered;
  await post(app, `/api/entry/${entry}/preview`, { secret });
  await post(app, `/api/entry/${entry}`, { secret });
  await withdrawal(app);
  await post(app, `${consultationPath(ended)}/erase`);
}

/** By a client with the link of the request's own mail. */
async function withdrawal(app: TestApp) {
  const id = await app.requested(START + 8 * HOUR);
  const link = new RegExp(`/c/${id}#([\\w-]+)`);
  const [secret = ""] = (await app.mails())
    .flatMap(({ text }) => link.exec(text)?.[1] ?? []);
  await done(enterAs(app, "guest", id, secret));
  await done(
    app.ask(`${consultationPath(id)}/withdraw`, {
      method: "POST",
      as: "guest",
    }),
  );
}

/** One refusal of each: as another site's for what changes something, as nobody's for the rest. */
async function refusals(app: TestApp, id: string) {
  for (const name of ENDPOINT_NAMES) {
    const [method, path] = name.split(" ") as [string, string];
    const address = path.replace(":id", id).replace(":photo", "a".repeat(26))
      .replace(":still", "a".repeat(26));
    const headers: Record<string, string> = method === "GET"
      ? {}
      : { "sec-fetch-site": "cross-site" };
    await (await app.ask(address, { method, headers })).body?.cancel();
  }
  const { catalog } = app.services.deps;
  const studio = () => Promise.reject(new StoreUnavailable("down"));
  app.replace({ catalog: { ...catalog, studio } });
  const health = await app.ask("/api/health");
  expect((await health.json()).error.retryAfterSeconds).toBe(2);
  app.replace({ catalog });
}

Deno.test("every address below /api is in the table, or named as none of it", async () => {
  const root = new URL("../../routes/", import.meta.url);
  const inTable = new Set(ENDPOINT_NAMES.map((name) => name.split(" ")[1]!));
  const found: string[] = [];
  for await (const path of filesIn(new URL("api/", root))) {
    const file = decodeURI(path.slice(root.href.length));
    const address = addressOf(file);
    found.push(address);
    const known = inTable.has(address) ||
      NOT_IN_TABLE.some((one) => one === address);
    expect([file, known]).toEqual([file, true]);
    if (inTable.has(address)) await answersItsOwn(path, address);
  }
  const missing = [...inTable].filter((path) =>
    path.startsWith("/api/") && !found.includes(path)
  );
  expect(missing).toEqual([]);
});

/** The endpoints that a route's file names are those of its own address, all of them. */
async function answersItsOwn(file: string, address: string) {
  const source = await Deno.readTextFile(new URL(file));
  const named = [...source.matchAll(/"((?:GET|POST|DELETE) \/[^"]*)"/g)]
    .map(([, name]) => name);
  const own = ENDPOINT_NAMES.filter((name) => name.split(" ")[1] === address);
  expect(new Set(named)).toEqual(new Set(own));
}

/** `api/entry/[id].ts` → `/api/entry/:id` */
function addressOf(file: string): string {
  return `/${file}`.replace(/\.ts$/, "").replace(/\/index$/, "")
    .replace(/\[\.\.\.\w+\]/, "*").replace(/\[(\w+)\]/g, ":$1");
}

async function* filesIn(folder: URL): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(folder)) {
    const path = new URL(encodeURI(entry.name), folder);
    if (entry.isDirectory) yield* filesIn(new URL(`${path.href}/`));
    else yield path.href;
  }
}

Deno.test("a field that the table does not have does not fit, nor does one that is missing", () => {
  const { answer } = endpointOf("GET /api/health");
  expect(() => fits("health", answer!, { ok: true, more: 1 })).toThrow("more");
  expect(() => fits("health", answer!, {})).toThrow("ok");
});
