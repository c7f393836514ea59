/** The look sheet and the rating over HTTP: who, when, how much, and what becomes of it. */
import { expect } from "expect";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { DAY, HOUR, iso, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { LOOK_LIMITS } from "@/lib/domain/look/limits.ts";
import { LOOK_EDIT_FOR, LOOK_PAGE_FOR } from "@/lib/domain/look/look_times.ts";
import type { MailboxEntry } from "@/lib/adapters/kv/messages/mailbox.ts";
import type { LookSheetAnswer } from "@/lib/wire/wire.ts";
import { until } from "@/tests/_support/patience.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import {
  BASE_URL,
  START,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import { aCallback, deliver, person } from "./_callbacks.ts";
import { enterAs } from "./_changes.ts";
import { act, photo, readStills, sendPicture } from "./_stills.ts";
import { codeOf, consultationPath, end, live, video } from "./_requests.ts";
import { signInAgain, visit } from "./_visits.ts";

const path = (id: string) => `${video(id)}/look-sheet`;

function aStep(app: TestApp, change: Record<string, unknown> = {}) {
  return {
    id: "step-lips",
    order: "5",
    area: "lips",
    text: "Line, then blot.",
    product: "Lipstick",
    shade: "Rosewood",
    note: "",
    changedAt: iso(app.clock.now()),
    ...change,
  };
}

function save(
  app: TestApp,
  id: string,
  body: unknown = { steps: [aStep(app)] },
  as: Who = "artist",
) {
  return app.ask(path(id), { method: "POST", as, body });
}

async function read(
  app: TestApp,
  id: string,
  as: Who = "client",
): Promise<LookSheetAnswer> {
  return await (await app.ask(path(id), { as })).json();
}

const send = (app: TestApp, id: string, as: Who = "artist") =>
  app.ask(`${path(id)}/send`, { method: "POST", as, body: {} });

const rate = (
  app: TestApp,
  id: string,
  body: unknown = { stars: 5, words: "Lovely." },
  as: Who = "client",
) => app.ask(`${video(id)}/rating`, { method: "POST", as, body });

async function ended(app: TestApp): Promise<ConsultationId> {
  const id = await live(app);
  await codeOf(await end(app, id, "artist"));
  return id;
}

const lookMails = async (app: TestApp) =>
  (await app.mails()).filter(({ subject }) => subject.includes("look sheet"));

Deno.test("what the artist writes is read by both and by an admin, and its number is in the snapshot", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const saved = await save(app, id, {
      head: {
        title: "Evening",
        summary: "Soft.",
        changedAt: iso(app.clock.now()),
      },
      steps: [aStep(app)],
    });
    expect(saved.status).toBe(200);
    for (const who of ["client", "artist", "admin"] as const) {
      const sheet = await read(app, id, who);
      expect(sheet).toMatchObject({
        count: 1,
        head: { title: "Evening", summary: "Soft." },
        editable: true,
        sent: null,
      });
      expect(sheet.steps.map(({ shade }) => shade)).toEqual(["Rosewood"]);
    }
    const room = await app.ask(`${video(id)}/waiting-status`, { as: "client" });
    expect((await room.json()).exchange.lookSheet).toBe(1);
  });
});

Deno.test("the same changes a second time change nothing, and an older one does not undo a newer one", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const first = { steps: [aStep(app, { text: "First." })] };
    await save(app, id, first);
    expect(await (await save(app, id, first)).json())
      .toMatchObject({ count: 1 });
    app.clock.advance(MINUTE);
    await save(app, id, { steps: [aStep(app, { text: "Second." })] });
    expect((await (await save(app, id, first)).json()).steps[0].text)
      .toBe("Second.");
    const at = iso(app.clock.now() + SECOND);
    await save(app, id, {
      steps: [{ id: "step-lips", removed: true, changedAt: at }],
    });
    const gone = await read(app, id);
    expect(gone.steps).toEqual([]);
    expect(gone.removed.map(({ id }) => id)).toEqual(["step-lips"]);
  });
});

