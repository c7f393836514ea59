/** How long a page knows that its person has left the call for now. */
import { expect } from "expect";
import { signal } from "@preact/signals";
import { leftForNow } from "@/lib/client/waiting/left_for_now.ts";
import type { DevicesState } from "@/lib/client/media/devices.ts";
import type { Phase } from "@/lib/client/waiting/waiting_phase.ts";

/** A tab: each `load` is a page load in it. */
function aTab(storage?: () => Storage) {
  const kept = new Map<string, string>();
  const own = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return {
    kept,
    load(
      { consultationId = "x", phase: first = "live", devices = "idle" }: {
        consultationId?: string;
        phase?: Phase;
        devices?: DevicesState;
      } = {},
    ) {
      const state = signal<DevicesState>(devices);
      const phase = signal<Phase>(first);
      const page = leftForNow({
        consultationId,
        party: "client",
        devices: { state, release: () => void (state.value = "idle") },
        waiting: { phase },
      }, storage ?? (() => own));
      return { ...page, state, phase };
    },
  };
}

Deno.test("a reload does not bring a person back who has left for now, and another consultation knows nothing of it", () => {
  const tab = aTab();
  const page = tab.load({ devices: "ready" });
  expect(page.left.value).toBe(false);
  page.leave();
  expect([page.left.value, page.state.value]).toEqual([true, "idle"]);
  page.stop();
  const again = tab.load();
  expect(again.left.value).toBe(true);
  expect(tab.load({ consultationId: "y" }).left.value).toBe(false);
});

Deno.test("someone who comes back, with or without devices, is back, also after a reload", () => {
  for (const chosen of ["ready", "skipped"] as const) {
    const tab = aTab();
    const page = tab.load();
    page.leave();
    page.state.value = "asking";
    expect(page.left.value).toBe(true);
    page.state.value = chosen;
    expect(page.left.value).toBe(false);
    page.stop();
    expect(tab.load().left.value).toBe(false);
  }
});

Deno.test("the end of the consultation forgets it", () => {
  const tab = aTab();
  const page = tab.load();
  page.leave();
  page.phase.value = "ended";
  expect(page.left.value).toBe(false);
  expect(tab.kept.size).toBe(0);
});

Deno.test("a browser that keeps nothing remembers it as long as the page lives", () => {
  const page = aTab(() => {
    throw new DOMException("", "SecurityError");
  }).load();
  expect(page.left.value).toBe(false);
  page.leave();
  expect(page.left.value).toBe(true);
  page.state.value = "ready";
  expect(page.left.value).toBe(false);
});
