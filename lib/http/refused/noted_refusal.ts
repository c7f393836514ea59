import { AsyncLocalStorage } from "node:async_hooks";
import type { WireRefusalCode } from "@/lib/wire/wire.ts";

/** The code of the refusal that a request is answered with; the answer of a page does not have it. */
export interface RefusalNote {
  code?: WireRefusalCode;
}

const notes = new AsyncLocalStorage<RefusalNote>();

/** Refusals of the work are noted there. */
export function notingRefusals<T>(note: RefusalNote, work: () => T): T {
  return notes.run(note, work);
}

/** Called wherever a refusal becomes an answer. */
export function noteRefusal(code: WireRefusalCode): void {
  const note = notes.getStore();
  if (note) note.code = code;
}