Deno.test("attack: nobody but its artist writes or sends a sheet, and a stranger does not learn that it exists", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await save(app, id);
    const refusals = async (as: Who) => [
      await codeOf(await save(app, id, undefined, as)),
      await codeOf(await send(app, id, as)),
      await codeOf(await app.ask(path(id), { as })),
      await codeOf(await rate(app, id, undefined, as)),
    ];
    expect(await refusals("client"))
      .toEqual(["wrong_role", "wrong_role", "ok", "conflict"]);
    expect(await refusals("admin"))
      .toEqual(["wrong_role", "wrong_role", "ok", "wrong_role"]);
    expect(await refusals("other_artist"))
      .toEqual(Array(4).fill("not_found"));
    expect(await refusals("nobody"))
      .toEqual(Array(4).fill("sign_in_required"));
    // The client of another consultation.
    const other = await app.confirmed(START + 3 * HOUR);
    const mine = app.cookieOf("client");
    expect(mine).toContain(other.id);
    expect(await refusals("client"))
      .toEqual(Array(4).fill("sign_in_required"));
    expect(await lookMails(app)).toEqual([]);
  });
});

Deno.test("a sheet is written while the call is live and for two weeks after it, and not before", async () => {
  await withApp(async (app) => {
    const requested = await app.requested(START + 5 * HOUR);
    expect(await codeOf(await save(app, requested))).toBe("not_confirmed");
    const { id } = await app.confirmed();
    expect(await codeOf(await save(app, id))).toBe("not_live");
    expect(await codeOf(await send(app, id))).toBe("not_live");
    app.clock.set(START);
    await app.ask(`${video(id)}/start-session`, {
      method: "POST",
      as: "artist",
    });
    expect(await codeOf(await save(app, id))).toBe("ok");
    await codeOf(await end(app, id, "client"));
    app.clock.advance(LOOK_EDIT_FOR - MINUTE);
    await signInAgain(app);
    expect(await codeOf(await save(app, id))).toBe("ok");
    expect((await read(app, id, "artist")).editable).toBe(true);
    app.clock.advance(MINUTE);
    expect(await codeOf(await save(app, id))).toBe("too_late");
    expect(await codeOf(await send(app, id))).toBe("too_late");
    expect((await read(app, id, "artist")).editable).toBe(false);
  });
});

Deno.test("attack: markup is stored and answered as text, and as text in the file", async () => {
  await withApp(async (app) => {
    const id = await ended(app);
    const evil = `<script>alert("x")</script>\u202e`;
    await save(app, id, {
      head: { title: evil, summary: evil, changedAt: iso(app.clock.now()) },
      steps: [aStep(app, { text: evil, product: evil, note: evil })],
    });
    const sheet = await read(app, id);
    expect(sheet.steps[0]!.text).toBe(`<script>alert("x")</script>`);
    for (const address of [`/c/${id}`, `/c/${id}/look-sheet`]) {
      const html = await (await visit(app, address)).text();
      expect(html).toContain("&lt;script>alert(");
      expect(html).not.toContain("<script>alert(");
    }
  });
});

Deno.test("bad bodies are refused with the field that is wrong, and store nothing", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const step = (change: Record<string, unknown>) => ({
      steps: [aStep(app, change)],
    });
    const bad: readonly unknown[] = [
      step({ area: "nose" }),
      step({ id: "../../etc" }),
      step({ id: "x" }),
      step({ order: "" }),
      step({ order: "50" }),
      step({ order: "5".repeat(65) }),
      step({ text: "x".repeat(LOOK_LIMITS.text + 1) }),
      step({ product: 3 }),
      step({ changedAt: "yesterday" }),
      step({ changedAt: "2026-99-99T00:00:00Z" }),
      step({ removed: false, text: undefined }),
      { steps: "many" },
      { head: { title: "x".repeat(121), summary: "", changedAt: iso(0) } },
    ];
    for (const body of bad) {
      const refused = await save(app, id, body);
      expect([body, refused.status]).toEqual([body, 422]);
      expect((await refused.json()).error.code).toBe("invalid_input");
    }
    expect(await codeOf(await save(app, id, "x".repeat(100_000))))
      .toBe("body_too_large");
    expect(await codeOf(await save(app, id, "[]"))).toBe("bad_json");
    expect((await read(app, id)).count).toBe(0);
  });
});

