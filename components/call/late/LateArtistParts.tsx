import { latePart } from "./LateCallParts.tsx";

// Apart from the others: a client's call does not load this.
export const LatePrivateNotes = latePart((parts) => parts.PrivateNotes);
export const LateShortcuts = latePart((parts) => parts.Shortcuts);
