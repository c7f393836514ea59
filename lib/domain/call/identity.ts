import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Party } from "./presence.ts";

/** The identity in a token; each person has one name in a room. */
export function identityOf(id: ConsultationId, party: Party): string {
  return `${id}:${party}`;
}

/** The party with this identity; null for anyone else, for example an assistant. */
export function partyFromIdentity(identity: string): Party | null {
  const party = identity.slice(identity.lastIndexOf(":") + 1);
  return identity.includes(":") && (party === "artist" || party === "client")
    ? party
    : null;
}