Deno.test("a whole sheet that was written without a connection goes in one request, in any script", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const steps = Array.from(
      { length: LOOK_LIMITS.steps },
      (_, i) =>
        aStep(app, {
          id: `step-${1_000 + i}`,
          text: "字".repeat(LOOK_LIMITS.whole / LOOK_LIMITS.steps - 10),
          shade: "",
          product: "",
          note: "",
        }),
    );
    expect(await codeOf(await save(app, id, { steps }))).toBe("ok");
    expect((await read(app, id)).steps).toHaveLength(LOOK_LIMITS.steps);
  });
});

Deno.test("a sheet has at most forty steps, and a change from next year does not win forever", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const steps = (from: number, count: number) => ({
      steps: Array.from(
        { length: count },
        (_, i) => aStep(app, { id: `step-${1_000 + from + i}`, text: "x" }),
      ),
    });
    expect(await codeOf(await save(app, id, steps(0, 40)))).toBe("ok");
    expect(await codeOf(await save(app, id, steps(40, 1))))
      .toBe("look_sheet_full");
    expect((await read(app, id)).steps).toHaveLength(40);
    const future = iso(app.clock.now() + 365 * DAY);
    const one = { id: "step-1000", text: "From the future." };
    await save(app, id, {
      steps: [aStep(app, { ...one, changedAt: future })],
    });
    app.clock.advance(MINUTE);
    await save(app, id, { steps: [aStep(app, { ...one, text: "Now." })] });
    expect((await read(app, id)).steps.map(({ text }) => text))
      .toContain("Now.");
  });
});

Deno.test("attack: a flood of writes, mails and ratings ends at its limit", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    const codes: string[] = [];
    for (let i = 0; i <= RATE_LIMITS.lookSheetWrites.most; i++) {
      const step = aStep(app, { text: `Text ${i}` });
      codes.push(await codeOf(await save(app, id, { steps: [step] })));
    }
    expect(codes.at(-2)).toBe("ok");
    expect(codes.at(-1)).toBe("rate_limited");
    for (let i = 0; i <= RATE_LIMITS.lookSheetMails.most; i++) {
      app.clock.advance(MINUTE);
      await save(app, id, { steps: [aStep(app, { text: `Again ${i}` })] });
      codes.push(await codeOf(await send(app, id)));
    }
    expect(codes.at(-2)).toBe("ok");
    expect(codes.at(-1)).toBe("rate_limited");
    expect(await lookMails(app)).toHaveLength(RATE_LIMITS.lookSheetMails.most);
    await codeOf(await end(app, id, "artist"));
    for (let i = 0; i <= RATE_LIMITS.ratings.most; i++) {
      codes.push(await codeOf(await rate(app, id, { stars: 1 + i % 5 })));
    }
    expect(codes.at(-2)).toBe("ok");
    expect(codes.at(-1)).toBe("rate_limited");
  });
});

Deno.test("a sent sheet is mailed as it is then, once, with a link that opens the page; after a change it can be sent again", async () => {
  await withApp(async (app) => {
    const id = await ended(app);
    expect(await codeOf(await send(app, id))).toBe("look_sheet_empty");
    await save(app, id);
    expect(await (await send(app, id)).json())
      .toMatchObject({ sent: { at: iso(app.clock.now()), changed: false } });
    await send(app, id);
    const [mail, ...more] = await lookMails(app);
    expect(more).toEqual([]);
    expect(mail!.to).toBe("mara@client.example");
    expect(mail!.text).toContain("1. LIPS\n\n> Line, then blot.");
    expect(mail!.text).toContain("Shade: Rosewood");
    const secret = new RegExp(`/c/${id}#(\\S+)`).exec(mail!.text)![1]!;
    expect((await enterAs(app, "guest", id, secret)).status).toBe(204);
    expect((await read(app, id, "guest")).steps).toHaveLength(1);

    app.clock.advance(HOUR);
    await save(app, id, { steps: [aStep(app, { shade: "Fig" })] });
    expect((await read(app, id, "artist")).sent)
      .toEqual({ at: iso(app.clock.now() - HOUR), changed: true });
    expect(await codeOf(await send(app, id))).toBe("ok");
    const again = (await lookMails(app)).at(-1)!;
    expect(again.text).toContain("Shade: Fig");
    expect(await lookMails(app)).toHaveLength(2);
  });
});

