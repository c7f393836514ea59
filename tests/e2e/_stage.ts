/**
 * One running product and one browser for a whole test file. What the journey's
 * own test does by hand (booking, signing in, confirming) happens here over
 * HTTP, so that each test begins where its subject begins.
 */
import type { Browser } from "puppeteer-core";
import { aServer, type RunningServer } from "../_support/a_server.ts";
import { launchBrowser } from "../_support/browser.ts";
import {
  aPerson,
  clientLink,
  DESKTOP,
  expectMovingPicture,
  mailTo,
  type Person,
  PHONE,
  tap,
  testId,
} from "./_journey.ts";
import { type Proxy, startProxy } from "./_rooms/proxy.ts";
import { watchPage } from "./_watch.ts";

export type { Person };

/** Both make the demo's short looks; the second one is for when the first one's day is full. */
const ARTISTS = [
  { id: "ines-vidal", email: "ines@atelier.example", name: "Inès" },
  { id: "noor-haddad", email: "noor@atelier.example", name: "Noor" },
] as const;
const EARLY_MINUTES = 120;
const ANDROID =
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";
export const ADMIN = "odile@atelier.example";

export interface Appointment {
  readonly id: string;
  /** The link of the confirmation's mail, with its secret. */
  readonly url: string;
  readonly email: string;
  readonly artist: typeof ARTISTS[number];
}

export interface CallOnStage {
  readonly appointment: Appointment;
  readonly client: Person;
  readonly artist: Person;
}

export interface Stage {
  readonly browser: Browser;
  /** What people have in their address bar: behind the line. */
  readonly baseUrl: string;
  /** Between the browsers and the server. */
  readonly line: Proxy;
  readonly server: RunningServer;
  /** A new consultation inside its window, confirmed, with its own client. */
  appointment(): Promise<Appointment>;
  /** As a member of staff, from a script. */
  post(
    path: string,
    email: string,
    body?: Record<string, unknown>,
  ): Promise<void>;
  /**
   * A browser of its own with nothing in it.
   *
   * @param allowed whether camera and microphone were allowed for good; otherwise the browser is asked (and says yes)
   */
  person(
    viewport?: typeof PHONE | typeof DESKTOP,
    allowed?: boolean,
  ): Promise<Person>;
  /** Signs a browser in as staff. */
  signIn(person: Person, email: string): Promise<void>;
  /** By the mail's link and the tap at the door, into the waiting room. */
  waitingClient(at: Appointment): Promise<Person>;
  /** Signed in, at the page of this consultation. */
  waitingArtist(at: Appointment): Promise<Person>;
  /** Two people who see each other. */
  call(): Promise<CallOnStage>;
  /** The record as the admin's page gives it to a script. */
  record(id: string): Promise<Record<string, unknown>>;
  /** Ends the server and starts its successor on the same store and port. */
  restart(
    signal: "SIGTERM" | "SIGKILL",
    meanwhile?: () => Promise<void>,
  ): Promise<void>;
  /** Closes the pages of a test; server and browser stay. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly env?: Record<string, string>;
  /** What is served instead of the product as it is. */
  readonly program?: string;
  /** More switches of the browser's. */
  readonly args?: string[];
  /** See `BrowserOptions`. */
  readonly realScreens?: boolean;
}

