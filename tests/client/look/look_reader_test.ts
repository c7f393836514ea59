import { signal } from "@preact/signals";
import { expect } from "expect";
import { readLookSheet } from "@/lib/client/look/look_reader.ts";
import { failure, fakeTime, settle } from "@/tests/client/_support.ts";
import { aStep, lookServer } from "./_sheets.ts";

async function aReader() {
  const time = fakeTime();
  const { api, server } = lookServer();
  const count = signal(0);
  const reader = readLookSheet({ count, read: api.read, timers: time });
  await settle();
  const writes = async (...steps: ReturnType<typeof aStep>[]) => {
    server.other(...steps);
    count.value = server.count;
    await settle();
  };
  return { time, server, count, reader, writes };
}

Deno.test("nothing is asked for before the artist has written something", async () => {
  const { reader, server, writes } = await aReader();
  expect(server.reads).toBe(0);
  expect(reader.sheet.value).toBe(null);
  await writes(aStep());
  expect(server.reads).toBe(1);
  expect(reader.started.value).toBe(true);
});

Deno.test("a step that is still blank is no sheet yet", async () => {
  const { reader, writes } = await aReader();
  await writes(aStep({ text: "" }));
  expect(reader.sheet.value).toBe(null);
  expect(reader.started.value).toBe(false);
});

Deno.test("the notice goes once the sheet was opened or put off, and does not come back", async () => {
  for (const way of ["open", "later"] as const) {
    const { reader, writes } = await aReader();
    await writes(aStep());
    reader[way]();
    expect(reader.started.value).toBe(false);
    await writes(aStep({ id: "step-bbbb" }));
    expect(reader.started.value).toBe(false);
    expect(reader.isOpen.value).toBe(way === "open");
  }
});

Deno.test("what was there at the first look is not marked; later steps are, until the sheet is closed", async () => {
  const { reader, writes } = await aReader();
  await writes(aStep());
  reader.open();
  expect([...reader.marks.value]).toEqual([]);
  await writes(aStep({ id: "step-bbbb" }));
  await writes(aStep({ changedAt: aStep().changedAt + 1, text: "Blot." }));
  expect(new Map(reader.marks.value))
    .toEqual(new Map([["step-aaaa", "changed"], ["step-bbbb", "new"]]));
  reader.close();
  expect([...reader.marks.value]).toEqual([]);
  await writes(aStep({ id: "step-cccc" }));
  reader.open();
  expect([...reader.marks.value]).toEqual([["step-cccc", "new"]]);
});

Deno.test("steps are announced once the artist pauses, and each once", async () => {
  const { reader, writes, time } = await aReader();
  await writes(aStep());
  reader.open();
  await time.pass(3_000);
  for (const text of ["Bl", "Blot", "Blot it."]) {
    await writes(
      aStep({
        id: "step-bbbb",
        text,
        changedAt: aStep().changedAt + text.length,
      }),
    );
    await time.pass(1_000);
  }
  expect(reader.news.value).toBe(null);
  await time.pass(3_000);
  expect(reader.news.value).toEqual({ added: 1, changed: 0 });
  await writes(
    aStep({ id: "step-bbbb", changedAt: aStep().changedAt + 100 }),
  );
  await time.pass(3_000);
  expect(reader.news.value).toEqual({ added: 0, changed: 1 });
});

Deno.test("an answer that fails, or comes without the change, is asked for again", async () => {
  const { reader, server, count, time } = await aReader();
  server.down = failure("offline");
  server.other(aStep());
  count.value = 1;
  await settle();
  expect(reader.sheet.value).toBe(null);
  server.down = null;
  await time.pass(3_000);
  expect(reader.sheet.value?.steps).toHaveLength(1);
  // Another server has counted the change already; this one has not.
  count.value = 2;
  await settle();
  const { reads } = server;
  server.other(aStep({ id: "step-bbbb" }));
  await time.pass(1_000);
  expect(server.reads).toBe(reads + 1);
  expect(reader.sheet.value?.steps).toHaveLength(2);
});

Deno.test("a hundred changes at once are one request after the other", async () => {
  const { server, count } = await aReader();
  for (let i = 1; i <= 100; i++) {
    server.other(aStep({ changedAt: i }));
    count.value = i;
  }
  expect(server.reads).toBe(1);
  await settle();
  expect(server.reads).toBeLessThanOrEqual(2);
});

Deno.test("after its end nothing is asked for", async () => {
  const { reader, server, writes, time } = await aReader();
  reader.stop();
  await writes(aStep());
  await time.pass(10_000);
  expect(server.reads).toBe(0);
  expect(time.pending()).toBe(0);
});
