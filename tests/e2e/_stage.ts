/**
 * One running product and one browser for a whole test file. What the journey
 * test does by hand (booking, signing in, confirming) happens here over HTTP,
 * so each test begins at its own subject.
 */
import type { Browser } from "puppeteer-core";
import { aServer, type RunningServer } from "@/tests/_support/a_server.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import {
  aPerson,
  clientLink,
  DESKTOP,
  expectMovingVideo,
  mailTo,
  type Person,
  PHONE,
  tap,
  testId,
} from "./_journey.ts";
import { type Proxy, startProxy } from "@/tests/e2e/_rooms/proxy.ts";
import type { Out } from "@/lib/wire/endpoint.ts";
import type { ConsultationRecord as RecordSchema } from "@/lib/wire/consultation.ts";
import { watchPage } from "./_watch.ts";

type ConsultationRecord = Out<typeof RecordSchema>;

export type { Person };

/** Both offer the demo's short looks; the second one is used when the first one's day is full. */
const ARTISTS = [
  { id: "ines-vidal", email: "ines@atelier.example", name: "Inès" },
  { id: "noor-haddad", email: "noor@atelier.example", name: "Noor" },
] as const;
const EARLY_MINUTES = 120;
const ANDROID =
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";
export const ADMIN = "odile@atelier.example";

export interface StagedConsultation {
  readonly id: string;
  /** The link from the mail, with its secret. */
  readonly url: string;
  readonly email: string;
  readonly artist: typeof ARTISTS[number];
}

export interface CallOnStage {
  readonly consultation: StagedConsultation;
  readonly client: Person;
  readonly artist: Person;
}

export interface Stage {
  readonly browser: Browser;
  /** The base of the addresses in people's browsers: behind the proxy. */
  readonly baseUrl: string;
  /** Between the browsers and the server. */
  readonly line: Proxy;
  readonly server: RunningServer;
  /** A new request inside its window, with its own client and the link of its mail. */
  request(): Promise<StagedConsultation>;
  /** The same, confirmed, with the link of the confirmation. */
  consultation(): Promise<StagedConsultation>;
  /** As a member of staff, from a script. */
  post(
    path: string,
    email: string,
    body?: Record<string, unknown>,
  ): Promise<void>;
  /**
   * A new, empty browser context.
   *
   * @param allowed whether camera and microphone are permanently allowed;
   * otherwise the browser asks (and the fake answer is yes)
   */
  person(
    viewport?: typeof PHONE | typeof DESKTOP,
    allowed?: boolean,
  ): Promise<Person>;
  /** Signs a browser in as staff. */
  signIn(person: Person, email: string): Promise<void>;
  /** Follows the mail's link, taps on the entry page and reaches the waiting room. */
  waitingClient(at: StagedConsultation): Promise<Person>;
  /** Signed in, on this consultation's page. */
  waitingArtist(at: StagedConsultation): Promise<Person>;
  /** Two people who see each other. */
  call(): Promise<CallOnStage>;
  /** All records in the form that the admin's page gives to a script, newest first. */
  records(): Promise<ConsultationRecord[]>;
  record(id: string): Promise<ConsultationRecord | undefined>;
  /** Ends the server and starts its successor on the same store and port. */
  restart(
    signal: "SIGTERM" | "SIGKILL",
    meanwhile?: () => Promise<void>,
  ): Promise<void>;
  /** The same with another version of the product, in this folder. */
  deploy(root: string): Promise<void>;
  /** Closes the pages of a test; server and browser stay open. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly env?: Record<string, string>;
  /** The program to serve instead of the product. */
  readonly program?: string;
  /** Additional browser switches. */
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

  /** A free time inside the window, and its artist. */
  async function freeTime() {
    const last = Date.now() + (EARLY_MINUTES - 1) * 60_000;
    // Late in the evening the window extends into the next day.
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
    async request() {
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
      // Not from the artist's mail: after a few in an hour, requests share one.
      const { id } = (await stage.records())
        .find((one) => one.client.email === email)!;
      const mail = await mailTo(server.baseUrl, email, `/c/${id}#`);
      return { ...clientLink(mail), email, artist };
    },
    async consultation() {
      const { id, email, artist } = await stage.request();
      await stage.post(`/api/appointments/${id}/confirm`, artist.email);
      const mail = await mailTo(
        server.baseUrl,
        email,
        "Your consultation is confirmed",
      );
      return { ...clientLink(mail), email, artist };
    },
    async post(path, email, body = {}) {
      await post(path, body, await staffCookie(email));
    },
    async person(viewport = DESKTOP, allowed = true) {
      const person = await aPerson(browser, viewport, baseUrl);
      // The page sees that it would have to ask; the fake prompt answers yes.
      if (!allowed) await person.context.overridePermissions(baseUrl, []);
      await person.page.evaluateOnNewDocument(watchPage);
      if (viewport.width === PHONE.width) {
        // There, the page uses another codec order and stops video while the
        // screen is hidden.
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
      const consultation = await stage.consultation();
      const client = await stage.waitingClient(consultation);
      const artist = await stage.waitingArtist(consultation);
      await tap(artist.page, "start-session");
      await expectMovingVideo(client.page);
      await expectMovingVideo(artist.page);
      return { consultation, client, artist };
    },
    async records() {
      const response = await fetch(`${server.baseUrl}/admin?format=json`, {
        headers: { cookie: await staffCookie(ADMIN) },
      });
      return (await response.json()).consultations;
    },
    async record(id) {
      return (await stage.records()).find((one) => one.id === id);
    },
    async restart(signal, meanwhile = async () => {}) {
      await server.stop(signal);
      await meanwhile();
      server = await aServer({ env, after: server });
    },
    async deploy(root) {
      await server.stop("SIGTERM");
      server = await aServer({ env, after: server, root });
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

/** Opens the mail's link and taps on the entry page. */
export async function enter({ page }: Person, at: StagedConsultation) {
  await page.goto(at.url);
  await tap(page, "enter");
  await page.waitForSelector(testId("self-video"));
}

/** Presence and deadlines keep pages and server busy: nothing here closes by itself. */
export const processes = { sanitizeResources: false, sanitizeOps: false };
