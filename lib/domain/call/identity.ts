import type { ConsultationId } from "./ids.ts";
import type { Party } from "./presence.ts";

/** The identity that a token carries; one person has one name in a room. */
export function identityOf(id: ConsultationId, party: Party): string {
  return `${id}:${party}`;
}

/** Which of the two whom a consultation is for has this identity; null for anybody else, an assistant say. */
export function partyOf(identity: string): Party | null {
  const party = identity.slice(identity.lastIndexOf(":") + 1);
  return identity.includes(":") && (party === "artist" || party === "client")
    ? party
    : null;
}
