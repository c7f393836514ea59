import { effect, type ReadonlySignal, untracked } from "@preact/signals";
import { cleanups, type Page } from "@/lib/client/page/browser.ts";
import type { CallEvent } from "./call_machine.ts";

/** Turns browser events and lost connections to the server into call events. Returns the undo. */
export function followPage({ page, reachable, send, onHidden }: {
  readonly page: Page;
  /** Whether the server answers, and lets this page in. */
  readonly reachable: ReadonlySignal<boolean>;
  readonly send: (event: CallEvent) => void;
  /** Called when the page is hidden (true) or shown again; null where that changes nothing. */
  readonly onHidden: ((hidden: boolean) => void) | null;
}): () => void {
  const stops = cleanups();
  stops.add(page.on("online", () => send({ type: "woken" })));
  // Browsers have no event for a server, or a proxy, that is back again.
  let wasCutOff = false;
  stops.add(effect(() => {
    const { value } = reachable;
    if (value && wasCutOff) untracked(() => send({ type: "woken" }));
    wasCutOff = !value;
  }));
  stops.add(page.on("visible", () => send({ type: "woken" })));
  if (onHidden) {
    stops.add(page.on("hidden", () => onHidden(true)));
    stops.add(page.on("visible", () => onHidden(false)));
  }
  // Without disconnecting, the other side would see a frozen video for a while.
  stops.add(page.on("leaving", () => send({ type: "left" })));
  stops.add(page.on("shown", () => send({ type: "returned" })));
  return stops.run;
}
