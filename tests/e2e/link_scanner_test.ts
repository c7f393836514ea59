/**
 * Mail programs open links before people do: with HEAD, repeatedly, and in a
 * browser that runs the page's scripts. Every address in the mails is opened in
 * all three ways, without a session, as an admitted client and as a signed-in
 * artist, and the whole store is compared before and after.
 *
 * A waiting room opened with a session reports presence: that page alone is
 * compared without presence and its change notifications.
 */
import { until } from "@/tests/_support/patience.ts";
import { expect } from "expect";
import type { HTTPRequest, Page } from "puppeteer-core";
import type { SignInTicket } from "@/lib/ports/mod.ts";
import { everyMail } from "./_every_mail.ts";
import { aPerson, PHONE, press, tap, testId } from "./_journey.ts";
import {
  ADMIN,
  enter,
  type Person,
  processes,
  setStage,
  type Stage,
  type StagedConsultation,
} from "./_stage.ts";
import { reads } from "./_watch.ts";

const GETS = 20;
const ID = "[a-z2-7]{26}";
const SECRET = "[A-Za-z0-9_-]{20,}";

/** What an address shows: the page's heading, or a calendar file. */
type Sight = string;
const FILE: Sight = "a calendar file";

/** Each kind of address in the mails, and what it shows without a cookie. */
const MAILED: readonly (readonly [RegExp, Sight])[] = [
  [new RegExp(`^/c/${ID}#${SECRET}$`), "Your consultation"],
  [new RegExp(`^/c/${ID}$`), "Your consultation"],
  [new RegExp(`^/artist/consultations/${ID}$`), "Sign in"],
  [/^\/artist$/, "Sign in"],
  [/^\/book$/, "What would you like to work on?"],
  [new RegExp(`^/reminders/${SECRET}$`), "Reminders are on"],
  [new RegExp(`^/sign-in/link#${SECRET}$`), "Welcome back"],
];

Deno.test(
  "a scanner that opens every link of every mail",
  processes,
  async (t) => {
    const stage = await setStage();
    try {
      const others = await linksInMails(stage);
      const { pending, near, later } = await everyMail(stage);
      const clients = await stage.person(PHONE);
      for (const at of [pending, near, later]) await letIn(stage, clients, at);
      const artists = await stage.person();
      await stage.signIn(artists, later.artist.email);
      // An unused one: the stage itself has signed in as the artists.
      const signInMail = await unusedSignIn(stage);
      const mailed = (await linksInMails(stage)).filter((one) =>
        !others.includes(one)
      );
      const before = await settled(stage);

      const changesNothing = async (
        person: Person,
        sights: Sights,
        present = false,
      ) => {
        const of = present ? withoutPresence : asItIs;
        const same = async () =>
          expect(difference(of(before), of(await dump(stage)))).toEqual([]);
        expect(await scripted(stage, person, sights)).toEqual(sights);
        await same();
        expect(await opened(stage, person, sights)).toEqual(sights);
        await same();
      };

      await t.step("finds a link of each kind, and no other", () => {
        expect(MAILED.filter(([kind]) => !mailed.some((one) => kind.test(one))))
          .toEqual([]);
        expect(mailed.filter((one) => sightOf(one) === undefined)).toEqual([]);
        // From the request, the confirmation, the reschedule and the reminder, and from both
        // parties' mails.
        expect(mailed).toContain(pathOf(stage, pending.url));
        expect(mailed).toContain(pathOf(stage, near.url));
        expect(mailed).toContain(pathOf(stage, later.url));
        expect(mailed).toContain(`/artist/consultations/${later.id}`);
      });

      await t.step(
        "without a cookie: every link, and the pages behind them",
        async () => {
          const sights = new Map(mailed.map((one) => [one, sightOf(one)!]));
          for (const page of ["details", "withdraw"]) {
            sights.set(`/c/${pending.id}/${page}`, "Your consultation");
          }
          for (const page of ["change", "move", "cancel", "calendar.ics"]) {
            sights.set(`/c/${later.id}/${page}`, "Your consultation");
          }
          for (const page of ["move", "cancel", "calendar.ics"]) {
            sights.set(`/artist/consultations/${later.id}/${page}`, "Sign in");
          }
          const stranger = await aPerson(stage.browser, PHONE, stage.baseUrl);
          await changesNothing(stranger, sights);
          await stranger.context.close();
        },
      );

      await t.step("with the client's cookie", async () => {
        const home = `/c/${later.id}`;
        await changesNothing(
          clients,
          new Map([
            [`${home}/change`, "Move or cancel"],
            [`${home}/move`, "Choose another time"],
            [`${home}/cancel`, "Cancel this consultation?"],
            [`${home}/calendar.ics`, FILE],
            [pathOf(stage, pending.url), "Your request"],
            [`/c/${pending.id}/details`, "Change your details"],
            [`/c/${pending.id}/withdraw`, "Withdraw your request?"],
          ]),
        );
      });

      await t.step("with the artist's cookie", async () => {
        const home = `/artist/consultations/${later.id}`;
        await changesNothing(
          artists,
          new Map([
            [`${home}/move`, "Choose another time"],
            [`${home}/cancel`, "Cancel this consultation?"],
            [`${home}/calendar.ics`, FILE],
            ["/artist", "Your day"],
          ]),
        );
      });

      await t.step(
        "the waiting rooms of people who are let in, except for their presence",
        async () => {
          const notYet = `Waiting for ${near.artist.name}.`;
          await changesNothing(
            clients,
            new Map([
              [`/c/${near.id}`, notYet],
              [pathOf(stage, near.url), notYet],
            ]),
            true,
          );
          await stage.signIn(artists, near.artist.email);
          await changesNothing(
            artists,
            new Map([[
              `/artist/consultations/${near.id}`,
              "Clara is not here yet.",
            ]]),
            true,
          );
          // The omitted part is exactly what changed.
          expect(await dump(stage)).not.toEqual(before);
        },
      );

      await t.step("afterwards the links still work for people", async () => {
        const client = await stage.person(PHONE);
        await enter(client, near);
        await client.page.waitForSelector(testId("self-video"));
        const admin = await stage.person();
        await admin.page.goto(signInMail);
        await tap(admin.page, "sign-in");
        await admin.page.waitForFunction(() => location.pathname === "/admin");
        const reader = await stage.person(PHONE);
        const stop = mailed.find((one) => one.startsWith("/reminders/"))!;
        await reader.page.goto(`${stage.baseUrl}${stop}`);
        await press(reader.page, "Stop reminders");
        await reads(reader.page, "You’ll get no more reminders");
        // The comparison detects a change, even without presence.
        expect(withoutPresence(await dump(stage)))
          .not.toEqual(withoutPresence(before));
      });
    } finally {
      await stage.close();
    }
  },
);

