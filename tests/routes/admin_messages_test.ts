/** What could not be sent is seen by an admin, and can be sent again or put away. */
import { expect } from "expect";
import { DAY, MINUTE } from "@/lib/domain/instant.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Mail, Postman } from "@/lib/ports.ts";
import { enterByLink } from "@/lib/usecases/enter_by_link.ts";
import { sweep } from "@/lib/usecases/sweep.ts";
import {
  BASE_URL,
  NOOR,
  START,
  type TestApp,
  type Who,
  withApp,
} from "../_support/an_app.ts";
import { CollectingPostman } from "../_support/a_postman.ts";
import { bringAbout } from "../_support/reschedule.ts";
import { appointment } from "./_asks.ts";

/** Refuses, for good. */
const refusing: Postman = {
  deliver: () =>
    Promise.reject(
      Object.assign(new Error("Resend: validation_error (422)"), {
        retryable: false,
      }),
    ),
};

/** A consultation whose confirmation could not be sent. */
async function unsent(app: TestApp): Promise<ConsultationId> {
  app.clock.set(START - 3 * DAY);
  const id = await app.requested();
  app.replace({ postman: refusing });
  await app.ask(`${appointment(id)}/confirm`, {
    method: "POST",
    as: "artist",
    body: {},
  });
  return id;
}

async function letters(app: TestApp) {
  const all = await app.services.deps.outbox.deadLetters();
  return all.map(({ value }) => value);
}

async function press(
  app: TestApp,
  id: string,
  what: string,
  as: Who = "admin",
  headers: Record<string, string> = {},
) {
  const response = await app.fetch(
    new Request(`${BASE_URL}/admin/messages`, {
      method: "POST",
      headers: { cookie: app.cookieOf(as), ...headers },
      body: new URLSearchParams({ id, do: what }),
    }),
  );
  await response.body?.cancel();
  return {
    status: response.status,
    to: response.headers.get("location"),
  };
}

const shown = async (app: TestApp) =>
  await (await app.ask("/admin/messages", { as: "admin" })).text();

Deno.test("an admin sees what could not be sent: what, to whom, about what, how often, and why in words", async () => {
  await withApp(async (app) => {
    expect(await shown(app)).toContain("Nothing is stuck");
    await unsent(app);
    const page = await shown(app);
    for (
      const words of [
        "Confirmation",
        "mara@client.example",
        "Bridal trial, Sunday 22 November 2026, 16:15 Coordinated Universal Time",
        "once in all",
        "The mail account refused the mail (validation error).",
        "Send it again",
      ]
    ) {
      expect(page).toContain(words);
    }
  });
});

Deno.test("sent again, a confirmation has a link of its own that opens; pressed ten times at one moment, it is one mail", async () => {
  await withApp(async (app) => {
    const id = await unsent(app);
    const postman = new CollectingPostman();
    app.replace({ postman });
    const [letter] = await letters(app);
    await Promise.all(
      Array.from({ length: 10 }, () => press(app, letter!.id, "retry")),
    );
    expect(postman.intents.length).toBe(1);
    const { secret } = postman.last("confirmed");
    expect(secret).not.toBe("");
    expect((await enterByLink(app.services.deps, id, secret)).ok).toBe(true);
    expect(await letters(app)).toEqual([]);
    expect(await app.values()).not.toContain(secret);
  });
});

Deno.test("sent again, and failed again: it is back in the list", async () => {
  await withApp(async (app) => {
    await unsent(app);
    const [letter] = await letters(app);
    expect(await press(app, letter!.id, "retry"))
      .toEqual({ status: 303, to: "/admin/messages?done=sent" });
    const [again] = await letters(app);
    expect(again).toMatchObject({ mail: { kind: "confirmed", secret: "" } });
    expect(again!.id).not.toBe(letter!.id);
  });
});

