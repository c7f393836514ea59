import type { Party } from "@/lib/domain/call/presence.ts";
import type { CallState } from "@/lib/client/call/call_machine.ts";
import type { View } from "@/lib/client/call/call_layout.ts";
import type { DeviceProblem } from "@/lib/client/media/device_problems.ts";
import type { DevicesState, Kind } from "@/lib/client/media/devices.ts";
import type { AudioOnly } from "@/lib/client/network/audio_only.ts";
import type { NetworkQualityLevel } from "@/lib/client/network/network_quality.ts";
import type { Answer, Failure } from "@/lib/client/page/api.ts";
import type { Platform } from "@/lib/client/page/platform.ts";
import type {
  DayRow,
  RecordingAnswer,
  SessionAnswer,
  WaitingSnapshot,
} from "@/lib/wire/wire.ts";

/** A state of one island. */
export type LiveState =
  | ({ readonly is: "consultation" } & PageFixture)
  | ({ readonly is: "day" } & DayFixture);

/** What the page of the artist's day knows from the server, fixed. */
export interface DayFixture {
  readonly rows: readonly DayRow[];
  /** Why the page may no longer watch. */
  readonly gone?: Failure;
}

/** What one page of a consultation knows from server, browser and SDK, fixed. */
export interface PageFixture {
  readonly party: Party;
  readonly snapshot: WaitingSnapshot;
  /** The server's values at the first paint, where they differ from `snapshot`. */
  readonly rendered?: WaitingSnapshot;
  readonly elsewhere?: boolean;
  /** False: the last request got no answer. */
  readonly reachable?: boolean;
  readonly connectionPoor?: boolean;
  /** Why the page may no longer watch. */
  readonly gone?: Failure;
  /** Why it may not at the moment. */
  readonly suspended?: Failure;
  /** This person has left the call for now. */
  readonly left?: boolean;
  readonly platform?: Platform;
  readonly devices?: DeviceFixture;
  readonly call?: CallFixture;
  /** What the recording's address answers. */
  readonly recording?: RecordingAnswer;
  /** What a request to start or to end answers; without it, no answer comes. */
  readonly session?: Answer<SessionAnswer>;
  /** Selectors of the elements to press, in order, to reach this state. */
  readonly presses?: readonly string[];
}

export interface DeviceFixture {
  readonly state: DevicesState;
  /** Which of the two work. */
  readonly has?: readonly Kind[];
  readonly problems?: Readonly<Partial<Record<Kind, DeviceProblem>>>;
}

export interface CallFixture {
  readonly state?: CallState;
  /** The other party first; one person by default. */
  readonly others?: readonly PersonFixture[];
  /** The others were here and have left. */
  readonly othersLeft?: boolean;
  readonly view?: View;
  readonly microphoneOff?: boolean;
  readonly cameraOff?: boolean;
  readonly interrupted?: Kind;
  readonly unsent?: Kind;
  readonly shareFailed?: boolean;
  readonly sharing?: boolean;
  readonly restored?: boolean;
  /** The browser waits for a tap before it plays. */
  readonly blocked?: boolean;
  readonly measuredBy?: "sdk" | "stats";
  readonly own?: NetworkQualityLevel | null;
  /** The network quality of the first remote participant. */
  readonly other?: NetworkQualityLevel | null;
  readonly audioOnly?: AudioOnly["mode"];
  readonly videoSuppressed?: boolean;
  readonly noSubscribers?: boolean;
}

export interface PersonFixture {
  readonly muted?: boolean;
  readonly cameraOff?: boolean;
  /** Their camera is on, and nothing of it has arrived. */
  readonly videoComing?: boolean;
  readonly reconnecting?: boolean;
  readonly sharesScreen?: boolean;
}

/** The selector of an element that tests press as well. */
export function testId(id: string): string {
  return `[data-testid="${id}"]`;
}