export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const people: Person[] = [];
  const cookies = new Map<string, string>();
  const line = startProxy(() => server.port);
  const baseUrl = `http://localhost:${line.port}`;
  // A file's tests need a slot each, and all of them inside the window.
  const env = {
    BASE_URL: baseUrl,
    JOIN_EARLY_MINUTES: String(EARLY_MINUTES),
    ...options.env,
  };
  const { program } = options;
  let server = await aServer({ env, ...(program ? { program } : {}) });
  const first = server;
  const browser = await launchBrowser({
    args: options.args ?? [],
    realScreens: options.realScreens ?? false,
  });
  let clients = 0;

  async function post(
    path: string,
    body: URLSearchParams | Record<string, unknown>,
    cookie = "",
  ): Promise<Response> {
    const form = body instanceof URLSearchParams;
    const response = await fetch(`${server.baseUrl}${path}`, {
      method: "POST",
      redirect: "manual",
      headers: {
        ...(form ? {} : { "content-type": "application/json" }),
        cookie,
      },
      body: form ? body : JSON.stringify(body),
    });
    if (response.status >= 400) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    await response.body?.cancel();
    return response;
  }

  async function staffCookie(email: string): Promise<string> {
    const known = cookies.get(email);
    if (known) return known;
    await post("/sign-in", new URLSearchParams({ email }));
    const mail = await mailTo(server.baseUrl, email, "/sign-in/link#");
    const secret = /\/sign-in\/link#(\S+)/.exec(mail.text)![1]!;
    const response = await post("/api/sign-in/link", { secret });
    const cookie = response.headers.getSetCookie()
      .find((one) => one.startsWith("visavis_staff="))!.split(";")[0]!;
    cookies.set(email, cookie);
    return cookie;
  }

  /** A free time inside the window, and whose it is. */
  async function freeTime() {
    const last = Date.now() + (EARLY_MINUTES - 1) * 60_000;
    // Late in the evening the window reaches into the next day.
    const days = [Date.now(), last]
      .map((at) => new Date(at).toISOString().slice(0, 10));
    for (const artist of ARTISTS) {
      for (const day of new Set(days)) {
        const page = await fetch(
          `${server.baseUrl}/book?service=evening-look&artist=${artist.id}&zone=UTC&day=${day}`,
        );
        const [, at] = /value="([\d-]+T[\d:.]+Z)"/.exec(await page.text()) ??
          [];
        if (at !== undefined && Date.parse(at) < last) return { artist, at };
      }
    }
    throw new Error("Both artists' next two hours are full");
  }

  const stage: Stage = {
    browser,
    baseUrl,
    line,
    get server() {
      return server;
    },
    async appointment() {
      const email = `client-${++clients}@client.example`;
      const { artist, at } = await freeTime();
      await post(
        "/book",
        new URLSearchParams({
          service: "evening-look",
          artist: artist.id,
          zone: "UTC",
          at,
          name: "Clara Haas",
          email,
          note: "",
        }),
      );
      const request = await mailTo(server.baseUrl, artist.email, email);
      const id = /\/artist\/consultations\/([a-z2-7]{26})/
        .exec(request.text)![1]!;
      await stage.post(`/api/appointments/${id}/confirm`, artist.email);
      const mail = await mailTo(server.baseUrl, email, "/c/");
      return { ...clientLink(mail), email, artist };
    },
    async post(path, email, body = {}) {
      await post(path, body, await staffCookie(email));
    },
    async person(viewport = DESKTOP, allowed = true) {
      const person = await aPerson(browser, viewport, baseUrl);
      // The page is told that it would have to ask; the fake question is answered with yes.
      if (!allowed) await person.context.overridePermissions(baseUrl, []);
      await person.page.evaluateOnNewDocument(watchPage);
      if (viewport.width === PHONE.width) {
        // The page asks for another order of codecs there, and hides with the screen.
        await person.page.setUserAgent({ userAgent: ANDROID });
      }
      people.push(person);
      return person;
    },
    async signIn(person, email) {
      const [name, value] = (await staffCookie(email)).split("=");
      await person.context.setCookie({
        name: name!,
        value: value!,
        domain: "localhost",
        path: "/",
        httpOnly: true,
        sameSite: "Lax",
      });
    },
    async waitingClient(at) {
      const client = await stage.person(PHONE);
      await enter(client, at);
      return client;
    },
    async waitingArtist(at) {
      const artist = await stage.person();
      await stage.signIn(artist, at.artist.email);
      await artist.page.goto(`${baseUrl}/artist/consultations/${at.id}`);
      await artist.page.waitForSelector(testId("self-video"));
      return artist;
    },
    async call() {
      const appointment = await stage.appointment();
      const client = await stage.waitingClient(appointment);
      const artist = await stage.waitingArtist(appointment);
      await tap(artist.page, "start-session");
      await expectMovingPicture(client.page);
      await expectMovingPicture(artist.page);
      return { appointment, client, artist };
    },
    async record(id) {
      const response = await fetch(`${server.baseUrl}/admin?format=json`, {
        headers: { cookie: await staffCookie(ADMIN) },
      });
      const { consultations } = await response.json();
      return consultations.find((one: { id: string }) => one.id === id);
    },
    async restart(signal, meanwhile = async () => {}) {
      await server.stop(signal);
      await meanwhile();
      server = await aServer({ env, after: server });
    },
    async clear() {
      for (const { context } of people.splice(0)) await context.close();
    },
    async close() {
      await browser.close();
      await line.close();
      if (server !== first) await server[Symbol.asyncDispose]();
      await first[Symbol.asyncDispose]();
    },
  };
  return stage;
}

/** Opens the mail's link and taps at the door. */
export async function enter({ page }: Person, at: Appointment) {
  await page.goto(at.url);
  await tap(page, "enter");
  await page.waitForSelector(testId("self-video"));
}

/** Presence and deadlines are all in the pages and in the server: nothing here closes by itself. */
export const processes = { sanitizeResources: false, sanitizeOps: false };
