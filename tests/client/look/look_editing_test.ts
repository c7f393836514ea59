import { expect } from "expect";
import { iso } from "@/lib/domain/basic/instant.ts";
import { stepsOf } from "@/lib/domain/look/look_sheet.ts";
import {
  editLookSheet,
  type LookEditing,
} from "@/lib/client/look/look_editing.ts";
import {
  failure,
  fakePage,
  fakeTime,
  settle,
} from "@/tests/client/_support.ts";
import { aStep, lookServer, T0 } from "./_sheets.ts";

async function anEditor() {
  const time = fakeTime();
  const page = fakePage();
  const { api, server } = lookServer({ elapsed: time.elapsed });
  let ids = 0;
  const open = (first: ReturnType<typeof server.answer> | null = null) =>
    editLookSheet({
      api,
      first,
      page,
      timers: time,
      elapsed: time.elapsed,
      newId: () => `step-new-${++ids}`,
    });
  const editing = open();
  await settle();
  return { time, page, server, editing, open };
}

const textsOf = ({ sheet }: LookEditing) =>
  stepsOf(sheet.value!).map(({ text }) => text);

Deno.test("what is typed is saved after a pause, once, and says so", async () => {
  const { editing, server, time } = await anEditor();
  const id = editing.add("lips");
  for (const text of ["B", "Bl", "Blo", "Blot"]) {
    editing.change(id, { text });
    await time.pass(100);
  }
  expect(editing.saved.value).toEqual({ is: "saving" });
  expect(server.saves).toEqual([]);
  await time.pass(600);
  expect(editing.saved.value).toEqual({ is: "saved" });
  expect(server.saves).toHaveLength(1);
  expect(stepsOf(server.sheet)).toMatchObject([{
    id,
    area: "lips",
    text: "Blot",
  }]);
});

Deno.test("a long sentence without a pause is saved on the way, so that the client reads along", async () => {
  const { editing, server, time } = await anEditor();
  const id = editing.add("eyes");
  for (let i = 1; i <= 25; i++) {
    editing.change(id, { text: "x".repeat(i) });
    await time.pass(100);
  }
  expect(server.saves.length).toBeGreaterThanOrEqual(1);
});

Deno.test("only what changed is sent", async () => {
  const { server, open, time } = await anEditor();
  server.other(aStep(), aStep({ id: "step-bbbb", order: "6" }));
  const editing = open(server.answer());
  editing.change("step-bbbb", { shade: "Rosewood" });
  await time.pass(1_000);
  expect(server.saves).toHaveLength(1);
  expect(server.saves[0]!.head).toBe(undefined);
  expect(server.saves[0]!.steps!.map(({ id }) => id)).toEqual(["step-bbbb"]);
});

Deno.test("the answer does not take away the space that the artist has just typed", async () => {
  const { editing, server, time } = await anEditor();
  const id = editing.add("skin");
  editing.change(id, { text: "Press in " });
  await time.pass(1_000);
  expect(textsOf(editing)).toEqual(["Press in "]);
  expect(stepsOf(server.sheet)[0]!.text).toBe("Press in");
  expect(server.saves).toHaveLength(1);
});

Deno.test("without a connection the changes wait in the page, and go with the next success", async () => {
  const { editing, server, time, page } = await anEditor();
  server.down = failure("offline");
  const id = editing.add("brows");
  editing.change(id, { text: "Brush up." });
  await time.pass(40_000);
  expect(editing.saved.value).toEqual({ is: "waiting" });
  editing.change(id, { text: "Brush up, and set." });
  expect(server.saves).toEqual([]);
  server.down = null;
  page.fire("online");
  await settle();
  expect(editing.saved.value).toEqual({ is: "saved" });
  expect(stepsOf(server.sheet)[0]!.text).toBe("Brush up, and set.");
});

Deno.test("it also tries again by itself, no more often than every quarter of a minute in the end", async () => {
  const { editing, server, time } = await anEditor();
  server.down = failure("timeout");
  editing.head({ title: "Evening" });
  await time.pass(60_000);
  server.down = null;
  await time.pass(15_000);
  expect(server.sheet.head.title).toBe("Evening");
  expect(editing.saved.value).toEqual({ is: "saved" });
});

Deno.test("two tabs merge by step: each keeps its own, and of one step the later change", async () => {
  const { editing: here, server, open, time } = await anEditor();
  const there = open();
  await settle();
  const first = here.add("skin");
  here.change(first, { text: "Serum." });
  await time.pass(1_000);
  there.heard(server.count);
  await settle();
  expect(textsOf(there)).toEqual(["Serum."]);

  const second = there.add("eyes");
  there.change(second, { text: "Shadow." });
  here.change(first, { text: "Two drops of serum." });
  await time.pass(3_000);
  here.heard(server.count);
  there.heard(server.count);
  await settle();
  expect(textsOf(here)).toEqual(["Two drops of serum.", "Shadow."]);
  expect(textsOf(there)).toEqual(textsOf(here));
});

Deno.test("an older change from a tab that was offline does not undo a newer one", async () => {
  const { server, open, time } = await anEditor();
  server.other(aStep());
  const offline = open(server.answer());
  const online = open(server.answer());
  server.down = failure("offline");
  offline.change("step-aaaa", { text: "Old thought." });
  await time.pass(5_000);
  server.down = null;
  online.change("step-aaaa", { text: "New thought." });
  await time.pass(30_000);
  expect(stepsOf(server.sheet).map(({ text }) => text))
    .toEqual(["New thought."]);
  expect(textsOf(offline)).toEqual(["New thought."]);
});

