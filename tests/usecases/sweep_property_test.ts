/**
 * Whatever happens to a consultation, at any time, with any failure: once the
 * sweep has run with the service up, nothing is left open after the close, and
 * nothing is recorded without consent from both.
 */
import { expect } from "expect";
import fc from "fast-check";
import {
  type Consultation,
  isFinished,
  recordingOf,
} from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import { joinWindow } from "@/lib/domain/consultation/join_window.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { mayRecord } from "@/lib/domain/recording/recording.ts";
import { RECORDING_CONSENT } from "@/lib/domain/recording/recording_consent.ts";
import { type Deps, StoreUnavailable } from "@/lib/ports/mod.ts";
import { bookConsultation } from "@/lib/usecases/booking/book_consultation.ts";
import { confirmConsultation } from "@/lib/usecases/consultation/confirm_consultation.ts";
import { endSession } from "@/lib/usecases/call/end_session.ts";
import { issueToken } from "@/lib/usecases/call/issue_token.ts";
import {
  receiveRoomEvent,
  type RoomEvent,
} from "@/lib/usecases/reconcile/receive_room_event.ts";
import { eraseConsultation } from "@/lib/usecases/consultation/erase_consultation.ts";
import type { RecordingAction } from "@/lib/domain/recording/recording_action.ts";
import type { RecordingRequest } from "@/lib/usecases/recording/recording_actions.ts";
import { changeRecording } from "@/lib/usecases/recording/recording_change.ts";
import { startSession } from "@/lib/usecases/call/start_session.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import { INES, START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { aBookingRequest } from "./_booking.ts";
import { unreliableService, type Weather } from "./_unreliable_service.ts";

const ACTS = [
  "confirm",
  "start",
  "token",
  "end by client",
  "end by artist",
  "consent of client",
  "consent of artist",
  "withdrawal of client",
  "withdrawal of artist",
  "record",
  "stop recording",
  "delete recording",
  "erase",
  "sweep",
  "room ends by itself",
] as const;
const CALLBACKS = [
  "joined",
  "left",
  "room_completed",
  "recording_started",
  "recording_completed",
] as const;
type Act = typeof ACTS[number];

type Step =
  | { readonly acts: readonly Act[] }
  | { readonly callback: typeof CALLBACKS[number]; readonly room: number }
  | { readonly weather: Weather }
  /** The next write is lost in a crash: before, or after it took effect. */
  | { readonly crash: "before" | "after" }
  | { readonly pass: number }
  | { readonly settle: true };

