import { expect } from "expect";
import type { Answer, Failure } from "@/lib/client/page/api.ts";
import { editPrivateNotes } from "@/lib/client/notes/private_notes.ts";
import { cleanLines } from "@/lib/domain/basic/plain_text.ts";
import type { PrivateNotesAnswer } from "@/lib/wire/wire.ts";
import { fakePage, fakeTime, settle } from "@/tests/client/_support.ts";

const CONFLICT: Failure = { ok: false, code: "conflict", message: "Changed." };
const OFFLINE: Failure = { ok: false, code: "offline", message: "Offline." };

/** One server, and the tabs that write to it. */
function aServer() {
  let stored: PrivateNotesAnswer = { text: "", revision: 0 };
  let reachable = true;
  const sent: string[] = [];
  const ok = (): Answer<PrivateNotesAnswer> => ({ ok: true, value: stored });
  const timers = fakeTime();
  return {
    sent,
    timers,
    stored: () => stored,
    set reachable(yes: boolean) {
      reachable = yes;
    },
    tab() {
      const page = fakePage();
      const notes = editPrivateNotes({
        page,
        timers,
        api: {
          read: () => Promise.resolve(reachable ? ok() : OFFLINE),
          save({ text, revision }) {
            if (!reachable) return Promise.resolve(OFFLINE);
            sent.push(text);
            const clean = cleanLines(text);
            if (clean === stored.text) return Promise.resolve(ok());
            if (revision !== stored.revision) return Promise.resolve(CONFLICT);
            stored = { text: clean, revision: revision + 1 };
            return Promise.resolve(ok());
          },
        },
      });
      return { page, notes };
    },
  };
}

Deno.test("notes are saved after a pause in typing, and what is typed keeps its spaces", async () => {
  const server = aServer();
  const { notes } = server.tab();
  await settle();
  expect(notes.text.value).toBe("");
  notes.write("Warm");
  notes.write("Warm tones ");
  expect(server.sent).toEqual([]);
  await server.timers.pass(1_000);
  expect(server.stored().text).toBe("Warm tones");
  expect(notes.text.value).toBe("Warm tones ");
  expect(notes.saved.value.is).toBe("saved");
  notes.write("Warm tones  ");
  await server.timers.pass(1_000);
  expect(notes.saved.value.is).toBe("saved");
  notes.write("Warm tones, dry.");
  await server.timers.pass(1_000);
  expect(server.stored()).toEqual({ text: "Warm tones, dry.", revision: 2 });
});

Deno.test("two tabs that write at the same time lose nothing, and agree when they are looked at", async () => {
  const server = aServer();
  const [one, other] = [server.tab(), server.tab()];
  await settle();
  one.notes.write("Warm tones.");
  await server.timers.pass(1_000);
  other.notes.write("Left eye lower.");
  await server.timers.pass(1_000);
  const { text } = server.stored();
  expect(text).toContain("Warm tones.");
  expect(text).toContain("Left eye lower.");
  expect(other.notes.text.value).toBe(text);
  one.page.fire("visible");
  await settle();
  expect(one.notes.text.value).toBe(text);
});

Deno.test("what could not be sent is sent when the server is back, and until then the page says so", async () => {
  const server = aServer();
  const { notes } = server.tab();
  await settle();
  server.reachable = false;
  notes.write("Dry skin.");
  await server.timers.pass(1_000);
  expect(notes.saved.value.is).toBe("waiting");
  server.reachable = true;
  await server.timers.pass(30_000);
  expect(server.stored().text).toBe("Dry skin.");
  expect(notes.saved.value.is).toBe("saved");
});

Deno.test("notes that cannot be read are asked for again; what is typed goes out when the page leaves", async () => {
  const server = aServer();
  server.reachable = false;
  const { notes, page } = server.tab();
  await settle();
  expect(notes.text.value).toBe(null);
  server.reachable = true;
  await server.timers.pass(5_000);
  expect(notes.text.value).toBe("");
  notes.write("Dry skin.");
  page.fire("leaving");
  await settle();
  expect(server.stored().text).toBe("Dry skin.");
});