Deno.test("a mail to an artist goes to the address that the artist has by now", async () => {
  await withApp(async (app) => {
    app.replace({ postman: refusing });
    await app.requested();
    const { deps, writer } = app.services;
    const artist = (await deps.directory.artists()).find(({ id }) =>
      id !== NOOR
    )!;
    await app.kv((kv) =>
      kv.set(["artists", artist.id], { ...artist, email: "new@studio.example" })
    );
    expect(writer).toBeDefined();
    const postman = new CollectingPostman();
    app.replace({ postman });
    const letter = (await letters(app)).find((one) =>
      "mail" in one && one.mail.kind === "request_to_artist"
    );
    await press(app, letter!.id, "retry");
    expect(postman.last("request_to_artist").to).toBe("new@studio.example");
  });
});

const MEANWHILE: readonly [
  what: string,
  words: string,
  happens: (app: TestApp, id: ConsultationId) => Promise<unknown>,
][] = [
  [
    "moved",
    "was moved or cancelled meanwhile",
    (app, id) =>
      bringAbout(app, id, {
        type: "reschedule",
        noticeMs: 0,
        startsAt: START + DAY,
        endsAt: START + DAY + 45 * MINUTE,
        heldUntil: START + DAY + 45 * MINUTE,
        linkHash: "another",
      }),
  ],
  [
    "cancelled",
    "was moved or cancelled meanwhile",
    (app, id) =>
      bringAbout(app, id, { type: "cancel", by: "artist", noticeMs: 0 }),
  ],
  ["over", "The consultation is over.", (app) => {
    app.clock.set(START + DAY);
    return sweep(app.services.deps);
  }],
];

for (const [what, words, happens] of MEANWHILE) {
  Deno.test(`where the consultation is ${what} meanwhile, it is not sent again, and the page says why`, async () => {
    await withApp(async (app) => {
      const id = await unsent(app);
      const postman = new CollectingPostman();
      app.replace({ postman });
      await happens(app, id);
      const before = postman.intents.length;
      const page = await shown(app);
      expect(page).toContain(words);
      expect(page).not.toContain("Send it again");
      const [letter] = await letters(app);
      expect((await press(app, letter!.id, "retry")).to)
        .toBe("/admin/messages?done=pointless");
      expect(postman.intents.length).toBe(before);
      await press(app, letter!.id, "dismiss");
      expect(await letters(app)).toEqual([]);
    });
  });
}

Deno.test("a sign-in that could not be sent cannot be sent again: its code is not kept, and the page says what to do", async () => {
  await withApp(async (app) => {
    const mail: Mail = {
      kind: "sign_in",
      to: "ines@studio.example",
      secret: "a-secret",
      code: "123456",
      expiresAt: START + DAY,
    };
    const { deps } = app.services;
    await deps.signIns.create("attempt", {
      email: mail.to,
      linkHash: "l",
      codeHash: "c",
      triesLeft: 5,
      expiresAt: START + DAY,
    }, [{ id: "sign-in-1", mail }]);
    app.replace({ postman: refusing });
    await sweep(deps);
    const page = await shown(app);
    expect(page).toContain("Ask for a new one on the sign-in page.");
    expect(page).not.toContain("Send it again");
    expect(JSON.stringify(await letters(app))).not.toMatch(/a-secret|123456/);
    await press(app, "sign-in-1", "retry");
    expect((await letters(app)).length).toBe(1);
  });
});

Deno.test("attack: nobody else sees, sends or puts away, from no other site either, and no made-up id finds anything", async () => {
  await withApp(async (app) => {
    const id = await unsent(app);
    const [letter] = await letters(app);
    const before = await app.dump();
    for (const as of ["artist", "other_artist", "client", "nobody"] as const) {
      const page = await app.ask("/admin/messages", { as });
      expect([as, page.status]).toEqual([as, 404]);
      for (const what of ["retry", "dismiss"]) {
        const pressed = await press(app, letter!.id, what, as);
        expect([as, pressed.status]).toEqual([as, 404]);
      }
    }
    const cross = { "sec-fetch-site": "cross-site" };
    expect((await press(app, letter!.id, "dismiss", "admin", cross)).to)
      .toBe("/admin/messages?refused=cross_site");
    for (const made of ["", "x".repeat(500), "../1", id]) {
      expect((await press(app, made, "retry")).to)
        .toBe("/admin/messages?refused=not_found");
    }
    expect((await press(app, letter!.id, "sell")).to)
      .toBe("/admin/messages?refused=invalid_input");
    expect(await app.dump()).toBe(before);
  });
});
