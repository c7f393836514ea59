/** A form that was open while its person's session ended: sign in, and it is there again, with its words. */
import { expect } from "expect";
import { App } from "fresh";
import { iso } from "@/lib/domain/basic/instant.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { State } from "@/lib/http/state.ts";
import { type TestApp, type Who, withApp } from "@/tests/_support/an_app.ts";
import adminsOnly from "@/routes/admin/_middleware.ts";
import AdminCancel, * as adminCancel from "@/routes/admin/consultations/[id]/cancel.tsx";
import AdminMove, * as adminMove from "@/routes/admin/consultations/[id]/move.tsx";
import artistsOnly from "@/routes/artist/_middleware.ts";
import ArtistPage, * as artistPage from "@/routes/artist/consultations/[id].tsx";
import ArtistCancel, * as artistCancel from "@/routes/artist/consultations/[id]/cancel.tsx";
import ArtistMove, * as artistMove from "@/routes/artist/consultations/[id]/move.tsx";
import ClientPage, * as clientPage from "@/routes/c/[id].tsx";
import Details, * as details from "@/routes/c/[id]/details.tsx";
import SignIn, * as signIn from "@/routes/sign-in/index.tsx";
import { LATER, NEW } from "./_changes.ts";

const WORD = "Ich bin krank, es tut mir leid: 日本語 & <b>";
const IN_PAGE = "Ich bin krank, es tut mir leid: 日本語 &amp; &lt;b";

function pagesOf({ services }: TestApp) {
  const app = new App<State>().use((ctx) => {
    ctx.state.services = services;
    return ctx.next();
  });
  app.use("/artist", artistsOnly).use("/admin", adminsOnly);
  const at = "consultations/:id";
  for (
    const [path, { handler }, component] of [
      [`/artist/${at}`, artistPage, ArtistPage],
      [`/artist/${at}/cancel`, artistCancel, ArtistCancel],
      [`/artist/${at}/move`, artistMove, ArtistMove],
      [`/admin/${at}/cancel`, adminCancel, AdminCancel],
      [`/admin/${at}/move`, adminMove, AdminMove],
      ["/c/:id", clientPage, ClientPage],
      ["/c/:id/details", details, Details],
      ["/sign-in", signIn, SignIn],
    ] as const
  ) {
    app.route(path, { handler, component } as never);
  }
  const ask = app.handler();
  return (path: string, cookie = "", init: RequestInit = {}) =>
    ask(
      new Request(`http://localhost:8000${path}`, {
        ...init,
        headers: { cookie },
      }),
    );
}

interface Form {
  readonly verb: "cancel" | "reschedule" | "decline" | "confirm" | "withdraw";
  /** Which session the form's page had. */
  readonly session: "artist" | "admin" | "client";
  readonly fields: Record<string, string>;
  readonly as?: Who;
}

async function send(
  app: TestApp,
  id: ConsultationId,
  { verb, session, fields, as = "nobody" }: Form,
) {
  const response = await app.ask(
    `/api/appointments/${id}/${verb}?session=${session}`,
    {
      method: "POST",
      as,
      body: new URLSearchParams(fields).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    },
  );
  await response.body?.cancel();
  return {
    to: response.headers.get("location"),
    typed: response.headers.getSetCookie()
      .find((one) => one.startsWith("visavis_typed="))?.split(";")[0] ?? "",
    header: response.headers.getSetCookie().join("\n"),
  };
}

const signInTo = (path: string) =>
  `/sign-in?next=${encodeURIComponent(path)}&refused=sign_in_required`;

for (const who of ["artist", "admin"] as const) {
  Deno.test(`a cancellation by the ${who} who was signed out leads to sign-in, and back to the form with the message`, async () => {
    await withApp(async (app) => {
      const { id } = await app.confirmed(LATER);
      const path = `/${who}/consultations/${id}/cancel`;
      const sent = await send(app, id, {
        verb: "cancel",
        session: who,
        fields: { version: "1", word: WORD },
      });
      expect(sent.to).toBe(signInTo(path));
      expect(sent.header).toMatch(/visavis_typed=.*; HttpOnly; SameSite=Lax/);
      const pages = pagesOf(app);
      const asked = await (await pages(sent.to!)).text();
      expect(asked).toContain(`name="next" value="${path}"`);
      expect(asked).toContain("Sign in first");
      const cookie = `${app.cookieOf(who)}; ${sent.typed}`;
      expect(await (await pages(path, cookie)).text()).toContain(IN_PAGE);
    });
  });

  Deno.test(`a new time by the ${who} who was signed out comes back with its date and time`, async () => {
    await withApp(async (app) => {
      const { id } = await app.confirmed(LATER);
      const path = `/${who}/consultations/${id}/move`;
      const pages = pagesOf(app);
      for (
        const fields of [
          { date: "2026-12-01", time: "07:15" },
          { at: iso(NEW) },
        ]
      ) {
        const sent = await send(app, id, {
          verb: "reschedule",
          session: who,
          fields,
        });
        expect(sent.to).toBe(signInTo(path));
        const cookie = `${app.cookieOf(who)}; ${sent.typed}`;
        const response = await pages(path, cookie);
        expect(response.status).toBe(200);
        const text = await response.text();
        for (const value of Object.values(fields)) {
          expect(text).toContain(`value="${value}"`);
        }
      }
    });
  });
}

