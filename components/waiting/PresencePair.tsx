import type { Party } from "@/lib/domain/call/presence.ts";
import { PresenceIndicator } from "./PresenceIndicator.tsx";

export interface PersonPresence {
  readonly party: Party;
  readonly here: boolean;
  readonly words: string;
}

/** Whether each of the two is here, the client first. */
export function PresencePair({ client, artist }: {
  readonly client: Omit<PersonPresence, "party">;
  readonly artist: Omit<PersonPresence, "party">;
}) {
  return (
    <div class="row">
      <Presence party="client" {...client} />
      <Presence party="artist" {...artist} />
    </div>
  );
}

function Presence({ party, here, words }: PersonPresence) {
  return (
    <span data-testid={`presence-${party}`}>
      <PresenceIndicator presence={here ? "here" : "not_yet"} words={words} />
    </span>
  );
}
