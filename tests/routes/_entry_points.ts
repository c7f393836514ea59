import { RECORDING_CONSENT } from "@/lib/domain/recording/recording_consent.ts";
import type { Ask } from "@/tests/_support/an_app.ts";
import { consultationPath, TAB, video } from "./_requests.ts";

export interface EntryPoint {
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

/** Every way to request something about one consultation. */
export function entryPointsOf(id: string): EntryPoint[] {
  const post = { method: "POST" } as const;
  return [
    { name: "confirm", path: `${consultationPath(id)}/confirm`, ask: post },
    { name: "decline", path: `${consultationPath(id)}/decline`, ask: post },
    { name: "erase", path: `${consultationPath(id)}/erase`, ask: post },
    {
      name: "reschedule",
      path: `${consultationPath(id)}/reschedule`,
      ask: { ...post, body: { at: "2026-11-24T10:00:00Z" } },
    },
    { name: "cancel", path: `${consultationPath(id)}/cancel`, ask: post },
    { name: "withdraw", path: `${consultationPath(id)}/withdraw`, ask: post },
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
    { name: "messages", path: `${video(id)}/messages`, ask: {} },
    {
      name: "message",
      path: `${video(id)}/messages`,
      ask: { ...post, body: { text: "Hello", key: "key-of-this-test" } },
    },
    {
      name: "messages read",
      path: `${video(id)}/messages/read`,
      ask: { ...post, body: { number: 1 } },
    },
    {
      name: "artist's status",
      path: `${video(id)}/artist-status`,
      ask: { ...post, body: { status: "getting_ready" } },
    },
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