/** Maps paths to what they show. */
type Sights = ReadonlyMap<string, Sight>;

function sightOf(path: string): Sight | undefined {
  return MAILED.find(([kind]) => kind.test(path))?.[1];
}

function pathOf(stage: Stage, link: string): string {
  return link.slice(stage.baseUrl.length);
}

/** HEAD once, then GET repeatedly. Throws on an unexpected response. */
async function opened(
  stage: Stage,
  { context }: Person,
  sights: Sights,
): Promise<Sights> {
  const cookie = (await context.cookies())
    .map(({ name, value }) => `${name}=${value}`).join("; ");
  const seen = new Map<string, Sight>();
  for (const path of sights.keys()) {
    const ask = (method: string) =>
      fetch(`${stage.baseUrl}${path}`, { method, headers: { cookie } });
    const head = await ask("HEAD");
    expect([path, head.status, await head.text()]).toEqual([path, 200, ""]);
    const found = new Set<Sight>();
    for (let i = 0; i < GETS; i++) {
      const response = await ask("GET");
      const text = await response.text();
      expect([path, response.status]).toEqual([path, 200]);
      found.add(
        isFile(response.headers.get("content-type"), text)
          ? FILE
          : plain(/<h1[^>]*>(.*?)<\/h1>/s.exec(text)?.[1] ?? "no heading"),
      );
    }
    seen.set(path, [...found].join(", then "));
  }
  return seen;
}

function isFile(type: string | null, text: string): boolean {
  return type?.startsWith("text/calendar") === true &&
    text.startsWith("BEGIN:VCALENDAR") && text.includes("BEGIN:VEVENT");
}

function plain(html: string): string {
  return html.replaceAll(/<[^>]*>/g, "").replaceAll("&#39;", "'").trim();
}

/** In a browser that runs scripts and moves the pointer but taps nothing. */
async function scripted(
  stage: Stage,
  { page, complaints }: Person,
  sights: Sights,
): Promise<Sights> {
  const seen = new Map<string, Sight>();
  for (const path of sights.keys()) {
    // A link that differs only in its secret would not load anything.
    await page.goto("about:blank");
    seen.set(path, await sight(page, `${stage.baseUrl}${path}`));
    await page.mouse.move(100, 200);
    await page.mouse.wheel({ deltaY: 800 });
    await page.mouse.move(200, 400);
  }
  await page.goto("about:blank");
  expect(complaints).toEqual([]);
  return seen;
}

async function sight(page: Page, link: string): Promise<Sight> {
  const quiet = quietAfter(page);
  const answered = page.waitForResponse((one) =>
    one.request().isNavigationRequest() && one.status() < 300
  );
  // A file is downloaded instead of shown, which aborts the navigation.
  const [response, navigated] = await Promise.all([
    answered,
    page.goto(link, { waitUntil: "load" }).then(
      () => "a page",
      (error) => String(error),
    ),
  ]);
  expect(response.status()).toBe(200);
  if (response.headers()["content-type"]?.startsWith("text/calendar")) {
    expect(navigated).toContain("net::ERR_ABORTED");
    return FILE;
  }
  expect(navigated).toBe("a page");
  await quiet();
  return await page.$eval("h1", (heading) => heading.innerText.trim());
}

