import { expect } from "expect";
import { signal } from "@preact/signals";
import { keepOpen, leftoversOf } from "@/lib/client/waiting/leftovers.ts";

/** Whether the browser would ask before it leaves the page. */
function asks(): boolean {
  return !dispatchEvent(new Event("beforeunload", { cancelable: true }));
}

Deno.test("the browser asks before a page is left while there is a reason, which the page says, and not a moment longer", () => {
  const page = { over: signal(null) };
  const { wait } = leftoversOf(page);
  const unsent = signal(0);
  expect(asks()).toBe(false);
  const stop = keepOpen(
    () => unsent.value > 0 ? "Keep this page open." : null,
    leftoversOf(page),
  );
  expect([asks(), wait.value]).toEqual([false, null]);
  unsent.value = 2;
  expect([asks(), wait.value]).toEqual([true, "Keep this page open."]);
  unsent.value = 1;
  expect(asks()).toBe(true);
  unsent.value = 0;
  expect([asks(), wait.value]).toEqual([false, null]);
  unsent.value = 1;
  stop();
  expect(asks()).toBe(false);
});

Deno.test("each page has its own reason", () => {
  const [one, other] = [{ over: signal(null) }, { over: signal(null) }];
  leftoversOf(one).wait.value = "Keep this page open.";
  expect(leftoversOf(one).wait.value).toBe("Keep this page open.");
  expect(leftoversOf(other).wait.value).toBe(null);
});