Deno.test("a refusal by the artist who was signed out comes back with its message, open", async () => {
  await withApp(async (app) => {
    const id = await app.requested(LATER);
    const path = `/artist/consultations/${id}`;
    const sent = await send(app, id, {
      verb: "decline",
      session: "artist",
      fields: { reason: WORD },
    });
    expect(sent.to).toBe(signInTo(path));
    const cookie = `${app.cookieOf("artist")}; ${sent.typed}`;
    const text = await (await pagesOf(app)(path, cookie)).text();
    expect(text).toContain(IN_PAGE);
    expect(text).toMatch(/<details[^>]* open/);
  });
});

Deno.test("a client without a session is sent to the page of the link", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    for (const verb of ["cancel", "reschedule"] as const) {
      const fields = { version: "1", at: iso(NEW) };
      const { to } = await send(app, id, { verb, session: "client", fields });
      expect(to).toMatch(new RegExp(`^/c/${id}\\?`));
    }
  });
});

const SIGNED_OUT =
  "You were signed out before that was saved. Open your consultation and do it again.";

Deno.test("the page of the link says that a client's form was not carried out, since the client was signed out; the plain page does not", async () => {
  await withApp(async (app) => {
    const id = await app.requested(LATER);
    const pages = pagesOf(app);
    for (const verb of ["cancel", "reschedule", "withdraw"] as const) {
      const fields = { version: "1", at: iso(NEW) };
      const { to } = await send(app, id, { verb, session: "client", fields });
      expect(to).toBe(`/c/${id}?refused=sign_in_required`);
      expect(await (await pages(to!)).text()).toContain(SIGNED_OUT);
    }
    expect(await (await pages(`/c/${id}`)).text()).not.toContain(SIGNED_OUT);
  });
});

Deno.test("changed details of a client who was signed out lead there too; opening their page leads to the plain one", async () => {
  await withApp(async (app) => {
    const id = await app.requested(LATER);
    const pages = pagesOf(app);
    const path = `/c/${id}/details`;
    const body = new URLSearchParams({ note: WORD });
    const sent = await pages(path, "", { method: "POST", body });
    const to = sent.headers.get("location")!;
    expect([sent.status, to])
      .toEqual([303, `/c/${id}?refused=sign_in_required`]);
    expect(await (await pages(to)).text()).toContain(SIGNED_OUT);
    expect((await pages(path)).headers.get("location")).toBe(`/c/${id}`);
  });
});

Deno.test("the page of an id that does not exist says the same after a form: it reveals nothing", async () => {
  await withApp(async (app) => {
    const id = await app.requested(LATER);
    const other = `${id.slice(0, -1)}${id.endsWith("a") ? "b" : "a"}`;
    const pages = pagesOf(app);
    const shown = async (id: string) =>
      (await (await pages(`/c/${id}?refused=sign_in_required`)).text())
        .replaceAll(id, "id");
    expect(await shown(other)).toBe(await shown(id));
  });
});

Deno.test("what was typed belongs to one consultation, and is gone once the form is carried out", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const { id: other } = await app.confirmed(NEW);
    const fields = { word: WORD };
    const form = { verb: "cancel", session: "artist", fields } as const;
    const { typed } = await send(app, other, form);
    const path = `/artist/consultations/${id}/cancel`;
    const cookie = `${app.cookieOf("artist")}; ${typed}`;
    const pages = pagesOf(app);
    expect(await (await pages(path, cookie)).text()).not.toContain("krank");
    app.admit("guest", cookie);
    const done = await send(app, other, { ...form, as: "guest" });
    expect(done.to).toBe(`/artist/consultations/${other}`);
    expect(done.header).toMatch(/visavis_typed=;.*Max-Age=0/);
  });
});

Deno.test("attack: a made-up cookie of typed words is text, or nothing", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const path = `/artist/consultations/${id}/cancel`;
    const encoded = (value: unknown) =>
      new TextEncoder().encode(JSON.stringify(value))
        .toBase64({ alphabet: "base64url", omitPadding: true });
    const pages = pagesOf(app);
    for (
      const value of [
        "",
        "%",
        "AAAA",
        "x".repeat(5000),
        encoded(null),
        encoded([]),
        encoded({ id }),
        encoded({ id, typed: { word: { toString: "x" } } }),
        encoded({
          id,
          typed: { word: "</textarea><script>alert(1)</script>" },
        }),
      ]
    ) {
      const cookie = `${app.cookieOf("artist")}; visavis_typed=${value}`;
      const response = await pages(path, cookie);
      expect([value, response.status]).toEqual([value, 200]);
      expect(await response.text()).not.toContain("<script>alert(1)");
    }
  });
});

Deno.test("a date that does not exist leads the artist to the times, which ask for a valid one", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const { to } = await send(app, id, {
      verb: "reschedule",
      session: "artist",
      fields: { date: "2026-02-30", time: "25:00" },
      as: "artist",
    });
    const page = await pagesOf(app)(to!, app.cookieOf("artist"));
    const text = await page.text();
    expect(text).toContain("Choose a valid date and time.");
    expect(text).not.toContain("highlighted");
  });
});