Deno.test("the mail has the pictures that the artist chose, read as it is sent, and no row has their bytes", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    for (let i = 0; i < 3; i++) await sendPicture(app, id);
    const { stills } = await readStills(app, id);
    for (const { id: still } of stills.slice(1)) {
      await act(app, id, {
        as: "artist",
        action: "approve",
        still,
        approved: true,
      });
    }
    await save(app, id);
    expect(await codeOf(await send(app, id))).toBe("ok");
    const [mail] = await lookMails(app);
    const [{ attachments }] = (await app.services.mailbox!.list())
      .filter(({ text }) => text === mail!.text) as [MailboxEntry];
    expect(attachments.map(({ filename }) => filename))
      .toEqual(["photo-1.jpg", "photo-2.jpg"]);
    expect(mail!.text).toContain("The 2 photos for it are attached.");
  });
});

Deno.test("pictures without a word are a sheet: they are mailed, on the page and in the file", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    for (let i = 0; i < 2; i++) await sendPicture(app, id);
    await end(app, id, "artist");
    expect(await codeOf(await send(app, id))).toBe("look_sheet_empty");
    const [still] = (await readStills(app, id)).stills;
    const approve = (approved: boolean) =>
      act(app, id, {
        as: "artist",
        action: "approve",
        still: still!.id,
        approved,
      });
    await approve(true);
    expect(await codeOf(await send(app, id))).toBe("ok");
    const [mail] = await lookMails(app);
    expect(mail!.text).toContain(
      "Inès Vidal chose a photo for your look sheet.\n\nThe photo for it is attached.",
    );
    expect(mail!.text).not.toContain("wrote this down");
    const [{ attachments }] = (await app.services.mailbox!.list())
      .filter(({ text }) => text === mail!.text) as [MailboxEntry];
    expect(attachments).toHaveLength(1);
    const page = await (await visit(app, `/c/${id}`)).text();
    const file = await (await visit(app, `/c/${id}/look-sheet`)).text();
    expect(page).toContain("Inès chose this for you.");
    expect(page).not.toContain("Written for you");
    for (const html of [page, file]) {
      expect(html).toContain('alt="Photo 1"');
      // A list without items is announced as an empty one.
      expect(html).not.toContain('look__steps"');
    }
    await approve(false);
    expect(await codeOf(await send(app, id))).toBe("look_sheet_empty");
  });
});

Deno.test("eight presses at one moment are one mail", async () => {
  await withApp(async (app) => {
    const id = await ended(app);
    await save(app, id);
    const codes = await Promise.all(
      Array.from({ length: 8 }, async () => codeOf(await send(app, id))),
    );
    expect(codes).toEqual(Array(8).fill("ok"));
    expect(await lookMails(app)).toHaveLength(1);
  });
});

