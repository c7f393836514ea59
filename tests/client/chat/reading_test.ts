/** When messages count as read: while they are on the screen, in front of the person. */
import { expect } from "expect";
import { signal } from "@preact/signals";
import type { ChatEntry } from "@/lib/client/chat/chat.ts";
import { reading } from "@/lib/client/chat/chat_hook.ts";
import { fakePage } from "@/tests/client/_support.ts";

function aReader() {
  const entries = signal<readonly ChatEntry[]>([]);
  const page = fakePage();
  const log = { shown: true };
  let reads = 0;
  const stop = reading({ entries, read: () => void reads++ }, {
    page,
    isShown: () => log.shown,
  });
  return {
    page,
    log,
    stop,
    arrives: () => void (entries.value = [...entries.value]),
    reads: () => reads,
  };
}

Deno.test("messages that come while they are shown are read at once", () => {
  const reader = aReader();
  expect(reader.reads()).toBe(1);
  reader.arrives();
  expect(reader.reads()).toBe(2);
});

Deno.test("a message that comes while something hides the messages is not read", () => {
  const reader = aReader();
  reader.log.shown = false;
  reader.arrives();
  expect(reader.reads()).toBe(1);
  reader.log.shown = true;
  reader.arrives();
  expect(reader.reads()).toBe(2);
});

Deno.test("a message that comes to a hidden page is read when the person returns, and nothing is after the end", () => {
  const reader = aReader();
  reader.page.fire("hidden");
  reader.arrives();
  expect(reader.reads()).toBe(1);
  reader.page.fire("visible");
  expect(reader.reads()).toBe(2);
  reader.stop();
  reader.arrives();
  reader.page.fire("visible");
  expect(reader.reads()).toBe(2);
  expect(reader.page.listeners()).toBe(0);
});
