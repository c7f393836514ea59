/** An admin sees failed mails, and can requeue or dismiss them. */
import { expect } from "expect";
import { DAY, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Mail, MailSender } from "@/lib/ports/mod.ts";
import { enterByLink } from "@/lib/usecases/consultation/enter_by_link.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import {
  BASE_URL,
  NOOR,
  START,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import { CollectingMailSender } from "@/tests/_support/collecting_mail_sender.ts";
import { applyEvent } from "@/tests/_support/reschedule.ts";
import { consultationPath } from "./_requests.ts";

/** Refuses permanently. */
const refusing: MailSender = {
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
  app.replace({ mailSender: refusing });
  await app.ask(`${consultationPath(id)}/confirm`, {
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
    expect(await shown(app)).toContain("No failed messages");
    await unsent(app);
    const page = await shown(app);
    for (
      const words of [
        "Confirmation",
        "mara@client.example",
        "Bridal trial, Sunday 22 November 2026, 16:15 Coordinated Universal Time",
        "1 attempt",
        "The mail account rejected the email (validation error).",
        "Send again",
      ]
    ) {
      expect(page).toContain(words);
    }
  });
});

Deno.test("a requeued confirmation has a working link of its own; requested ten times at once, it is one mail", async () => {
  await withApp(async (app) => {
    const id = await unsent(app);
    const mailSender = new CollectingMailSender();
    app.replace({ mailSender });
    const [letter] = await letters(app);
    await Promise.all(
      Array.from({ length: 10 }, () => press(app, letter!.id, "retry")),
    );
    expect(mailSender.intents.length).toBe(1);
    const { secret } = mailSender.last("confirmed");
    expect(secret).not.toBe("");
    expect((await enterByLink(app.services.deps, { id, secret })).ok).toBe(
      true,
    );
    expect(await letters(app)).toEqual([]);
    expect(await app.values()).not.toContain(secret);
  });
});

Deno.test("requeued, and failed again: it is back in the list", async () => {
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

Deno.test("a mail to an artist goes to the artist's current address", async () => {
  await withApp(async (app) => {
    app.replace({ mailSender: refusing });
    await app.requested();
    const { deps } = app.services;
    const artist = (await deps.catalog.artists()).find(({ id }) =>
      id !== NOOR
    )!;
    await app.kv((kv) =>
      kv.set(["artists", artist.id], { ...artist, email: "new@studio.example" })
    );
    expect(deps.catalog).toBeDefined();
    const mailSender = new CollectingMailSender();
    app.replace({ mailSender });
    const letter = (await letters(app)).find((one) =>
      "mail" in one && one.mail.kind === "request_to_artist"
    );
    await press(app, letter!.id, "retry");
    expect(mailSender.last("request_to_artist").to).toBe("new@studio.example");
  });
});

const MEANWHILE: readonly [
  what: string,
  words: string,
  happens: (app: TestApp, id: ConsultationId) => Promise<unknown>,
][] = [
  [
    "moved",
    "has been moved or cancelled since",
    (app, id) =>
      applyEvent(app, id, {
        type: "reschedule",
        by: "artist",
        noticeMs: 0,
        startsAt: START + DAY,
        endsAt: START + DAY + 45 * MINUTE,
        heldUntil: START + DAY + 45 * MINUTE,
        linkHash: "another",
      }),
  ],
  [
    "cancelled",
    "has been moved or cancelled since",
    (app, id) =>
      applyEvent(app, id, { type: "cancel", by: "artist", noticeMs: 0 }),
  ],
  ["over", "The consultation is over.", (app) => {
    app.clock.set(START + DAY);
    return sweep(app.services.deps);
  }],
];

for (const [what, words, happens] of MEANWHILE) {
  Deno.test(`where the consultation is ${what} meanwhile, it is not requeued, and the page says why`, async () => {
    await withApp(async (app) => {
      const id = await unsent(app);
      const mailSender = new CollectingMailSender();
      app.replace({ mailSender });
      await happens(app, id);
      const before = mailSender.intents.length;
      const page = await shown(app);
      expect(page).toContain(words);
      expect(page).not.toContain("Send again");
      const [letter] = await letters(app);
      expect((await press(app, letter!.id, "retry")).to)
        .toBe("/admin/messages?done=skipped");
      expect(mailSender.intents.length).toBe(before);
      await press(app, letter!.id, "dismiss");
      expect(await letters(app)).toEqual([]);
    });
  });
}

Deno.test("a failed sign-in mail cannot be requeued: its code is not kept, and the page says what to do", async () => {
  await withApp(async (app) => {
    const mail: Mail = {
      kind: "sign_in",
      to: "ines@studio.example",
      secret: "a-secret",
      code: "123456",
      expiresAt: START + DAY,
    };
    const { deps } = app.services;
    await deps.signIns.request("account", () =>
      Promise.resolve({
        row: "row",
        ticket: {
          email: mail.to,
          linkHash: "l",
          codeHash: "c",
          triesLeft: 5,
          expiresAt: START + DAY,
        },
        open: null,
        intents: [{ id: "sign-in-1", mail }],
      }));
    app.replace({ mailSender: refusing });
    await sweep(deps);
    const page = await shown(app);
    expect(page).toContain("Request a new one on the sign-in page.");
    expect(page).not.toContain("Send again");
    expect(JSON.stringify(await letters(app))).not.toMatch(/a-secret|123456/);
    await press(app, "sign-in-1", "retry");
    expect((await letters(app)).length).toBe(1);
  });
});

Deno.test("attack: nobody else, and no other site, sees, requeues or dismisses anything, and no made-up id is found", async () => {
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
