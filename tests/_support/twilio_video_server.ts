/**
 * The part of Twilio's Video REST API that we use, on its own socket: rooms,
 * participants, recording rules, recordings and compositions, with the fields,
 * statuses and paging of Twilio's OpenAPI description (twilio_video_v1). It
 * keeps state, so a test can check what would have been recorded.
 */
import twilio from "twilio";
import type { HttpClient } from "@/lib/adapters/twilio/video_rooms.ts";

export const ACCOUNT = {
  accountSid: `AC${"0".repeat(31)}1`,
  apiKeySid: `SK${"0".repeat(31)}1`,
  apiKeySecret: "the present secret",
};

export interface ServedRoom {
  readonly sid: string;
  readonly unique_name: string;
  status: "in-progress" | "completed";
  rules: readonly { type: string; all?: boolean }[];
  /** Number of published tracks. */
  tracks: number;
}

export interface ServedParticipant {
  readonly sid: string;
  readonly room_sid: string;
  readonly identity: string;
  status: "connected" | "reconnecting" | "disconnected";
  readonly start_time: string;
  end_time: string | null;
}

interface Refusal {
  readonly status: number;
  readonly code: number;
  /** The Retry-After header, if any. */
  readonly retryAfter?: string;
}

interface Resource {
  readonly sid: string;
  readonly room_sid: string;
  status: string;
}

export interface TwilioVideoServer extends AsyncDisposable {
  /** Sends Twilio's client to this server instead of video.twilio.com. */
  readonly httpClient: HttpClient;
  readonly rooms: readonly ServedRoom[];
  /** The participants that a test adds to rooms. */
  readonly participants: ServedParticipant[];
  readonly recordings: readonly Resource[];
  readonly compositions: readonly (Resource & Record<string, unknown>)[];
  /** Every request, as `POST /v1/Rooms`. */
  readonly requests: string[];
  /** Valid keys, sid and secret. */
  readonly keys: Map<string, string>;
  /** Answers the next requests whose line matches with these, then behaves normally. */
  refuse(line: RegExp, ...answers: Refusal[]): void;
  /** Adds a room that was created elsewhere, or updates its status. */
  know(sid: string, name: string, status: ServedRoom["status"]): void;
  /** Whether anything in this room is being recorded. */
  isRecording(roomSid: string): boolean;
  /** Completes Twilio's asynchronous work. */
  finish(what: "recordings" | "compositions", status?: string): void;
}

