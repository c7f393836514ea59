import { RECORDING_CONSENT } from "@/lib/domain/recording_consent.ts";
import type { Ask } from "../_support/an_app.ts";
import { appointment, TAB, video } from "./_asks.ts";

export interface Door {
  readonly name: string;
  readonly path: string;
  readonly ask: Ask;
}

const RECORDING_ACTIONS = [
  "ask",
  "consent",
  "withdraw",
  "start",
  "stop",
  "delete",
  "download",
] as const;

/** Every way to ask something about one consultation. */
export function doorsOf(id: string): Door[] {
  const post = { method: "POST" } as const;
  return [
    { name: "confirm", path: `${appointment(id)}/confirm`, ask: post },
    { name: "decline", path: `${appointment(id)}/decline`, ask: post },
    { name: "erase", path: `${appointment(id)}/erase`, ask: post },
    {
      name: "reschedule",
      path: `${appointment(id)}/reschedule`,
      ask: { ...post, body: { at: "2026-11-24T10:00:00Z" } },
    },
    { name: "cancel", path: `${appointment(id)}/cancel`, ask: post },
    {
      name: "token",
      path: `${video(id)}/token`,
      ask: { ...post, body: { tab: TAB } },
    },
    { name: "status", path: `${video(id)}/waiting-status`, ask: {} },
    {
      name: "stream",
      path: `${video(id)}/waiting-status`,
      ask: { headers: { accept: "text/event-stream" } },
    },
    {
      name: "heartbeat",
      path: `${video(id)}/waiting-status`,
      ask: { ...post, body: { tab: TAB, event: "arrive" } },
    },
    { name: "start", path: `${video(id)}/start-session`, ask: post },
    { name: "end", path: `${video(id)}/end-session`, ask: post },
    { name: "recording", path: `${video(id)}/recording`, ask: {} },
    ...RECORDING_ACTIONS.map((action) => ({
      name: `recording: ${action}`,
      path: `${video(id)}/recording`,
      ask: {
        ...post,
        body: { action, textVersion: RECORDING_CONSENT.version },
      },
    })),
  ];
}