Deno.test("the summary mail has a link to the page, with which a client enters for half a year after the call", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    for (const [i, party] of ["client", "artist"].entries()) {
      const who = person(id, party, `PA${i}`.padEnd(34, "0"));
      await deliver(
        app,
        await aCallback(app, id, "participant-connected", who),
      );
    }
    // Two people who were there for a moment only were not in a call.
    app.clock.advance(20 * MINUTE);
    await codeOf(await end(app, id, "artist"));
    const summary = await until("the summary", async () => {
      // The video service reports the room's end, and the sweep sends the mail.
      await sweep(app.services.deps);
      return (await app.mails())
        .find(({ text }) => text.includes("It was good to see you"));
    });
    const secret = new RegExp(`/c/${id}#(\\S+)`).exec(summary.text)![1]!;
    expect((await enterAs(app, "guest", id, secret)).status).toBe(204);
    app.clock.advance(LOOK_PAGE_FOR - HOUR);
    expect((await enterAs(app, "guest", id, secret)).status).toBe(204);
    expect(await codeOf(await rate(app, id, { stars: 4 }, "guest"))).toBe("ok");
    app.clock.advance(2 * HOUR);
    const late = await app.ask(`/api/entry/${id}`, {
      method: "POST",
      body: { secret },
    });
    expect(await codeOf(late)).toBe("link_invalid");
  });
});

Deno.test("a full sheet of the longest words reaches the mailbox", async () => {
  await withApp(async (app) => {
    const id = await ended(app);
    for (let from = 0; from < 40; from += 10) {
      const steps = Array.from(
        { length: 10 },
        (_, i) =>
          aStep(app, {
            id: `step-${1_000 + from + i}`,
            text: "頬".repeat(180),
            product: "",
            shade: "",
          }),
      );
      expect(await codeOf(await save(app, id, { steps }))).toBe("ok");
    }
    expect(await codeOf(await send(app, id))).toBe("ok");
    const [mail] = await lookMails(app);
    expect(mail!.text).toContain("40. LIPS");
  });
});

Deno.test("the rating is the client's, one of five, after the end, and can be changed", async () => {
  await withApp(async (app) => {
    const id = await ended(app);
    for (const stars of [0, 6, 2.5, "6", null, undefined]) {
      expect(await codeOf(await rate(app, id, { stars, words: "" })))
        .toBe("invalid_input");
    }
    expect(
      await codeOf(await rate(app, id, { stars: 3, words: "x".repeat(501) })),
    )
      .toBe("invalid_input");
    const given = await (await rate(app, id, { stars: 4, words: " Fine. " }))
      .json();
    expect(given).toMatchObject({ stars: 4, words: "Fine." });
    app.clock.advance(MINUTE);
    await codeOf(await rate(app, id, { stars: 5, words: "" }));
    expect((await read(app, id)).rating)
      .toEqual({ stars: 5, words: "", at: iso(app.clock.now()) });
    expect(await app.record(id)).toMatchObject({ state: "ended" });
  });
});

