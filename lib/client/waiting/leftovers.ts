import { effect, type Signal, signal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import type { OverPhase } from "@/lib/client/waiting/waiting_phase.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";

/** What the page of a consultation that is over is drawn from. */
export interface OverProps {
  readonly phase: OverPhase;
  /** The viewer's party. */
  readonly viewer: Party;
  readonly snapshot: Pick<
    WaitingSnapshot,
    "sessionStartedAt" | "sessionEndedAt" | "cancelledBy" | "came"
  >;
  /** The other person; their first name is used. */
  readonly otherName: string;
  /** Instead of "You can close this page": why it must stay open. */
  readonly wait?: string | null;
  readonly action?: ComponentChildren;
}

/** How late code draws that page: with what is still being sent, or was not sent. */
export interface OverView {
  readonly view: ComponentType<OverProps>;
  /** It asks how the consultation was. */
  readonly rates: boolean;
}

/** The part of a page that its leftovers are kept for. */
export interface OverOwner {
  readonly over: Signal<OverView | null>;
}

/** In the order in which a page shows them, above the ways on. */
export const LEFTOVERS = ["stills", "look", "messages", "rating"] as const;
/** `pictures` is one of the ways on. */
export type Leftover = typeof LEFTOVERS[number] | "pictures";

/** What a page still does, or has to say, when its consultation is over. */
export interface Leftovers {
  readonly views: Signal<
    Readonly<Partial<Record<Leftover, () => ComponentChildren>>>
  >;
  /** Why the page must stay open, for a call that has ended; null if it need not. */
  readonly wait: Signal<string | null>;
}

const all = new WeakMap<OverOwner["over"], Leftovers>();

export function leftoversOf({ over }: OverOwner): Leftovers {
  const known = all.get(over);
  if (known) return known;
  const made: Leftovers = { views: signal({}), wait: signal(null) };
  all.set(over, made);
  return made;
}

/**
 * While there is a reason, the page of the end says it, and the browser asks
 * before the page is left: what is not sent yet is nowhere else. (Safari on
 * iPhones does not ask.) Returns the undo.
 *
 * @param why a sentence, or null; its signals are followed
 */
export function keepOpen(
  why: () => string | null,
  { wait }: Pick<Leftovers, "wait"> = { wait: signal(null) },
): () => void {
  const ask = (event: Event) => event.preventDefault();
  return effect(() => {
    wait.value = why();
    if (wait.peek() === null) return;
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  });
}
