import type { Participant } from "../participant.ts";
import type { Room } from "../room.ts";

type Resource = Record<string, unknown>;

/** A room as https://www.twilio.com/docs/video/api/rooms-resource shows it. */
export function roomResource(
  room: Room,
  { accountSid, origin }: {
    readonly accountSid: string;
    readonly origin: string;
  },
): Resource {
  const url = `${origin}/v1/Rooms/${room.sid}`;
  return {
    sid: room.sid,
    status: room.status,
    date_created: date(room.createdAt),
    date_updated: date(room.updatedAt),
    account_sid: accountSid,
    enable_turn: true,
    unique_name: room.uniqueName,
    status_callback: room.statusCallback,
    status_callback_method: "POST",
    end_time: date(room.endedAt),
    duration: room.endedAt === null
      ? null
      : seconds(room.createdAt, room.endedAt),
    type: room.type,
    max_participants: room.maxParticipants,
    max_participant_duration: room.maxParticipantDuration,
    max_concurrent_published_tracks: 170,
    record_participants_on_connect: false,
    video_codecs: ["VP8", "H264"],
    media_region: null,
    audio_only: false,
    empty_room_timeout: room.emptyRoomTimeout,
    unused_room_timeout: room.unusedRoomTimeout,
    large_room: false,
    url,
    links: { participants: `${url}/Participants` },
  };
}

/** A participant as https://www.twilio.com/docs/video/api/participants shows it. */
export function participantResource(
  room: Room,
  participant: Participant,
  { accountSid, origin, now }: {
    readonly accountSid: string;
    readonly origin: string;
    readonly now: number;
  },
): Resource {
  const url = `${origin}/v1/Rooms/${room.sid}/Participants/${participant.sid}`;
  return {
    sid: participant.sid,
    room_sid: room.sid,
    account_sid: accountSid,
    status: participant.state,
    identity: participant.identity,
    date_created: date(participant.joinedAt),
    date_updated: date(participant.leftAt ?? participant.joinedAt),
    start_time: date(participant.joinedAt),
    end_time: date(participant.leftAt),
    duration: seconds(participant.joinedAt, participant.leftAt ?? now),
    url,
    links: {},
  };
}

/** One page of a list, with the addresses of the previous and next page. */
export function page(
  key: string,
  all: Resource[],
  { url, params }: { readonly url: URL; readonly params: Map<string, string> },
): Resource {
  const size = Math.min(
    Math.max(Number(params.get("PageSize") ?? 50) || 50, 1),
    1000,
  );
  const number = Math.max(Math.trunc(Number(params.get("Page") ?? 0)) || 0, 0);
  const address = (number: number) => {
    const target = new URL(url);
    for (const [name, value] of params) target.searchParams.set(name, value);
    target.searchParams.set("PageSize", String(size));
    target.searchParams.set("Page", String(number));
    return target.href;
  };
  return {
    [key]: all.slice(number * size, (number + 1) * size),
    meta: {
      page: number,
      page_size: size,
      first_page_url: address(0),
      previous_page_url: number > 0 ? address(number - 1) : null,
      url: address(number),
      next_page_url: (number + 1) * size < all.length
        ? address(number + 1)
        : null,
      key,
    },
  };
}

/** ISO 8601 without fractions, as Twilio writes it. */
function date(ms: number | null): string | null {
  return ms === null
    ? null
    : new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}

function seconds(from: number, to: number): number {
  return Math.max(0, Math.round((to - from) / 1000));
}
