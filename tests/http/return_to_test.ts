/** The author of a link chooses its return address, so it may only lead to our own pages. */
import { until } from "@/tests/_support/patience.ts";
import { expect } from "expect";
import { landingPage, returnTo, signInFor } from "@/lib/http/return_to.ts";
import { INES, withApp } from "@/tests/_support/an_app.ts";

const REQUEST = "/artist/consultations/3voj52tbfs7sogtwbru7uh4y23";

const ELSEWHERE = [
  "//evil.example",
  "//evil.example/artist/past",
  "/\\evil.example",
  "/artist/\\evil.example",
  "/artist//evil.example",
  "https://evil.example/artist/past",
  "javascript:alert(1)",
  "artist/past",
  "/artist/../sign-out",
  "/artist/%2e%2e/sign-out",
  "/artist/past?next=//evil.example",
  "/artist/past#x",
  "/artist@evil.example",
  "/artist.evil.example",
  "/artist/past\n",
  "/artist/past\r\nlocation: https://evil.example",
  "/admin//evil.example",
  "/administrator/x",
  "/sign-out",
  "\t/artist/past",
  "",
];

Deno.test("only pages of staff are valid return addresses", () => {
  expect(returnTo(REQUEST)).toBe(REQUEST);
  for (const path of ELSEWHERE) {
    expect([path, returnTo(path)]).toEqual([path, null]);
    expect(signInFor(path)).toBe("/sign-in");
    const artist = {
      role: "artist",
      artistId: INES,
      email: "ines@studio.example",
    } as const;
    expect(landingPage(artist, path)).toBe("/artist");
  }
});

Deno.test("each role returns to its own pages alone", () => {
  const artist = {
    role: "artist",
    artistId: INES,
    email: "ines@studio.example",
  } as const;
  const admin = { role: "admin", email: "odile@studio.example" } as const;
  const admins = "/admin/consultations/3voj52tbfs7sogtwbru7uh4y23/cancel";
  expect(landingPage(artist, REQUEST)).toBe(REQUEST);
  expect(landingPage(artist, admins)).toBe("/artist");
  expect(landingPage(admin, admins)).toBe(admins);
  expect(landingPage(admin, REQUEST)).toBe("/admin");
});

Deno.test("an artist who opens a request's link signed out reaches it by code and by link", async () => {
  await withApp(async (app) => {
    for (const by of ["code", "link"] as const) {
      const { mail, cookie } = await askedToSignIn(app, REQUEST);
      expect(await landing(app, by, mail, cookie)).toBe(REQUEST);
    }
  });
});

Deno.test("a forged form leads home", async () => {
  await withApp(async (app) => {
    for (const [at, by] of (["code", "link"] as const).entries()) {
      const { mail, cookie } = await askedToSignIn(app, ELSEWHERE[at]!);
      expect(await landing(app, by, mail, cookie)).toBe("/artist");
    }
  });
});

Deno.test("signed out, an artist's page leads to sign-in with the return address", async () => {
  await withApp(async (app) => {
    const response = await app.ask("/artist/past");
    expect(response.headers.get("location")).toBe(
      "/sign-in?next=%2Fartist%2Fpast",
    );
  });
});

type App = Parameters<Parameters<typeof withApp>[0]>[0];

async function askedToSignIn(app: App, next: string) {
  const before = (await app.mails()).map(({ text }) => text);
  const response = await form(app, "/sign-in", {
    email: "ines@studio.example",
    next,
  });
  expect(response.status).toBe(303);
  const cookie = response.headers.getSetCookie()[0]!.split(";")[0]!;
  const mail = await until(
    "the mail",
    async () => (await app.mails()).find(({ text }) => !before.includes(text)),
  );
  return { mail, cookie };
}

async function landing(
  app: App,
  by: "code" | "link",
  { text }: { readonly text: string },
  cookie: string,
): Promise<string | null> {
  if (by === "link") {
    const secret = /\/sign-in\/link#(\S+)/.exec(text)![1];
    const response = await app.ask("/api/sign-in/link", {
      method: "POST",
      body: { secret },
    });
    return (await response.json()).home;
  }
  const [, first, last] = /(\d{3}) ?(\d{3})/.exec(text)!;
  const code = `${first}${last}`;
  const response = await form(app, "/sign-in/code", { code }, cookie);
  return response.headers.get("location");
}

function form(
  app: App,
  path: string,
  fields: Record<string, string>,
  cookie = "",
): Promise<Response> {
  return app.fetch(
    new Request(`http://localhost:8000${path}`, {
      method: "POST",
      headers: { cookie },
      body: new URLSearchParams(fields),
    }),
  );
}
