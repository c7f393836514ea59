import { createDefine } from "fresh";
import type { ComponentChildren } from "preact";
import type { Config } from "@/lib/config/mod.ts";
import type { Mailbox } from "@/lib/adapters/kv/messages/mailbox.ts";
import type { RoomCallbacks } from "@/lib/adapters/kv/rooms/room_callbacks.ts";
import type { EmbeddedRooms } from "@/lib/rooms/mod.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import type { Artist, Studio } from "@/lib/domain/offer/studio.ts";
import type { Deps, Session } from "@/lib/ports/mod.ts";
import type { LiveViews } from "@/lib/http/stream/live_views.ts";
import type {
  OpenStreams,
  StreamPlace,
} from "@/lib/http/stream/open_streams.ts";
import type { AddressRateLimit } from "./address_rate_limit.ts";
import type { Bodies } from "./body/bodies.ts";
import type { AssetUrls } from "./assets.ts";
import { everyMethod } from "./every_method.ts";
import type { RefusalLog, RefusedEvent } from "./refused/refusal_log.ts";

/** What the wiring provides to the routes, once per process. */
export interface Services {
  readonly deps: Deps;
  readonly config: Config;
  readonly streams: OpenStreams;
  readonly views: LiveViews;
  /** Limits how often calendar feeds are read. */
  readonly feedReaders: AddressRateLimit;
  /** Limits how often booking forms are sent. */
  readonly formSenders: AddressRateLimit;
  /** Limits how many bytes of photos an address sends. */
  readonly photoSenders: AddressRateLimit;
  /** Limits how often connections are tested. */
  readonly connectionTesters: AddressRateLimit;
  /** The log's lines about refused requests. */
  readonly refusals: RefusalLog;
  /** The bodies of requests under way. */
  readonly bodies: Bodies;
  readonly callbacks: RoomCallbacks;
  /** The key of Twilio's callback signatures; the embedded rooms use the same scheme. */
  readonly callbackAuthToken: string;
  /** Only while no mail account is configured, and never in production. */
  readonly mailbox: Mailbox | null;
  /** Opens the development pages from other machines; null in production. */
  readonly developmentKey: string | null;
  /** Only while no Twilio account is configured. */
  readonly rooms: EmbeddedRooms | null;
  readonly assetUrls: AssetUrls;
  /** Everything logged during the work names this request. */
  readonly inRequest: <T>(requestId: string, work: () => T) => T;
}

export interface FrameOptions {
  /** `wide` for two columns on a desktop; `narrow` by default. */
  readonly width?: "narrow" | "wide";
  /** Greys instead of the paper colour: wherever a face is shown. */
  readonly neutral?: boolean;
  /** At the right of the studio's name: at most one link. */
  readonly aside?: ComponentChildren;
  /** The last lines of the page. */
  readonly footer?: ComponentChildren;
}

export interface State {
  services: Services;
  /** The request's id in the log. Sorts by time. */
  requestId: string;
  /** The page's title, before the studio's name. */
  title?: string;
  /** The description in search results and link previews; only public pages have one. */
  preview?: string;
  studio?: Studio | null;
  /** The signed-in person, on pages for artists and admins. */
  staff?: Exclude<Actor, { role: "client" }>;
  /** The session of the signed-in person, as this request has found it. */
  staffSession?: Session;
  /** The signed-in artist's record, on the artists' pages. */
  artist?: Artist;
  /** The options of the frame around this page. */
  frame?: FrameOptions;
  /** The request asks for an event stream, and may have one. */
  streamPlace?: StreamPlace;
  /** The event of a refusal in the log; `request_refused` by default. */
  refusedAs?: RefusedEvent;
  /** The answer comes from an error that is in the log already. */
  errorLogged?: true;
  /** The methods that this address has, for a 405. */
  allow?: string;
  /** A policy for this page, instead of the one for all pages. */
  contentSecurityPolicy?: string;
}

/** The studio's name on pages, even before it has a record. */
export function studioName(state: State): string {
  return state.studio?.name ?? "Visavis";
}

/** The zone of the admins' lists, and of visitors who have not chosen theirs. */
export function studioZone(state: State): string {
  return state.studio?.zone ?? "UTC";
}

const fresh = createDefine<State>();

export const define: typeof fresh = { ...fresh, handlers: everyMethod };
