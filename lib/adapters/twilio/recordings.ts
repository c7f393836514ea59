import type { Composition } from "@/lib/ports/mod.ts";
import { readFailure } from "./errors.ts";
import type { CompositionResource, RoomsApi } from "./rooms_api.ts";

/** Seconds that a download URL is valid: long enough to begin, too short to be passed around. */
const URL_LASTS = 600;

/** How often a failed composition is ordered again, each time that someone requests it. */
const MOST_FAILURES = 3;

/**
 * Recording rules apply to every track, present and future; the last set of
 * rules wins: https://www.twilio.com/docs/video/api/recording-rules
 */
export async function startRoomRecording(
  api: RoomsApi,
  roomSid: string,
): Promise<void> {
  await api.setRecordingRules(roomSid, [{ type: "include", all: true }]);
}

/** @throws what the client throws, unless the room is over: then nothing is recorded. */
export async function stopRoomRecording(
  api: RoomsApi,
  roomSid: string,
): Promise<void> {
  try {
    await api.setRecordingRules(roomSid, [{ type: "exclude", all: true }]);
  } catch (error) {
    const { status } = readFailure("stopRecording", error);
    if (status === 404) return;
    // Twilio has no code for rules of a room that has ended, so the room itself
    // is checked.
    if (status === null || status === 429 || status >= 500) throw error;
    if (await isInProgress(api, roomSid)) throw error;
  }
}

/**
 * The MP4 of everything recorded in a completed room, side by side:
 * https://www.twilio.com/docs/video/api/compositions-resource
 */
export async function composition(
  api: RoomsApi,
  { roomSid, order }: {
    readonly roomSid: string;
    readonly order: "order" | "look";
  },
): Promise<Composition | null> {
  const recordings = await api.recordings(roomSid);
  if (recordings.some(({ status }) => status === "processing")) {
    return { sid: "", status: "processing", url: null };
  }
  if (!recordings.some(({ status }) => status === "completed")) return null;

  const made = (await api.compositions(roomSid))
    .filter(({ status }) => status !== "deleted");
  const ready = made.find(({ status }) => status === "completed");
  if (ready) {
    const url = await api.compositionMedia(ready.sid, URL_LASTS);
    return { sid: ready.sid, status: "ready", url };
  }
  const underWay = made.find(({ status }) => status !== "failed");
  if (underWay) return notReady(underWay);
  if (made.length >= MOST_FAILURES) {
    return { sid: made[0]!.sid, status: "failed", url: null };
  }
  if (order === "look") return { sid: "", status: "unordered", url: null };
  return notReady(
    await api.createComposition({
      roomSid,
      format: "mp4",
      audioSources: ["*"],
      videoLayout: { grid: { video_sources: ["*"] } },
      resolution: "1280x720",
      trim: true,
    }),
  );
}

/** The compositions first: what is left after a failure can still be found by its recordings. */
export async function deleteRecordings(
  api: RoomsApi,
  roomSid: string,
): Promise<void> {
  for (const { sid, status } of await api.compositions(roomSid)) {
    if (status !== "deleted") await gone(() => api.removeComposition(sid));
  }
  for (const { sid, status } of await recordingsOf(api, roomSid)) {
    if (status !== "deleted") await gone(() => api.removeRecording(sid));
  }
}

function notReady({ sid }: CompositionResource): Composition {
  return { sid, status: "processing", url: null };
}

async function isInProgress(api: RoomsApi, roomSid: string): Promise<boolean> {
  try {
    return (await api.fetch(roomSid)).status === "in-progress";
  } catch (error) {
    if (readFailure("stopRecording", error).status === 404) return false;
    throw error;
  }
}

async function recordingsOf(api: RoomsApi, roomSid: string) {
  try {
    return await api.recordings(roomSid);
  } catch (error) {
    // Twilio forgets rooms, too.
    if (readFailure("deleteRecordings", error).status === 404) return [];
    throw error;
  }
}

/** Already deleted counts as deleted. */
async function gone(remove: () => Promise<unknown>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (readFailure("deleteRecordings", error).status !== 404) throw error;
  }
}
