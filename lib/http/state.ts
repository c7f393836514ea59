import { createDefine } from "fresh";
import type { Config } from "@/lib/config.ts";
import type { DirectoryWriter } from "@/lib/adapters/kv/directory.ts";
import type { Mailbox } from "@/lib/adapters/kv/mailbox.ts";
import type { RoomCallbacks } from "@/lib/adapters/kv/room_callbacks.ts";
import type { EmbeddedRooms } from "@/lib/rooms/mod.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import type { Studio } from "@/lib/domain/studio.ts";
import type { Deps } from "@/lib/ports.ts";
import type { OpenStreams } from "./open_streams.ts";
import type { PeerLimit } from "./peer_limit.ts";

/** What the wiring hands to the routes, once per process. */
export interface Services {
  readonly deps: Deps;
  readonly config: Config;
  readonly writer: DirectoryWriter;
  readonly streams: OpenStreams;
  /** Who reads calendar feeds, and how often. */
  readonly feedReaders: PeerLimit;
  readonly callbacks: RoomCallbacks;
  /** What Twilio signs its callbacks with; the embedded rooms do the same. */
  readonly callbackAuthToken: string;
  /** Only while no mail account is set, and never in production. */
  readonly mailbox: Mailbox | null;
  /** Only while no Twilio account is set. */
  readonly rooms: EmbeddedRooms | null;
  /** Where the browser finds the video SDK, or null before it was built. */
  readonly videoSdkUrl: string | null;
}

export interface State {
  services: Services;
  /** The page's title, before the studio's name. */
  title?: string;
  studio?: Studio | null;
  /** Who is signed in, on pages for artists and admins. */
  staff?: Exclude<Actor, { role: "client" }>;
  /** A policy of this page's own, instead of the one for all pages. */
  contentSecurityPolicy?: string;
}

export const define = createDefine<State>();