Deno.test("the rating is a plain form: each button sends it, and the page says what was given", async () => {
  await withApp(async (app) => {
    const id = await ended(app);
    const page = await (await visit(app, `/c/${id}`)).text();
    expect(page).toContain("How was it?");
    const action = /<form method="post" action="([^"]+rating[^"]+)"/
      .exec(page)![1]!.replaceAll("&amp;", "&");
    const answer = await form(app, action, {
      stars: "4",
      words: "First line.\r\nSecond line.",
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(`/c/${id}#rating`);
    const after = await (await visit(app, `/c/${id}`)).text();
    expect(after).toContain("Your answer: Good.");
    expect(after).toContain("First line.\nSecond line.</textarea>");
    for (const who of ["artist", "admin"] as const) {
      const seen = await (await visit(app, `/${who}/consultations/${id}`, who))
        .text();
      expect(seen).toContain("4 of 5. “First line.\nSecond line.”");
    }
  });
});

Deno.test("attack: another site's form does not rate", async () => {
  await withApp(async (app) => {
    const id = await ended(app);
    const answer = await form(
      app,
      `${video(id)}/rating?session=client`,
      { stars: "1" },
      "cross-site",
    );
    await answer.body?.cancel();
    expect(answer.status).toBe(403);
    expect(await app.record(id)).not.toHaveProperty("rating");
  });
});

Deno.test("the client's page has the sheet to read and as a file; the artist's, to write; an admin's, to read", async () => {
  await withApp(async (app) => {
    const id = await ended(app);
    const before = await (await visit(app, `/c/${id}`)).text();
    expect(before).not.toContain("Your look sheet");
    await save(app, id);
    const page = await (await visit(app, `/c/${id}`)).text();
    expect(page).toContain("Your look sheet");
    expect(page).toContain("Rosewood");
    expect(page).toContain(`href="/c/${id}/look-sheet"`);
    expect(page).toContain("/book?service=");
    const admin =
      await (await visit(app, `/admin/consultations/${id}`, "admin"))
        .text();
    expect(admin).toContain("Rosewood");
    const artist = await (
      await visit(app, `/artist/consultations/${id}`, "artist")
    ).text();
    expect(artist).toContain("Opening the look sheet");

    const file = await visit(app, `/c/${id}/look-sheet`);
    expect(file.headers.get("content-disposition"))
      .toBe('attachment; filename="look-sheet.html"');
    expect(file.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(file.headers.get("content-security-policy")).toContain("sandbox");
    const html = await file.text();
    expect(html).toContain("Rosewood");
    // It loads nothing, so that it works without a network.
    expect(html).not.toMatch(/<script|<link|src="(?!data:)|url\(/);
  });
});

Deno.test("the pictures that the artist chose are on the client's page and in the file, and no others are in the file", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await save(app, id);
    for (let i = 0; i < 2; i++) {
      expect(await codeOf(await sendPicture(app, id))).toBe("ok");
    }
    const { stills } = await readStills(app, id, "client");
    const [chosen, other] = stills;
    const approve = {
      as: "artist",
      action: "approve",
      approved: true,
    } as const;
    expect(await codeOf(await act(app, id, { ...approve, still: chosen!.id })))
      .toBe("ok");
    await end(app, id, "artist");

    const page = await (await visit(app, `/c/${id}`)).text();
    const [sheet] = page.split('aria-labelledby="stills"');
    expect(sheet).toContain(`photos/${chosen!.photo}`);
    expect(sheet).not.toContain(`photos/${other!.photo}`);
    const file = await (await visit(app, `/c/${id}/look-sheet`)).text();
    const stored = await (await photo(app, id, chosen!.photo, "client"))
      .bytes();
    expect(file.match(/<img/g)).toHaveLength(1);
    expect(file).toContain(`data:image/jpeg;base64,${stored.toBase64()}`);
    expect(file).not.toContain("other photos");
  });
});

Deno.test("attack: the file of somebody else's sheet leads to the entry page, as for every id", async () => {
  await withApp(async (app) => {
    const id = await ended(app);
    await save(app, id);
    for (const who of ["nobody", "other_artist", "artist"] as const) {
      const answer = await visit(app, `/c/${id}/look-sheet`, who);
      expect([who, answer.status, answer.headers.get("location")])
        .toEqual([who, 303, `/c/${id}`]);
    }
  });
});

Deno.test("an erasure takes sheet, rating, mails and dead letters with it, and its page says so", async () => {
  await withApp(async (app) => {
    const id = await ended(app);
    const trace = "Zanzibar coral";
    await save(app, id, { steps: [aStep(app, { shade: trace })] });
    await codeOf(await rate(app, id, { stars: 2, words: trace }));
    await codeOf(await send(app, id));
    await app.settled();
    expect(await app.values()).toContain(trace);
    const erased = await app.ask(`${consultationPath(id)}/erase`, {
      method: "POST",
      as: "artist",
    });
    expect(await codeOf(erased)).toBe("ok");
    expect(await app.values()).not.toContain(trace);
    for (
      const refused of [
        await app.ask(path(id), { as: "client" }),
        await save(app, id),
        await send(app, id),
        await rate(app, id),
      ]
    ) {
      expect(await codeOf(refused)).toBe("consultation_erased");
    }
    expect(await app.values()).not.toContain("look_sheets");
  });
});

function form(
  app: TestApp,
  address: string,
  fields: Record<string, string>,
  site = "same-origin",
) {
  return app.fetch(
    new Request(`${BASE_URL}${address}`, {
      method: "POST",
      redirect: "manual",
      headers: {
        cookie: app.cookieOf("client"),
        "sec-fetch-site": site,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams(fields).toString(),
    }),
  );
}
