import type { AlertState } from "@/lib/client/alerts/alerts.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { CallState } from "@/lib/client/call/call_machine.ts";
import type { View } from "@/lib/client/call/call_layout.ts";
import type { Corner } from "@/lib/client/call/stage/self_corner.ts";
import type { ShownInterruption } from "@/lib/client/interruption/interruption.ts";
import type { DeviceProblem } from "@/lib/client/media/device_problems.ts";
import type { DevicesState, Kind } from "@/lib/client/media/devices.ts";
import type { AudioOnly } from "@/lib/client/network/audio_only.ts";
import type { NetworkQualityLevel } from "@/lib/client/network/network_quality.ts";
import type { Answer, Failure } from "@/lib/client/page/api.ts";
import type { InAppBrowser } from "@/lib/client/link/in_app_browser.ts";
import type { UnsentRefusal } from "@/lib/client/stills/still_refusals.ts";
import type { StillUpload } from "@/lib/client/stills/still_uploads.ts";
import type { BrowserName } from "@/lib/client/check/browser_name.ts";
import type { Platform } from "@/lib/client/page/platform.ts";
import type {
  ChatMessageAnswer,
  DayRow,
  LookSheetAnswer,
  RecordingAnswer,
  SessionAnswer,
  StillsAnswer,
  WaitingSnapshot,
} from "@/lib/wire/wire.ts";

/** A state of one island. */
export type LiveState =
  | ({ readonly is: "consultation" } & PageFixture)
  | ({ readonly is: "day" } & DayFixture)
  | ({ readonly is: "look" } & LookFixture);

/** The artist's look sheet after the call, as the server rendered it. */
export interface LookFixture {
  readonly first: LookSheetAnswer;
}

/** What the page of the artist's day knows from the server, fixed. */
export interface DayFixture {
  readonly rows: readonly DayRow[];
  /** Why the page may no longer watch. */
  readonly gone?: Failure;
  /** Off by default. */
  readonly alerts?: AlertState;
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
  /** The app whose browser shows the page. */
  readonly insideApp?: InAppBrowser;
  /** This tab does not know the client's link. */
  readonly withoutLink?: boolean;
  readonly browser?: BrowserName;
  readonly devices?: DeviceFixture;
  readonly call?: CallFixture;
  /** What the recording's address answers. */
  readonly recording?: RecordingAnswer;
  /** What both have written; the snapshot counts them. */
  readonly messages?: readonly ChatMessageAnswer[];
  /** Why a message is not sent; without it, no answer comes. */
  readonly unsent?: Failure;
  readonly stills?: StillsFixture;
  /** What the look sheet's address answers; blank by default. */
  readonly look?: LookSheetAnswer;
  /** What a request to start or to end answers; without it, no answer comes. */
  readonly session?: Answer<SessionAnswer>;
  /** What is unfinished at the end. */
  readonly unfinished?: UnfinishedFixture;
  /** Selectors of the elements to press, in order, to reach this state. */
  readonly presses?: readonly string[];
}

/** What a call has left unfinished. */
export interface UnfinishedFixture {
  readonly stills?: {
    readonly upload?: StillUpload;
    /** The client looks at a picture that was not sent. */
    readonly preview?: true;
  };
  /** Messages that were not sent. */
  readonly texts?: readonly string[];
  /** Why the look sheet's last change is not saved. */
  readonly notSaved?: Failure;
  /** The client was in the call. */
  readonly rates?: true;
}

/** What the page knows of stills. */
export interface StillsFixture {
  readonly now: StillsAnswer;
  readonly uploads?: readonly StillUpload[];
  /** A picture has arrived a moment ago. */
  readonly arrived?: boolean;
  /** Why the last action failed. */
  readonly trouble?: string;
  /** A refusal that has not arrived. */
  readonly unsent?: UnsentRefusal;
}

export interface DeviceFixture {
  readonly state: DevicesState;
  /** Which of the two work. */
  readonly has?: readonly Kind[];
  /** Which of the two this person has turned off. */
  readonly off?: readonly Kind[];
  /** Nothing has been heard from the microphone for a while. */
  readonly silent?: boolean;
  /** The camera on the back is in use, which is not mirrored. */
  readonly backCamera?: boolean;
  /** Another one that is chosen is used by another app. */
  readonly othersBusy?: boolean;
  readonly problems?: Readonly<Partial<Record<Kind, DeviceProblem>>>;
}

export interface CallFixture {
  readonly state?: CallState;
  /** The other party first; one person by default. */
  readonly others?: readonly PersonFixture[];
  /** The others were here and have left. */
  readonly othersLeft?: boolean;
  readonly view?: View;
  readonly corner?: Corner;
  readonly microphoneOff?: boolean;
  readonly cameraOff?: boolean;
  readonly interruption?: ShownInterruption;
  /** The other person's phone is busy. */
  readonly otherBusy?: boolean;
  readonly unsent?: Kind;
  /** Somebody has just turned it on in vain; the devices say why. */
  readonly refused?: Kind;
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
