/** The look sheet's parts, drawn from values alone. */
import { signal } from "@preact/signals";
import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import { AfterCall } from "@/components/look/AfterCall.tsx";
import { LookButton } from "@/components/look/LookButton.tsx";
import { LookDocument } from "@/components/look/LookDocument.tsx";
import { LookEditorView } from "@/components/look/LookEditorView.tsx";
import { LookSheetView } from "@/components/look/LookSheet.tsx";
import { LookSteps } from "@/components/look/LookSteps.tsx";
import { BLANK_LOOK, LOOK, LOOK_ORIGIN } from "@/gallery/look_sample.ts";
import type { SaveState } from "@/lib/client/saving/autosave.ts";
import { readLookSheet } from "@/lib/client/look/look_reader.ts";
import { fakeTime, settle } from "@/tests/client/_support.ts";
import type { LookSheetAnswer } from "@/lib/wire/wire.ts";
import { anEditing } from "./_editing.ts";

const PAGE = {
  id: "x",
  artist: "Inès",
  origin: LOOK_ORIGIN,
  photos: [],
} as const;

async function aReader(sheet: LookSheetAnswer = LOOK) {
  const answers = [sheet];
  const count = signal(sheet.count);
  const reader = readLookSheet({
    count,
    read: () => Promise.resolve({ ok: true, value: answers.at(-1)! }),
    timers: fakeTime(),
  });
  await settle();
  const next = async (more: LookSheetAnswer) => {
    answers.push(more);
    count.value = more.count;
    await settle();
  };
  return { reader, next };
}

const edited = (options?: Parameters<typeof anEditing>[0]) =>
  renderToString(
    <LookEditorView
      editing={anEditing(options)}
      client="Clara"
      zone="Europe/Berlin"
    />,
  );

Deno.test("a sheet shows what is filled in, in order, and nothing of a blank step", () => {
  const [first] = LOOK.steps;
  const blank = { text: "", product: "", shade: "", note: "" };
  const steps = [{ ...first!, ...blank, id: "step-blank" }, ...LOOK.steps];
  const html = renderToString(<LookSteps sheet={{ ...LOOK, steps }} />);
  expect(html.match(/<li class="look__step"/g)).toHaveLength(3);
  expect(html.indexOf("Tinted serum")).toBeLessThan(html.indexOf("Rosewood"));
  expect(html.match(/>Note</g)).toHaveLength(1);
});

Deno.test("marks are words, not only a look", () => {
  const html = renderToString(
    <LookSteps
      sheet={LOOK}
      marks={new Map([["step-skin", "new"], ["step-lips", "changed"]])}
    />,
  );
  expect(html).toContain(">New<");
  expect(html).toContain(">Changed<");
});

Deno.test("the call's button appears with the sheet, and says how much is unseen", async () => {
  const empty = await aReader(BLANK_LOOK);
  const button = (reader: typeof empty.reader) =>
    renderToString(<LookButton reader={signal(reader)} />);
  expect(button(empty.reader)).toBe("");
  expect(renderToString(<LookButton reader={signal(null)} />)).toBe("");
  const { reader, next } = await aReader();
  expect(button(reader)).toContain('aria-label="Look sheet, 3 new"');
  reader.open();
  expect(button(reader)).toContain('aria-label="Look sheet"');
  expect(button(reader)).toContain('aria-expanded="true"');
  reader.close();
  await next({
    ...LOOK,
    count: LOOK.count + 1,
    steps: LOOK.steps.map((step) => ({
      ...step,
      changedAt: LOOK.now,
      shade: "x",
    }))
      .map((step, i) =>
        i === 0 ? { ...step, changedAt: "2027-01-01T00:00:00Z" } : step
      ),
  });
  expect(button(reader)).toContain('aria-label="Look sheet, 1 new"');
});

Deno.test("the sheet in the call is a region of its own and no dialog: the controls stay in reach", async () => {
  const { reader } = await aReader();
  const view = (reachable = true) =>
    renderToString(
      <LookSheetView reader={reader} artist="Inès" reachable={reachable} />,
    );
  expect(view()).toContain("Inès started your look sheet.");
  reader.open();
  expect(view()).toContain('<section class="look-sheet" aria-labelledby');
  expect(view()).not.toContain("<dialog");
  expect(view()).not.toContain("aria-modal");
  expect(view()).not.toContain("started your look sheet");
  expect(view(false)).toContain("You are not connected at the moment.");
});

Deno.test("after the call, without a sheet there is only the question how it was", () => {
  const html = renderToString(<AfterCall {...PAGE} sheet={BLANK_LOOK} />);
  expect(html).not.toContain("look-page");
  expect(html).toContain("How was it?");
  expect(html.match(/type="submit"/g)).toHaveLength(5);
});

