import {
  type Client,
  type Consultation,
  type Erased,
  linksOf,
} from "./consultation.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import { hashesOf } from "./access_links.ts";
import {
  NO_RECORDING,
  type Recording,
} from "@/lib/domain/recording/recording.ts";

/** Returns whether its page may offer to erase it. The rule itself is in the transition. */
export function isErasable({ state }: Consultation): boolean {
  return state === "ended" || state === "declined" || state === "expired" ||
    state === "cancelled" || state === "no_show";
}

/** Replaces the client of an erased consultation. */
export const ERASED_CLIENT: Client = {
  name: "Erased",
  email: "",
  zone: "UTC",
  note: "",
  phone: null,
};

/**
 * What remains of a consultation, and nothing else: which artist, when, and
 * that it was erased. Fields are listed one by one, so that fields added to
 * records later are erased too, unless someone adds them here.
 */
export function tombstone(
  from: Consultation,
  recording: Recording,
  erased: { readonly by: Erased["erasedBy"]; readonly at: Instant },
): Erased {
  const links = linksOf(from);
  return {
    id: from.id,
    version: from.version,
    artistId: from.artistId,
    serviceId: from.serviceId,
    serviceName: from.serviceName,
    client: ERASED_CLIENT,
    startsAt: from.startsAt,
    endsAt: from.endsAt,
    heldUntil: from.heldUntil,
    intake: [],
    photos: [],
    requestedAt: from.requestedAt,
    state: "erased",
    erasedAt: erased.at,
    erasedBy: erased.by,
    // A reserved record also is its own links; the rest of it must not be kept.
    links: links && hashesOf(links),
    recordingSid: null,
    recording: remainsOf(recording),
  };
}

/** Rooms with something that the video service still has to delete. */
function remainsOf({ state, roomSids, deletedAt }: Recording): Recording {
  if (roomSids.length === 0) return NO_RECORDING;
  return {
    ...NO_RECORDING,
    state: state === "deleted" ? "deleted" : "deleting",
    roomSids,
    deletedAt,
  };
}