const act = fc.oneof(
  // Otherwise few histories would reach a call.
  { arbitrary: fc.constantFrom<Act>("start", "token"), weight: 4 },
  {
    arbitrary: fc.constantFrom<Act>(
      "consent of client",
      "consent of artist",
      "record",
    ),
    weight: 6,
  },
  { arbitrary: fc.constantFrom(...ACTS), weight: 5 },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: act.map((one) => ({ acts: [one] })), weight: 12 },
  // Concurrently.
  { arbitrary: fc.tuple(act, act).map((acts) => ({ acts })), weight: 3 },
  {
    arbitrary: fc.record({
      callback: fc.constantFrom(...CALLBACKS),
      room: fc.nat(2),
    }),
    weight: 3,
  },
  {
    arbitrary: fc.record({
      weather: fc.constantFrom<Weather>("up", "up", "down", "silent", "late"),
    }),
    weight: 3,
  },
  {
    arbitrary: fc.record({
      crash: fc.constantFrom("before" as const, "after" as const),
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({
      pass: fc.constantFrom(SECOND, 50 * SECOND, 2 * MINUTE, 40 * MINUTE),
    }),
    weight: 3,
  },
  { arbitrary: fc.constant<Step>({ settle: true }), weight: 1 },
);

/** How it begins: mostly where there is something to lose. */
const beginning = fc.constantFrom<readonly Act[]>(
  [],
  ["start"],
  ["start", "consent of client", "consent of artist"],
  ["start", "consent of client", "consent of artist", "record"],
);

/** A second room is created and the answer is lost: the record knows only the end of the first one. */
const A_ROOM_NOBODY_KNOWS: [readonly Act[], Step[]] = [["start"], [
  { acts: ["room ends by itself"] },
  { callback: "room_completed", room: 0 },
  { weather: "silent" },
  { acts: ["token"] },
  { callback: "room_completed", room: 0 },
]];

/** A recording is erased while the service does not answer: only the sweep can delete it. */
const ERASED_IN_SILENCE: [readonly Act[], Step[]] = [
  ["start", "consent of client", "consent of artist", "record"],
  [
    { acts: ["end by artist"] },
    { pass: 2 * MINUTE },
    { acts: ["sweep"] },
    { weather: "silent" },
    { acts: ["erase"] },
  ],
];

/** How many histories contained each, so the property is not vacuous. */
const seen = { rooms: 0, recordings: 0, erasures: 0, "crashes in a write": 0 };

Deno.test("whatever happens, after the sweep no room is open past the close and nothing is recorded without both parties' consent", async () => {
  await withApp(async (app) => {
    let day = 0;
    await fc.assert(
      fc.asyncProperty(
        beginning,
        fc.array(step, { minLength: 5, maxLength: 30 }),
        async (acts, steps) => {
          const history = await History.begin(app, START + ++day * DAY);
          for (const one of acts) await history.live({ acts: [one] });
          for (const one of steps) await history.live(one);
          await history.close();
        },
      ),
      {
        numRuns: 60,
        endOnFailure: true,
        examples: [A_ROOM_NOBODY_KNOWS, ERASED_IN_SILENCE],
      },
    );
  });
  for (const [what, often] of Object.entries(seen)) {
    expect([what, often > 0]).toEqual([what, true]);
  }
});

const ARTIST: Actor = {
  role: "artist",
  artistId: INES,
  email: "ines@studio.example",
};

class History {
  readonly #deps: Deps;
  readonly #service;
  readonly #roomSids = new Set<string>();
  #crash: "before" | "after" | null = null;

  private constructor(
    readonly app: TestApp,
    readonly id: ConsultationId,
  ) {
    const { deps } = app.services;
    this.#service = unreliableService(deps.videoRooms);
    this.#deps = {
      ...deps,
      videoRooms: this.#service.videoRooms,
      consultations: {
        ...deps.consultations,
        apply: async (before, next, intents) => {
          const crash = this.#crash;
          this.#crash = null;
          if (crash !== null) seen["crashes in a write"]++;
          if (crash === "before") throw new StoreUnavailable("it died before");
          const written = await deps.consultations.apply(
            before,
            next,
            intents,
          );
          if (crash === "after") throw new StoreUnavailable("it died after");
          return written;
        },
      },
    };
  }

  /** Confirmed, and at its start. */
  static async begin(app: TestApp, startsAt: number): Promise<History> {
    app.clock.set(startsAt - HOUR);
    const booked = await bookConsultation(
      app.services.deps,
      aBookingRequest({ startsAt }),
    );
    if (!booked.ok) throw new Error(booked.code);
    await app.services.settled();
    const history = new History(app, booked.value.id);
    await confirmConsultation(app.services.deps, {
      actor: ARTIST,
      id: booked.value.id,
    });
    app.clock.set(startsAt);
    return history;
  }

  async live(step: Step): Promise<void> {
    if ("acts" in step) {
      await Promise.all(step.acts.map((act) => this.#survive(act)));
    } else if ("callback" in step) {
      await this.#hear(step.callback, [...this.#roomSids][step.room]);
    } else if ("weather" in step) this.#service.weather = step.weather;
    else if ("crash" in step) this.#crash = step.crash;
    else if ("pass" in step) await this.#pass(step.pass);
    else await this.#settle();
    await this.#look();
  }

  /**
   * After the close, with the service up: one sweep for the rooms, and a minute
   * later one for the records.
   */
  async close(): Promise<void> {
    const record = await this.#record();
    const { closesAt } = joinWindow(record, this.#deps.joinPolicy);
    await this.#service.land();
    this.app.clock.set(Math.max(this.app.clock.now(), closesAt + SECOND));
    await this.#sweepInPeace();
    await this.#expectNothingOpen();
    this.app.clock.advance(MINUTE);
    await this.#sweepInPeace();
    await this.#expectNothingOpen();
    const last = await this.#record();
    expect([last.state, isFinished(last)]).toEqual([last.state, true]);
    if (this.#roomSids.size > 0) seen.rooms++;
  }

  /** Mid-history: pending requests arrive, and a sweep finds the service up. */
  async #settle(): Promise<void> {
    await this.#pass(MINUTE);
    await this.#sweepInPeace();
    const recording = recordingOf(await this.#record());
    if (this.#service.recording.size === 0) return;
    expect([recording.state, mayRecord(recording)]).toEqual(["on", true]);
  }

  async #expectNothingOpen(): Promise<void> {
    const rooms = await this.app.rooms(this.id);
    expect(rooms.filter((room) => room.status === "in-progress")).toEqual([]);
    expect([...this.#service.recording]).toEqual([]);
  }

  async #sweepInPeace(): Promise<void> {
    this.#crash = null;
    this.#service.weather = "up";
    await sweep(this.#deps);
  }

  async #pass(ms: number): Promise<void> {
    // A request is in flight for less than a minute.
    if (ms > 50 * SECOND) await this.#service.land();
    this.app.clock.advance(ms);
  }

  /** Checks the invariants of every moment, and collects all rooms. */
  async #look(): Promise<void> {
    const record = await this.#record();
    const recording = recordingOf(record);
    if (this.#service.recording.size > 0) seen.recordings++;
    if (recording.state === "starting" || recording.state === "on") {
      expect([record.state, mayRecord(recording)]).toEqual(["live", true]);
    }
    if ("twilioRoomSid" in record && record.twilioRoomSid !== null) {
      this.#roomSids.add(record.twilioRoomSid);
    }
  }

  async #survive(act: Act): Promise<void> {
    try {
      await this.#do(act);
    } catch (error) {
      // The process crashed with its request; any other error is a bug.
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }

  async #do(act: Act): Promise<unknown> {
    const client = await this.#client();
    const record = (
      action: RecordingAction,
      by: Pick<RecordingRequest, "actor" | "textVersion">,
    ) => changeRecording(this.#deps, { ...by, action, id: this.id });
    switch (act) {
      case "confirm":
        return await confirmConsultation(this.#deps, {
          actor: ARTIST,
          id: this.id,
        });
      case "start":
        return await startSession(this.#deps, { actor: ARTIST, id: this.id });
      case "token":
        return await issueToken(this.#deps, {
          actor: client,
          id: this.id,
          tab: null,
          room: null,
        });
      case "end by client":
        return await endSession(this.#deps, { actor: client, id: this.id });
      case "end by artist":
        return await endSession(this.#deps, { actor: ARTIST, id: this.id });
      case "consent of client":
      case "consent of artist":
        return await record("consent", {
          actor: act === "consent of client" ? client : ARTIST,
          textVersion: RECORDING_CONSENT.version,
        });
      case "withdrawal of client":
        return await record("withdraw", { actor: client });
      case "withdrawal of artist":
        return await record("withdraw", { actor: ARTIST });
      case "record":
        return await record("start", { actor: ARTIST });
      case "stop recording":
        return await record("stop", { actor: client });
      case "delete recording":
        return await record("delete", { actor: client });
      case "erase": {
        const erased = await eraseConsultation(this.#deps, {
          actor: ARTIST,
          id: this.id,
        });
        if (erased.ok) seen.erasures++;
        return erased;
      }
      case "sweep":
        return await sweep(this.#deps);
      case "room ends by itself": {
        const sid = [...this.#roomSids].at(-1);
        return sid && await this.#service.endRoom(sid);
      }
    }
  }

  async #hear(
    what: typeof CALLBACKS[number],
    roomSid: string | undefined,
  ): Promise<void> {
    const record = await this.#record();
    if (roomSid === undefined || !("twilioRoomName" in record)) return;
    // Late, twice and in any order, but never false: a callback is signed.
    const room = await this.app.services.deps.videoRooms.fetch(roomSid);
    const over = room?.status !== "in-progress";
    if (what === "room_completed" && !over) return;
    const event: RoomEvent = {
      what,
      roomName: record.twilioRoomName,
      roomSid,
      identity: `${this.id}:client`,
      participantSid: "PA1",
      at: this.app.clock.now(),
      ...(what.startsWith("recording") ? { recordingSid: "RT1" } : {}),
    };
    await receiveRoomEvent(this.#deps, event).catch((error) => {
      if (!(error instanceof StoreUnavailable)) throw error;
    });
  }

  async #client(): Promise<Actor> {
    const record = await this.#record();
    return {
      role: "client",
      consultationId: this.id,
      linkHash: "linkHash" in record && record.linkHash || "",
    };
  }

  async #record(): Promise<Consultation> {
    return await this.app.record(this.id);
  }
}