/** @param mediaAt where a composition's file is; Twilio has its own storage for it */
export function twilioVideoServer(
  mediaAt = "https://com-twilio-us1-video-composition.s3.example",
): TwilioVideoServer {
  const rooms: ServedRoom[] = [];
  const participants: ServedParticipant[] = [];
  const recordings: Resource[] = [];
  const compositions: (Resource & Record<string, unknown>)[] = [];
  const requests: string[] = [];
  const keys = new Map([[ACCOUNT.apiKeySid, ACCOUNT.apiKeySecret]]);
  const refusals: (Refusal & { line: RegExp })[] = [];
  let made = 0;
  const sid = (prefix: string) =>
    prefix + (++made).toString(16).padStart(32, "0");

  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    async (req) => {
      const url = new URL(req.url);
      const line = `${req.method} ${url.pathname}`;
      requests.push(line);
      const form = new URLSearchParams(await req.text());
      if (!isKnown(req, keys)) return refusal(401, 20003);
      const at = refusals.findIndex((one) => one.line.test(line));
      const [refused] = at < 0 ? [] : refusals.splice(at, 1);
      if (refused) {
        return refusal(refused.status, refused.code, refused.retryAfter);
      }
      return answer(line, url, form);
    },
  );

  function answer(line: string, url: URL, form: URLSearchParams): Response {
    const [, , top = "", id = "", below = ""] = url.pathname.split("/");
    if (top === "Rooms") {
      if (line === "POST /v1/Rooms") return createRoom(form);
      const room = rooms.find((one) =>
        one.sid === id ||
        (one.unique_name === id && one.status === "in-progress")
      );
      if (!room) return refusal(404, 20404);
      if (below === "") return updateRoom(line, room, form);
      if (below === "RecordingRules") return updateRules(room, form);
      if (below === "Participants") return people(room, url);
      if (below === "Recordings") return page("recordings", url, recordings);
    }
    if (top === "Recordings" && line.startsWith("DELETE")) {
      return remove(recordings, id);
    }
    if (top === "Compositions") {
      if (line.startsWith("DELETE")) return remove(compositions, id);
      if (line === "POST /v1/Compositions") return compose(form);
      if (below === "Media") return media(id, url);
      if (id === "") return page("compositions", url, compositions);
    }
    return refusal(404, 20404);
  }

  function createRoom(form: URLSearchParams): Response {
    const unique_name = form.get("UniqueName") ?? "";
    const open = rooms.some((one) =>
      one.unique_name === unique_name && one.status === "in-progress"
    );
    if (open) return refusal(400, 53113);
    const room: ServedRoom = {
      sid: sid("RM"),
      unique_name,
      status: "in-progress",
      rules: form.get("RecordParticipantsOnConnect") === "true"
        ? [{ type: "include", all: true }]
        : [{ type: "exclude", all: true }],
      tracks: 4,
    };
    rooms.push(room);
    return Response.json(room, { status: 201 });
  }

  function updateRoom(line: string, room: ServedRoom, form: URLSearchParams) {
    if (line.startsWith("GET")) return Response.json(room);
    if (form.get("Status") !== "completed" || room.status === "completed") {
      return refusal(400, 53112);
    }
    room.status = "completed";
    return Response.json(room);
  }

  /** Participants with one status; once the room has completed, all are disconnected. */
  function people(room: ServedRoom, url: URL): Response {
    const usual = room.status === "completed" ? "disconnected" : "connected";
    const status = url.searchParams.get("Status") ?? usual;
    const found = participants.filter((one) => one.status === status);
    return page("participants", url, found, room.sid);
  }

  function updateRules(room: ServedRoom, form: URLSearchParams): Response {
    if (room.status === "completed") return refusal(400, 53112);
    room.rules = JSON.parse(form.get("Rules") ?? "null");
    const begins = isRecording(room.sid) &&
      !recordings.some((one) =>
        one.room_sid === room.sid && one.status === "processing"
      );
    for (let track = 0; begins && track < room.tracks; track++) {
      const recording = { sid: sid("RT"), room_sid: room.sid };
      recordings.push({ ...recording, status: "processing" });
    }
    const { sid: room_sid, rules } = room;
    return Response.json({ room_sid, rules }, { status: 202 });
  }

  function compose(form: URLSearchParams): Response {
    const room = rooms.find((one) => one.sid === form.get("RoomSid"));
    if (!room) return refusal(404, 20404);
    if (room.status !== "completed") return refusal(400, 53112);
    const composition = {
      sid: sid("CJ"),
      room_sid: room.sid,
      status: "enqueued",
      format: form.get("Format"),
      audio_sources: form.getAll("AudioSources"),
      video_layout: JSON.parse(form.get("VideoLayout") ?? "null"),
    };
    compositions.push(composition);
    return Response.json(composition, { status: 201 });
  }

  function media(id: string, url: URL): Response {
    const found = compositions.find((one) => one.sid === id);
    if (found?.status !== "completed") return refusal(404, 20404);
    const redirect_to = `${mediaAt}/${id}?expires=${
      url.searchParams.get("Ttl")
    }`;
    return Response.json({ redirect_to }, {
      status: 302,
      headers: { location: redirect_to },
    });
  }

  function isRecording(roomSid: string): boolean {
    const room = rooms.find((one) => one.sid === roomSid);
    return room?.status === "in-progress" &&
      room.rules.some((rule) => rule.type === "include");
  }

  const base = `http://127.0.0.1:${server.addr.port}`;
  const client = new twilio.RequestClient({ keepAlive: false });
  return {
    httpClient: {
      request: (options) =>
        client.request(
          {
            ...options,
            uri: options.uri.replace("https://video.twilio.com", base),
          } as Parameters<typeof client.request>[0],
        ),
    },
    rooms,
    participants,
    recordings,
    compositions,
    requests,
    keys,
    isRecording,
    know(sid, unique_name, status) {
      const known = rooms.find((one) => one.sid === sid);
      if (known) known.status = status;
      else {
        const rules = [{ type: "exclude", all: true }];
        rooms.push({ sid, unique_name, status, rules, tracks: 4 });
      }
    },
    refuse(line, ...answers) {
      refusals.push(...answers.map((one) => ({ line, ...one })));
    },
    finish(what, status = "completed") {
      const all = what === "recordings" ? recordings : compositions;
      for (const one of all) {
        if (/^(processing|enqueued)$/.test(one.status)) one.status = status;
      }
    },
    async [Symbol.asyncDispose]() {
      await server.shutdown();
    },
  };
}

/** Two items per page, so that a reader of only the first page fails. */
function page(
  key: string,
  url: URL,
  all: readonly { readonly room_sid: string }[],
  roomSid = url.searchParams.get("RoomSid") ?? url.pathname.split("/")[3],
): Response {
  const found = all.filter((one) => one.room_sid === roomSid);
  const number = Number(url.searchParams.get("Page") ?? "0");
  const next = new URL(url.pathname + url.search, "https://video.twilio.com");
  next.searchParams.set("Page", String(number + 1));
  const more = found.length > 2 * (number + 1);
  return Response.json({
    [key]: found.slice(2 * number, 2 * number + 2),
    meta: {
      key,
      page: number,
      page_size: 2,
      next_page_url: more ? next.href : null,
    },
  });
}

/** Twilio keeps the resource for a while, without its media. */
function remove(all: Resource[], sid: string): Response {
  const found = all.find((one) => one.sid === sid);
  if (!found || found.status === "deleted") return refusal(404, 20404);
  found.status = "deleted";
  return new Response(null, { status: 204 });
}

function isKnown(req: Request, keys: Map<string, string>): boolean {
  const [, basic = ""] = (req.headers.get("authorization") ?? "").split(" ");
  const [sid = "", ...secret] = atob(basic).split(":");
  return keys.get(sid) === secret.join(":");
}

function refusal(status: number, code: number, retryAfter?: string): Response {
  return Response.json({ code, status, message: "", more_info: "" }, {
    status,
    headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
  });
}