Deno.test("a page whose clock is hours ahead stamps by the server's clock", async () => {
  const { editing, server, time } = await anEditor();
  await time.pass(5_000);
  editing.head({ summary: "Soft." });
  await time.pass(1_000);
  expect(server.sheet.head.changedAt).toBe(T0 + 5_000);
});

Deno.test("steps move by one, also past each other's equal places, and only the moved one is sent", async () => {
  const { server, open, time } = await anEditor();
  const at = (id: string, order: string) => aStep({ id, order, text: id });
  server.other(
    at("step-aaaa", "1"),
    at("step-bbbb", "2"),
    at("step-cccc", "3"),
  );
  const editing = open(server.answer());
  editing.move("step-cccc", -1);
  expect(textsOf(editing)).toEqual(["step-aaaa", "step-cccc", "step-bbbb"]);
  editing.move("step-cccc", -1);
  editing.move("step-cccc", -1);
  expect(textsOf(editing)).toEqual(["step-cccc", "step-aaaa", "step-bbbb"]);
  editing.move("step-aaaa", 1);
  expect(textsOf(editing)).toEqual(["step-cccc", "step-bbbb", "step-aaaa"]);
  await time.pass(1_000);
  expect(server.saves[0]!.steps!.map(({ id }) => id).sort())
    .toEqual(["step-aaaa", "step-cccc"]);
});

Deno.test("a removed step goes, can be brought back, and keeps its place", async () => {
  const { server, open, time } = await anEditor();
  server.other(
    aStep({ order: "1" }),
    aStep({ id: "step-bbbb", order: "2", text: "Blot." }),
  );
  const editing = open(server.answer());
  editing.remove("step-aaaa");
  await time.pass(1_000);
  expect(stepsOf(server.sheet).map(({ text }) => text)).toEqual(["Blot."]);
  editing.restore();
  expect(editing.removed.value).toBe(null);
  await time.pass(1_000);
  expect(stepsOf(server.sheet).map(({ text }) => text))
    .toEqual(["Line the lips.", "Blot."]);
});

Deno.test("a refusal says what helps, and the next change is tried again", async () => {
  const { editing, server, time } = await anEditor();
  server.down = failure("look_sheet_full");
  editing.head({ title: "Too much" });
  await time.pass(60_000);
  expect(editing.saved.value).toMatchObject({ is: "refused" });
  server.down = null;
  editing.head({ title: "Less" });
  await time.pass(1_000);
  expect(editing.saved.value).toEqual({ is: "saved" });
  expect(server.sheet.head.title).toBe("Less");
});

Deno.test("sending saves first, says when, and notices a change afterwards", async () => {
  const { editing, server } = await anEditor();
  editing.head({ title: "Evening" });
  await editing.send();
  expect(server.sheet.head.title).toBe("Evening");
  expect(server.mails).toBe(1);
  expect(editing.sent.value).toEqual({ at: iso(T0), changed: false });
  editing.head({ title: "Evening, warmer" });
  expect(editing.sent.value).toEqual({ at: iso(T0), changed: true });
});

Deno.test("nothing is mailed while something is not saved, and the artist reads why", async () => {
  const { editing, server } = await anEditor();
  editing.head({ title: "Evening" });
  server.down = failure("offline");
  await editing.send();
  expect(server.mails).toBe(0);
  expect(editing.notSent.value).toBe("refused: offline");
  server.down = null;
  await editing.send();
  expect(server.mails).toBe(1);
  expect(editing.notSent.value).toBe(null);
});

Deno.test("a page that is left or a call that ends sends what is not saved at once", async () => {
  const { editing, server, page } = await anEditor();
  editing.head({ title: "Evening" });
  page.fire("leaving");
  await settle();
  expect(server.sheet.head.title).toBe("Evening");
  editing.head({ title: "Evening, warmer" });
  editing.stop();
  await settle();
  expect(server.sheet.head.title).toBe("Evening, warmer");
  expect(page.listeners()).toBe(0);
});

Deno.test("many long steps go in requests that the server takes", async () => {
  const { editing, server, time } = await anEditor();
  for (let i = 0; i < 12; i++) {
    const id = editing.add("other");
    editing.change(id, { text: "頬".repeat(500), note: "唇".repeat(160) });
  }
  await time.pass(1_000);
  expect(stepsOf(server.sheet)).toHaveLength(12);
  for (const body of server.saves) {
    const bytes = new TextEncoder().encode(JSON.stringify(body)).length;
    expect(bytes).toBeLessThan(16 * 1024);
  }
});

Deno.test("a sheet that could not be read is asked for again", async () => {
  const time = fakeTime();
  const { api, server } = lookServer();
  server.down = failure("offline");
  const editing = editLookSheet({
    api,
    first: null,
    page: fakePage(),
    timers: time,
    elapsed: time.elapsed,
    newId: () => "step-aaaa",
  });
  await settle();
  expect(editing.sheet.value).toBe(null);
  server.down = null;
  await time.pass(3_000);
  expect(editing.sheet.value).not.toBe(null);
  expect(server.saves).toEqual([]);
});

Deno.test("another tab's change that comes during a save of our own is read afterwards", async () => {
  const time = fakeTime();
  const { api, server } = lookServer({ elapsed: time.elapsed });
  let answer = () => {};
  const editing = editLookSheet({
    api: {
      ...api,
      async save(body) {
        const saved = await api.save(body);
        await new Promise<void>((done) => answer = done);
        return saved;
      },
    },
    first: server.answer(),
    page: fakePage(),
    timers: time,
    elapsed: time.elapsed,
    newId: () => "step-new-1",
  });
  editing.head({ title: "Evening" });
  await time.pass(1_000);
  server.other(aStep());
  editing.heard(server.count);
  answer();
  await time.pass(5_000);
  expect(textsOf(editing)).toEqual(["Line the lips."]);
});
