/**
 * Consultations for tests. Each reaches its state through `transition()`, so no
 * test uses a record that the product could not produce.
 */
import type {
  Client,
  Consultation,
  ConsultationState,
  InState,
  IntakeAnswer,
  Requested,
} from "@/lib/domain/consultation/consultation.ts";
import type {
  ArtistId,
  ConsultationId,
  PhotoId,
  ServiceId,
} from "@/lib/domain/basic/ids.ts";
import {
  parseArtistId,
  parseConsultationId,
  parseServiceId,
} from "@/lib/domain/basic/ids.ts";
import {
  DAY,
  type Instant,
  MINUTE,
  SECOND,
} from "@/lib/domain/basic/instant.ts";
import {
  DEFAULT_JOIN_POLICY,
  type JoinPolicy,
} from "@/lib/domain/consultation/join_window.ts";
import {
  type Event,
  transition,
} from "@/lib/domain/consultation/transition.ts";

/** Sunday 17:00 in Berlin: the default start. */
export const START: Instant = Date.parse("2026-11-22T16:00:00Z");

/** SHA-256 of "secret", base64url: the access link of every confirmed consultation here. */
export const LINK_HASH = "K7gNU3sdo-OL0wNhqoVWhr3g6s1xYv72ol_pe_Unols";
export const ROOM_NAME = "visavis-mfzwizltoqqgsztpojxw63i";

export interface Options {
  readonly id?: string;
  readonly artistId?: string;
  readonly serviceId?: string;
  readonly serviceName?: string;
  readonly client?: Partial<Client>;
  readonly startsAt?: Instant;
  /** 45 minutes by default. */
  readonly minutes?: number;
  readonly bufferMinutes?: number;
  readonly intake?: readonly IntakeAnswer[];
  readonly photos?: readonly PhotoId[];
  readonly requestedAt?: Instant;
  readonly linkHash?: string;
  readonly twilioRoomName?: string;
  readonly joinPolicy?: JoinPolicy;
  /** Time of the last event, if not the usual one. */
  readonly now?: Instant;
}

export function aRequested(options: Options = {}): Requested {
  const startsAt = options.startsAt ?? START;
  return {
    state: "requested",
    id: consultationId(options.id ?? "mfzwizltoqqgsztpojxw63ik4q"),
    version: 1,
    artistId: artistId(options.artistId ?? "ines-vidal"),
    serviceId: serviceId(options.serviceId ?? "bridal-trial"),
    serviceName: options.serviceName ?? "Bridal trial",
    client: {
      name: "Clara Haas",
      email: "clara@example.com",
      zone: "Europe/Berlin",
      note: "",
      phone: null,
      ...options.client,
    },
    startsAt,
    endsAt: startsAt + (options.minutes ?? 45) * MINUTE,
    heldUntil: startsAt +
      ((options.minutes ?? 45) + (options.bufferMinutes ?? 0)) * MINUTE,
    intake: options.intake ?? [],
    photos: options.photos ?? [],
    requestedAt: options.requestedAt ?? startsAt - 2 * DAY,
  };
}

export type Step = readonly [event: Event, now: Instant];

/** Applies the events one by one; a refused event fails the test. */
export function walk(
  from: Consultation,
  steps: readonly Step[],
  joinPolicy: JoinPolicy = DEFAULT_JOIN_POLICY,
): Consultation {
  return steps.reduce((consultation, [event, now]) => {
    const move = transition(consultation, event, { now, joinPolicy });
    if (move.ok) return move.next;
    throw new Error(
      `${event.type} was refused in ${consultation.state}: ${move.code}`,
    );
  }, from);
}

/** A consultation in the given state, reached in the fewest steps. */
export function aConsultation<S extends ConsultationState>(
  state: S,
  options: Options = {},
): InState<S> {
  const requested = aRequested(options);
  const { startsAt, endsAt, requestedAt } = requested;
  const policy = options.joinPolicy ?? DEFAULT_JOIN_POLICY;
  const confirm: Step = [{
    type: "confirm",
    linkHash: options.linkHash ?? LINK_HASH,
    twilioRoomName: options.twilioRoomName ?? ROOM_NAME,
  }, requestedAt + MINUTE];
  const start: Step = [{ type: "start" }, startsAt];
  const ready: Step = [
    { type: "room_ready", sid: "RM00000000000000000000000000000001" },
    startsAt + SECOND,
  ];
  const ways: Record<ConsultationState, readonly Step[]> = {
    requested: [],
    confirmed: [confirm],
    live: [confirm, start, ready],
    ended: [confirm, start, ready, [{ type: "end", by: "artist" }, endsAt]],
    declined: [
      [{ type: "decline", reason: "I am away." }, requestedAt + MINUTE],
    ],
    expired: [[{ type: "expire" }, startsAt]],
    cancelled: [
      confirm,
      [{ type: "cancel", by: "client", noticeMs: 0 }, requestedAt + 2 * MINUTE],
    ],
    no_show: [
      confirm,
      [{ type: "no_show" }, endsAt + policy.graceMs + SECOND],
    ],
    erased: [
      confirm,
      start,
      ready,
      [{ type: "end", by: "artist" }, endsAt],
      [{ type: "room_completed", sid: null }, endsAt],
      [{ type: "erase", by: "artist" }, endsAt + MINUTE],
    ],
  };
  const steps = ways[state].map((step, i, all): Step =>
    i === all.length - 1 && options.now !== undefined
      ? [step[0], options.now]
      : step
  );
  const arrived = walk(requested, steps, policy);
  if (arrived.state !== state) throw new Error(`arrived at ${arrived.state}`);
  return arrived as InState<S>;
}

/** One consultation per state, for tests that must hold in every state. */
export function oneOfEach(
  options: Options = {},
): { readonly [S in ConsultationState]: InState<S> } {
  return {
    requested: aConsultation("requested", options),
    confirmed: aConsultation("confirmed", options),
    live: aConsultation("live", options),
    ended: aConsultation("ended", options),
    declined: aConsultation("declined", options),
    expired: aConsultation("expired", options),
    cancelled: aConsultation("cancelled", options),
    no_show: aConsultation("no_show", options),
    erased: aConsultation("erased", options),
  };
}

export function consultationId(text: string): ConsultationId {
  return found(parseConsultationId(text), text);
}

export function artistId(text: string): ArtistId {
  return found(parseArtistId(text), text);
}

export function serviceId(text: string): ServiceId {
  return found(parseServiceId(text), text);
}

function found<T>(parsed: T | null, text: string): T {
  if (parsed === null) throw new Error(`not an id of that kind: ${text}`);
  return parsed;
}