/**
 * Waits until nothing that this page load began is under way, except streams. The
 * browser's own count keeps what the page before sent as it went, which may
 * never be reported as finished.
 */
function quietAfter(page: Page): () => Promise<void> {
  const open = new Set<HTTPRequest>();
  let last = performance.now();
  const begin = (one: HTTPRequest) => {
    last = performance.now();
    if (one.resourceType() !== "eventsource") open.add(one);
  };
  const end = (one: HTTPRequest) => {
    last = performance.now();
    open.delete(one);
  };
  page.on("request", begin);
  page.on("requestfinished", end);
  page.on("requestfailed", end);
  return async () => {
    await until(
      "a page that has loaded everything",
      () => open.size === 0 && performance.now() - last > 300,
    );
    page.off("request", begin);
    page.off("requestfinished", end);
    page.off("requestfailed", end);
  };
}

/** Admits with the link's secret, like the tap on the entry page. */
async function letIn(
  stage: Stage,
  { context }: Person,
  at: StagedConsultation,
) {
  const response = await fetch(`${stage.baseUrl}/api/entry/${at.id}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ secret: at.url.split("#")[1] }),
  });
  expect(response.status).toBe(204);
  const [cookie] = response.headers.getSetCookie()[0]!.split(";");
  const [name, value] = cookie!.split("=");
  await context.setCookie({
    name: name!,
    value: value!,
    domain: "localhost",
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
  });
}

/** Requested, mailed, and not used. */
async function unusedSignIn(stage: Stage): Promise<string> {
  const used = await linksInMails(stage);
  const response = await fetch(`${stage.baseUrl}/sign-in`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ email: ADMIN }),
  });
  await response.body?.cancel();
  // The stage has signed in as the admin, too.
  const path = await until(
    "a new sign-in link",
    async () =>
      (await linksInMails(stage)).find((one) =>
        one.startsWith("/sign-in/link#") && !used.includes(one)
      ),
  );
  return `${stage.baseUrl}${path}`;
}

/**
 * The path of every address of ours in all mails so far, headers and files
 * included, without duplicates.
 */
async function linksInMails(stage: Stage): Promise<string[]> {
  const found = new Set<string>();
  for (const entry of await entries(stage, ["mailbox"])) {
    const text = JSON.stringify(entry.value).replaceAll("&amp;", "&");
    for (const [link] of text.matchAll(/https?:\/\/localhost[^\s"'<>\\)]+/g)) {
      if (link.startsWith(stage.baseUrl)) found.add(pathOf(stage, link));
    }
  }
  return [...found];
}

interface Row {
  readonly key: Deno.KvKey;
  readonly row: string;
}

const asItIs = (rows: readonly Row[]) => rows.map(({ row }) => row);

const withoutPresence = (rows: readonly Row[]) =>
  asItIs(
    rows.filter(({ key }) => key[0] !== "presence" && key[0] !== "pulses"),
  );

/** The rows that are in one of two dumps only; the whole store would be unreadable. */
function difference(
  before: readonly string[],
  after: readonly string[],
): string[] {
  const [had, has] = [new Set(before), new Set(after)];
  return [
    ...before.filter((row) => !has.has(row)).map((row) => `- ${row}`),
    ...after.filter((row) => !had.has(row)).map((row) => `+ ${row}`),
  ];
}

/**
 * After the mails' causes have settled: a sign-in that was used is deleted ten
 * seconds later, and a closing room reports a moment later, or up to four
 * seconds after a report that met a busy server.
 */
async function settled(stage: Stage): Promise<Row[]> {
  let last = "";
  let repeats = 0;
  return await until("a store at rest", async () => {
    const rows = await dump(stage);
    const text = asItIs(rows).join();
    repeats = text === last ? repeats + 1 : 0;
    last = text;
    const used = (await entries(stage, ["sign_ins"]))
      .some(({ value }) => (value as SignInTicket).used);
    return !used && repeats >= 3 && rows;
  }, { everyMs: 1_500 });
}

/**
 * Written by the server itself, by time, or lapsing: no link causes it. The
 * place of an open request ends with its time, for example a quarter of an hour.
 */
const BY_TIME = ["embedded_rooms processes ", "open_requests", "write_check"];

async function dump(stage: Stage): Promise<Row[]> {
  const isByTime = (key: Deno.KvKey) =>
    BY_TIME.some((start) => key.join(" ").startsWith(start));
  return (await entries(stage, [])).filter(({ key }) => !isByTime(key))
    .map(({ key, versionstamp }) => ({
      key,
      row: `${Deno.inspect(key)} ${versionstamp}`,
    }));
}

async function entries(stage: Stage, prefix: Deno.KvKey) {
  const kv = await Deno.openKv(stage.server.kvPath);
  try {
    return await Array.fromAsync(kv.list({ prefix }));
  } finally {
    kv.close();
  }
}
