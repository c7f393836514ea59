/**
 * The private notes beside the artist's waiting room, as a script of their own:
 * they come after the first paint. For the import see
 * `components/waiting/early_parts.ts`.
 */
import "@/components/waiting/early_parts.ts";
export { PrivateNotes } from "./PrivateNotes.tsx";
