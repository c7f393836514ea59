import type {
  ConsultationId,
  PhotoId,
  StillId,
} from "@/lib/domain/basic/ids.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";

/** What an artist may ask to see closely. `other` is described by its text alone. */
export const STILL_SUBJECTS = [
  "face",
  "eyes",
  "lips",
  "skin",
  "side",
  "hand",
  "other",
] as const;
export type StillSubject = typeof STILL_SUBJECTS[number];

export const STILL_REQUEST_STATES = [
  "asked",
  "sent",
  "refused",
  "withdrawn",
] as const;
export type StillRequestState = typeof STILL_REQUEST_STATES[number];

/**
 * How a still was made: by the camera at its full resolution, from a frame of
 * the video, or as a file, for example by the phone's own camera app.
 */
export const STILL_SOURCES = ["photo", "frame", "file"] as const;
export type StillSource = typeof STILL_SOURCES[number];

export const STILL_LIMITS = {
  /** Per consultation. */
  most: 24,
  /** Of them, without a request: the artist can still ask for pictures after a client has added many. */
  added: 12,
  /** Bytes of all stills of a consultation: each at its largest would be twice as many. */
  allBytes: 96 * 1024 * 1024,
  /** Of them, of stills without a request. */
  addedBytes: 48 * 1024 * 1024,
  /** Characters of a request's text. */
  text: 120,
  /** Requests that are kept, newest last; a still keeps what it shows by itself. */
  requests: 12,
} as const;

/** The artist's request for a still. */
export interface StillRequest {
  /** Counted with the exchange (`call/exchange.ts`). */
  readonly id: number;
  readonly what: StillSubject;
  /** One line in the artist's own words; may be empty. */
  readonly text: string;
  readonly askedAt: Instant;
  readonly state: StillRequestState;
}

/** A picture that the client has sent; its bytes are a photo of the consultation. */
export interface Still {
  /** Chosen by the client's page: a picture that arrives again is the same. */
  readonly id: StillId;
  readonly photoId: PhotoId;
  /** Null if nobody had asked for it. */
  readonly requestId: number | null;
  /** What was asked for. */
  readonly what: StillSubject | null;
  readonly from: StillSource;
  /** By the server's clock, when it had arrived. */
  readonly takenAt: Instant;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Bytes. */
  readonly size: number;
  /** The artist has chosen it for the look sheet. */
  readonly approved?: true;
}

/** All of one consultation: one record beside it. */
export interface Stills {
  /** Oldest first, like the stills. */
  readonly requests: readonly StillRequest[];
  readonly stills: readonly Still[];
}

export const NO_STILLS: Stills = { requests: [], stills: [] };

/** The request that the client has not answered, or null. */
export function openRequest({ requests }: Stills): StillRequest | null {
  return requests.find(({ state }) => state === "asked") ?? null;
}

/** The stills that the client has added without a request. */
export function addedOf({ stills }: Pick<Stills, "stills">): readonly Still[] {
  return stills.filter(({ requestId }) => requestId === null);
}

/** Whether the client may delete it: nobody has asked for it, and no look sheet shows it. */
export function isRemovable(
  { requestId, approved }: Pick<Still, "requestId" | "approved">,
): boolean {
  return requestId === null && !approved;
}

/** Whether the artist has chosen the same pictures for the look sheet in both. */
export function isSameChoice(
  one: Pick<Stills, "stills">,
  other: Pick<Stills, "stills">,
): boolean {
  return chosenIds(one) === chosenIds(other);
}

function chosenIds({ stills }: Pick<Stills, "stills">): string {
  return stills.filter(({ approved }) => approved).map(({ id }) => id).join();
}

/** How many more pictures fit, and how many of them without a request. */
export function roomFor(
  stills: Pick<Stills, "stills">,
): { readonly room: number; readonly roomToAdd: number } {
  const room = Math.max(0, STILL_LIMITS.most - stills.stills.length);
  const added = STILL_LIMITS.added - addedOf(stills).length;
  return { room, roomToAdd: Math.max(0, Math.min(room, added)) };
}

/**
 * The upload session in which a consultation's pictures are kept while they
 * arrive. A browser's own session is named by a hash, so none has this name.
 */
export function stillsUploadSession(id: ConsultationId): string {
  return `stills ${id}`;
}
