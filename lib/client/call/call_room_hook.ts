import { type Signal, useSignal } from "@preact/signals";
import {
  type RecordingOnPage,
  useRecording,
} from "@/lib/client/recording/recording_hook.ts";
import { type CallViewer, type MountedCall, useCall } from "./call_hook.ts";
import type { CallPage } from "./call_page.ts";

/** `more`: settings that do not fit on a small screen. `chat`: the messages, a sheet that leaves the rest usable. `end`: the confirmation before the call ends. */
export type CallDialog = "more" | "chat" | "end";

/** A mounted call with the state that its room renders. */
export interface MountedRoom {
  readonly room: MountedCall;
  readonly recording: RecordingOnPage;
  /** How many messages wait to be read. */
  readonly unread: Signal<number>;
  /** Which of them is open, or null. */
  readonly dialog: Signal<CallDialog | null>;
}

export function useCallRoom(
  callPage: CallPage,
  options: CallViewer,
): MountedRoom {
  return {
    room: useCall(callPage, options),
    recording: useRecording(callPage, options.party),
    unread: useSignal(0),
    dialog: useSignal<CallDialog | null>(null),
  };
}