Deno.test("a given rating is the pressed one, and its sentence can be changed without another one", () => {
  const rating = { stars: 4, words: "“Quoted” & <b>", at: LOOK.now } as const;
  const html = renderToString(
    <AfterCall {...PAGE} sheet={{ ...BLANK_LOOK, rating }} />,
  );
  expect(html.match(/aria-pressed="true"/g)).toHaveLength(1);
  expect(html).toMatch(/value="4" aria-pressed="true"/);
  expect(html).toContain("“Quoted” &amp; &lt;b>");
  expect(html).toContain("Your answer: Good.");
  const typed = renderToString(
    <AfterCall {...PAGE} sheet={{ ...BLANK_LOOK, rating }} typed="Unsent" />,
  );
  expect(typed).toContain("Unsent</textarea>");
});

Deno.test("pictures go with the sheet, also without one, on the page and in the file", () => {
  const photos = [{ href: "data:image/jpeg;base64,AA==", alt: "After" }];
  const page = renderToString(
    <AfterCall
      {...PAGE}
      sheet={BLANK_LOOK}
      photos={["one"]}
      fileUrl={(photo) => `/files/${photo}`}
    />,
  );
  const file = renderToString(
    <LookDocument
      lang="en"
      artist="Inès Vidal"
      studio="Atelier Vidal"
      service="Bridal trial"
      when="Sunday"
      sheet={LOOK}
      photos={photos}
    />,
  );
  expect(page).toContain('src="/files/one" alt="Photo 1"');
  expect(file).toContain('src="data:image/jpeg;base64,AA==" alt="After"');
  expect(file).toContain(
    "<title>Rested, in ivory, Inès Vidal, Atelier Vidal</title>",
  );
});

Deno.test("a sheet of pictures alone says that they were chosen, and has no empty list", () => {
  const html = renderToString(
    <AfterCall {...PAGE} sheet={BLANK_LOOK} photos={["one"]} />,
  );
  expect(html).toContain("Inès chose this for you.");
  expect(html).not.toContain("Written for you");
  expect(html).not.toContain("<ol");
});

Deno.test("every field of the editor has a label, and its limit", () => {
  const html = edited();
  const controls = [...html.matchAll(/<(?:input|textarea|select)[^>]*>/g)]
    .map(([tag]) => tag);
  expect(controls).toHaveLength(2 + 3 * 5);
  for (const tag of controls) {
    const id = /id="([^"]+)"/.exec(tag)![1]!;
    expect(html).toContain(`for="${id}"`);
    if (!tag.startsWith("<select")) expect(tag).toMatch(/maxlength="\d+"/i);
  }
  const ids = controls.map((tag) => /id="([^"]+)"/.exec(tag)![1]);
  expect(new Set(ids).size).toBe(ids.length);
});

Deno.test("the first step cannot go up, nor the last one down; each button names its step", () => {
  const html = edited();
  const disabled = [...html.matchAll(/<button[^>]*disabled[^>]*>/g)]
    .map(([tag]) => /aria-label="([^"]+)"/.exec(tag)?.[1]);
  expect(disabled).toEqual(["Move step 1 up", "Move step 3 down"]);
});

Deno.test("what is not saved is announced; that it is saved is only shown", () => {
  const status = (saved: SaveState) =>
    [...edited({ saved }).matchAll(/<p role="status"[^>]*>([^<]*)/g)]
      .map(([, text]) => text).join("");
  expect(status({ is: "saved" })).toBe("");
  expect(status({ is: "saving" })).toBe("");
  expect(status({ is: "waiting" })).toContain("Not saved yet");
  expect(status({ is: "refused", why: "This look sheet is full." }))
    .toBe("Not saved. This look sheet is full.");
  expect(edited({ saved: { is: "saving" } })).toContain("Saving…");
});

Deno.test("a sent sheet says when, in the artist's zone, and whether it has changed since", () => {
  const sent = { at: "2026-11-22T17:04:00.000Z", changed: false };
  const once = edited({ sheet: { ...LOOK, sent } });
  expect(once).toContain(
    "Sent by email: Sunday 22 November 2026, 18:04 Central European Standard Time.",
  );
  expect(once).toMatch(
    /disabled[^>]*data-testid="look-send"|data-testid="look-send"[^>]*disabled/,
  );
  const since = edited({
    sheet: { ...LOOK, sent: { ...sent, changed: true } },
  });
  expect(since).toContain("It has changed since.");
  expect(since).toContain("Send to Clara again");
});

Deno.test("a full sheet takes no more steps, and one whose time is over is not written", () => {
  const [step] = LOOK.steps;
  const steps = Array.from(
    { length: 40 },
    (_, i) => ({ ...step!, id: `step-${1_000 + i}` }),
  );
  expect(edited({ sheet: { ...LOOK, steps } }))
    .toContain("A sheet has at most 40 steps.");
  const over = edited({ editable: false });
  expect(over).toContain("can’t be changed any more");
  expect(over).not.toContain("<input");
});
