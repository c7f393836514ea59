/** Every API route that makes a change, and who may call it. */
import type { Who } from "@/tests/_support/an_app.ts";
import { TAB } from "./_requests.ts";

export interface Route {
  readonly name: string;
  path(id: string): string;
  readonly as: Who;
  readonly body: Readonly<Record<string, unknown>>;
  readonly allow: string;
}

export const POSTS: readonly Route[] = [
  {
    name: "confirm",
    path: (id) => `/api/appointments/${id}/confirm`,
    as: "artist",
    body: {},
    allow: "POST",
  },
  {
    name: "decline",
    path: (id) => `/api/appointments/${id}/decline`,
    as: "artist",
    body: { reason: "" },
    allow: "POST",
  },
  {
    name: "reschedule",
    path: (id) => `/api/appointments/${id}/reschedule`,
    as: "artist",
    body: { at: "2026-11-24T10:00:00Z" },
    allow: "POST",
  },
  {
    name: "cancel",
    path: (id) => `/api/appointments/${id}/cancel`,
    as: "artist",
    body: { word: "" },
    allow: "POST",
  },
  {
    name: "withdraw",
    path: (id) => `/api/appointments/${id}/withdraw`,
    as: "client",
    body: {},
    allow: "POST",
  },
  {
    name: "erase",
    path: (id) => `/api/appointments/${id}/erase`,
    as: "artist",
    body: {},
    allow: "POST",
  },
  {
    name: "entry",
    path: (id) => `/api/entry/${id}`,
    as: "nobody",
    body: { secret: "x".repeat(43) },
    allow: "POST",
  },
  {
    name: "preview of a link",
    path: (id) => `/api/entry/${id}/preview`,
    as: "nobody",
    body: { secret: "x".repeat(43) },
    allow: "POST",
  },
  {
    name: "sign-in link",
    path: () => "/api/sign-in/link",
    as: "nobody",
    body: { secret: "x".repeat(43) },
    allow: "POST",
  },
  {
    name: "token",
    path: (id) => `/api/video/consultation/${id}/token`,
    as: "client",
    body: { tab: TAB },
    allow: "POST",
  },
  {
    name: "heartbeat",
    path: (id) => `/api/video/consultation/${id}/waiting-status`,
    as: "client",
    body: { tab: TAB, event: "arrive" },
    allow: "GET, HEAD, POST",
  },
  {
    name: "start",
    path: (id) => `/api/video/consultation/${id}/start-session`,
    as: "artist",
    body: {},
    allow: "POST",
  },
  {
    name: "end",
    path: (id) => `/api/video/consultation/${id}/end-session`,
    as: "client",
    body: {},
    allow: "POST",
  },
  {
    name: "message",
    path: (id) => `/api/video/consultation/${id}/messages`,
    as: "client",
    body: { text: "I am late.", key: "key-of-this-test" },
    allow: "GET, HEAD, POST",
  },
  {
    name: "messages read",
    path: (id) => `/api/video/consultation/${id}/messages/read`,
    as: "artist",
    body: { number: 1 },
    allow: "POST",
  },
  {
    name: "artist's status",
    path: (id) => `/api/video/consultation/${id}/artist-status`,
    as: "artist",
    body: { status: "late", minutes: 5 },
    allow: "POST",
  },
  {
    name: "recording",
    path: (id) => `/api/video/consultation/${id}/recording`,
    as: "client",
    body: { action: "withdraw" },
    allow: "GET, HEAD, POST",
  },
  {
    name: "stills",
    path: (id) => `/api/consultations/${id}/stills`,
    as: "artist",
    body: { action: "ask", what: "eyes" },
    allow: "GET, HEAD, POST",
  },
  {
    name: "look sheet",
    path: (id) => `/api/video/consultation/${id}/look-sheet`,
    as: "artist",
    body: { steps: [] },
    allow: "GET, HEAD, POST",
  },
  {
    name: "look sheet by mail",
    path: (id) => `/api/video/consultation/${id}/look-sheet/send`,
    as: "artist",
    body: {},
    allow: "POST",
  },
  {
    name: "private notes",
    path: (id) => `/api/video/consultation/${id}/private-notes`,
    as: "artist",
    body: { text: "Prefers warm tones.", revision: 0 },
    allow: "GET, HEAD, POST",
  },
  {
    name: "rating",
    path: (id) => `/api/video/consultation/${id}/rating`,
    as: "client",
    body: { stars: 5, words: "" },
    allow: "POST",
  },
];

export const GETS = [
  { path: "/api/health", as: "nobody" },
  { path: "/api/artist/day", as: "artist" },
] as const;
