/** Stand-ins for the browser, the server and the SDK, enough to test whole scenarios without them. */
import { type MediaPreferences } from "@/lib/domain/call/presence.ts";
import type {
  Answer,
  ConsultationApi,
  Failure,
} from "@/lib/client/page/api.ts";
import { iso } from "@/lib/domain/basic/instant.ts";
import { aSnapshot, T0 } from "@/tests/_support/a_snapshot.ts";
import type { Page, PageEvent, Timers } from "@/lib/client/page/browser.ts";
import type { EventSourceLike } from "@/lib/client/page/event_stream.ts";
import type {
  SessionAnswer,
  TokenAnswer,
  WaitingSnapshot,
} from "@/lib/wire/wire.ts";

/** A fake clock with timers, advanced by the test. */
export interface FakeTime extends Timers {
  elapsed(): number;
  /** Advances the time, runs due timers and lets promises settle in between. */
  pass(ms: number): Promise<void>;
  pending(): number;
}

export function fakeTime(random = () => 0.5): FakeTime {
  let now = 0;
  let list: { at: number; then: () => void; every: number | null }[] = [];
  const add = (ms: number, then: () => void, every: number | null) => {
    const timer = { at: now + ms, then, every };
    list.push(timer);
    return () => {
      list = list.filter((other) => other !== timer);
    };
  };
  return {
    after: (ms, then) => add(ms, then, null),
    every: (ms, then) => add(ms, then, ms),
    random,
    elapsed: () => now,
    pending: () => list.length,
    async pass(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const due = list.filter((t) => t.at <= end).sort((a, b) => a.at - b.at)
          .at(0);
        if (!due) break;
        now = due.at;
        if (due.every === null) list = list.filter((t) => t !== due);
        else due.at += due.every;
        due.then();
        await settle();
      }
      now = end;
    },
  };
}

/** Lets every promise settle that can. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

export interface FakePage extends Page {
  visible: boolean;
  fire(event: PageEvent): void;
  listeners(): number;
}

export function fakePage(): FakePage {
  const list = new Map<PageEvent, Set<() => void>>();
  const of = (event: PageEvent) => {
    if (!list.has(event)) list.set(event, new Set());
    return list.get(event)!;
  };
  return {
    visible: true,
    isVisible() {
      return this.visible;
    },
    on(event, then) {
      const own = () => then();
      of(event).add(own);
      return () => void of(event).delete(own);
    },
    fire(event) {
      if (event === "visible" || event === "hidden") {
        this.visible = event === "visible";
      }
      for (const then of [...of(event)]) then();
    },
    listeners: () => [...list.values()].reduce((n, set) => n + set.size, 0),
  };
}

/** EventSources for which the test acts as the server. */
export function fakeSources() {
  class FakeSource implements EventSourceLike {
    readyState = 0;
    readonly #listeners = new Map<string, (e: MessageEvent<string>) => void>();
    constructor(readonly url: string) {}
    addEventListener(type: string, then: (e: MessageEvent<string>) => void) {
      this.#listeners.set(type, then);
    }
    close() {
      this.readyState = 2;
    }
    opens() {
      this.readyState = 1;
      this.fires("open");
    }
    says(type: string, data: unknown) {
      this.fires(type, JSON.stringify(data));
    }
    /** `connecting`: the browser reconnects by itself. `closed`: it does not. */
    fails(then: "connecting" | "closed") {
      this.readyState = then === "closed" ? 2 : 0;
      this.fires("error");
    }
    fires(type: string, data = "") {
      this.#listeners.get(type)?.(new MessageEvent(type, { data }));
    }
  }
  const opened: FakeSource[] = [];
  return {
    opened,
    open(url: string) {
      const source = new FakeSource(url);
      opened.push(source);
      return source;
    },
    /** The newest source. */
    get last() {
      return opened.at(-1)!;
    },
    /** The number of sources that are not closed. */
    alive: () => opened.filter((source) => source.readyState !== 2).length,
  };
}

/** Slots for hidden pages' streams. */
export function fakeSlots(free: number) {
  return {
    free: () => free,
    add: () => void free++,
    take() {
      if (free === 0) return Promise.resolve(null);
      free--;
      return Promise.resolve(() => void free++);
    },
  };
}

export function failure(
  code: Failure["code"],
  more: Partial<Failure> = {},
): Failure {
  return { ok: false, code, message: `refused: ${code}`, ...more };
}

export function aToken(change: Partial<TokenAnswer> = {}): TokenAnswer {
  return {
    token: "a.b.c",
    identity: "x:client",
    roomName: "room-1",
    expiresAt: iso(T0 + 60 * 60_000),
    wsServer: "/api/rooms/signaling?room=room-1",
    iceServers: [],
    preferredVideoCodecs: { mobile: ["VP8"], desktop: ["H264", "VP8"] },
    ...change,
  };
}

/** The server side of one consultation, as far as a page sees it. */
export function fakeApi(answers: {
  beat?: (
    event: string,
  ) => Answer<WaitingSnapshot> | Promise<Answer<WaitingSnapshot>>;
  status?: () => Answer<WaitingSnapshot>;
  end?: () => Answer<SessionAnswer>;
} = {}) {
  const calls: string[] = [];
  const said: MediaPreferences[] = [];
  const api: ConsultationApi = {
    statusUrl: "/status",
    status() {
      calls.push("status");
      return Promise.resolve(
        answers.status?.() ?? { ok: true, value: aSnapshot() },
      );
    },
    beat(event, mediaPreferences) {
      calls.push(event);
      said.push(mediaPreferences);
      return Promise.resolve(
        answers.beat?.(event) ?? { ok: true, value: aSnapshot() },
      );
    },
    leave: () => void calls.push("left"),
    lastWord(mediaPreferences) {
      calls.push("last word");
      said.push(mediaPreferences);
    },
    start: () => Promise.resolve(failure("not_confirmed")),
    end: () => Promise.resolve(answers.end?.() ?? failure("offline")),
    token: () => Promise.resolve({ ok: true, value: aToken() }),
    ask: () => Promise.resolve(failure("offline")),
  };
  return { api, calls, said };
}
