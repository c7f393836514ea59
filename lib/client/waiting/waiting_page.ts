import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { OffsetsOfZone } from "@/lib/time/zone_offsets.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import type { CallPage, CallPageOptions } from "@/lib/client/call/call_page.ts";
import type { DevicesState } from "@/lib/client/media/devices.ts";
import { rescheduledTime } from "./rescheduled_time.ts";
import { type Phase, phaseOf } from "./waiting_phase.ts";
import { isDecided, type WaitingView, waitingView } from "./waiting_view.ts";

/** What the server passes to a consultation's page. */
export interface WaitingPageOptions extends CallPageOptions {
  /** Date, time and zone, in words. */
  readonly when: string;
  /** The zone's offsets, as the server knows them: the browser's rules may be older. */
  readonly zoneOffsets: OffsetsOfZone;
}

/** One state of a consultation's page. */
export interface WaitingPage {
  /** Null on the server and before the island is mounted. */
  readonly callPage: CallPage | null;
  readonly snapshot: WaitingSnapshot;
  /** The server's time. */
  readonly now: Instant;
  /** IANA name of the zone in which this person reads times. */
  readonly zone: string;
  readonly phase: Phase;
  readonly view: WaitingView;
  readonly devices: DevicesState;
  /** See `WaitingRoom.reachable`. */
  readonly reachable: boolean;
  /** The consultation's time in words. */
  readonly when: string;
  /** Whether it has changed since the page was rendered. */
  readonly moved: boolean;
}

/** Reads the signals of a mounted page; before that, the server's values. */
export function readWaitingPage(
  callPage: CallPage | null,
  options: WaitingPageOptions,
): WaitingPage {
  const waiting = callPage?.waiting;
  const snapshot = waiting?.snapshot.value ?? options.snapshot;
  const now = waiting?.now.value ?? Date.parse(options.snapshot.now);
  const phase = waiting?.phase.value ??
    phaseOf(snapshot, { elsewhere: false, now });
  const devices = callPage?.devices.state.value ?? "idle";
  return {
    callPage,
    snapshot,
    now,
    zone: options.zone,
    phase,
    view: waitingView({
      phase,
      gone: waiting?.gone.value ?? null,
      suspended: waiting?.suspended.value ?? null,
      decided: isDecided(devices),
    }),
    devices,
    reachable: waiting?.reachable.value ?? true,
    ...rescheduledTime(options, snapshot),
  };
}
