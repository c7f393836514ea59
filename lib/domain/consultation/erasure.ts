import {
  type Client,
  type Consultation,
  type Erased,
  linksOf,
} from "./consultation.ts";
import type { Instant } from "./instant.ts";
import type { Links } from "./links.ts";
import { NO_RECORDING, type Recording } from "./recording.ts";

/** Is it over, so that its page may offer to erase it? The rule itself is the transition's. */
export function isErasable({ state }: Consultation): boolean {
  return state === "ended" || state === "declined" || state === "expired" ||
    state === "cancelled" || state === "no_show";
}

/** Who stands in an erased consultation's place: nobody that anyone could be told of. */
export const NOBODY: Client = {
  name: "Erased",
  email: "",
  zone: "UTC",
  note: "",
  phone: null,
};

/**
 * What stays of a consultation, and nothing else: whose diary it was in, when, and
 * that it was erased. Fields are named one by one, so that whatever a record
 * learns to hold later goes as well, unless somebody adds it here.
 */
export function tombstone(
  from: Consultation,
  recording: Recording,
  erased: { readonly by: Erased["erasedBy"]; readonly at: Instant },
): Erased {
  return {
    id: from.id,
    version: from.version,
    artistId: from.artistId,
    serviceId: from.serviceId,
    serviceName: from.serviceName,
    client: NOBODY,
    startsAt: from.startsAt,
    endsAt: from.endsAt,
    heldUntil: from.heldUntil,
    intake: [],
    photos: [],
    requestedAt: from.requestedAt,
    state: "erased",
    erasedAt: erased.at,
    erasedBy: erased.by,
    links: hashesOf(from),
    recordingSid: null,
    recording: remainsOf(recording),
  };
}

/** The hashes alone: a reserved record is its own links, and must not be kept with them. */
function hashesOf(from: Consultation): Links | null {
  const links = linksOf(from);
  if (links === null) return null;
  const { linkHash, moreLinks, oldLinks } = links;
  return { linkHash, moreLinks, oldLinks };
}

/** Which rooms hold something that the video service still has to delete. */
function remainsOf({ state, roomSids, deletedAt }: Recording): Recording {
  if (roomSids.length === 0) return NO_RECORDING;
  return {
    ...NO_RECORDING,
    state: state === "deleted" ? "deleted" : "deleting",
    roomSids,
    deletedAt,
  };
}
