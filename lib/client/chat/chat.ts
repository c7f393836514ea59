import {
  batch,
  computed,
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
  untracked,
} from "@preact/signals";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { ChatMessageAnswer, WaitingSnapshot } from "@/lib/wire/wire.ts";
import { type ConsultationApi, isPassing } from "@/lib/client/page/api.ts";
import type { Page, Timers } from "@/lib/client/page/browser.ts";
import { isOver, phaseOf } from "@/lib/client/waiting/waiting_phase.ts";
import { chatApi } from "./chat_api.ts";
import { type Outbox, outbox, type UnsentMessage } from "./outbox.ts";
import type { SeenNumber } from "./seen_number.ts";
import type { UnsentMemory } from "./unsent_memory.ts";

/** One message as a page shows it. */
export interface ChatEntry {
  /** Stays the same while the message is sent. */
  readonly id: string;
  readonly from: Party;
  readonly text: string;
  /** ISO 8601; null until the server has it. */
  readonly sentAt: string | null;
  readonly state: "sent" | UnsentMessage["state"];
  /** Why it was not sent, as a sentence. */
  readonly why: string | null;
}

/** The messages of one consultation on one page. */
export interface Chat {
  /** What the server has, by number, then what is on its way. */
  readonly entries: ReadonlySignal<readonly ChatEntry[]>;
  /** The other person's messages that this one has not seen. */
  readonly unread: ReadonlySignal<number>;
  /** The newest message of the other person that came after the page was opened. */
  readonly incoming: ReadonlySignal<ChatMessageAnswer | null>;
  /** What is typed and not sent: it outlives the view that it was typed in, and a reload. */
  readonly draft: Signal<string>;
  send(text: string): void;
  /** Sends a message that was not sent again now, as the same message. */
  retry(id: string): void;
  /** Deletes a message that the server does not take. Its text goes back into an empty field. */
  discard(id: string): void;
  /** Once the consultation is over: what was not sent, and what was typed; empty before. */
  readonly left: ReadonlySignal<readonly string[]>;
  /** All messages are on the screen. */
  read(): void;
  /** Fetches what snapshots count, from now on. Returns the undo. */
  follow(): () => void;
}

export interface ChatOptions {
  readonly api: Pick<ConsultationApi, "ask">;
  readonly party: Party;
  readonly snapshot: ReadonlySignal<WaitingSnapshot>;
  readonly page: Pick<Page, "on">;
  readonly timers: Pick<Timers, "after">;
  readonly unsent: UnsentMemory;
  readonly seen: SeenNumber;
  /** A new name for a message: 8 to 64 URL-safe characters. */
  readonly newKey: () => string;
}

/** How long after a failure it asks again. */
const AGAIN = 3 * SECOND;

export function openChat(options: ChatOptions): Chat {
  const { party, snapshot, page, timers } = options;
  const api = chatApi(options.api);
  const counted = () => snapshot.value.exchange.messages;
  /** What was there before is no news. */
  const history = snapshot.peek().exchange.messages;
  const sent = signal<ReadonlyMap<number, ChatMessageAnswer>>(new Map());
  const pending = outbox({
    send: api.sendMessage,
    onSent: (message) => take([message]),
    page,
    timers,
  });
  const seen = signal(options.seen.load());
  const incoming = signal<ChatMessageAnswer | null>(null);
  /** The last number before the first gap. */
  let known = 0;
  /** The last message of the client of which the server knows that the artist has read it. */
  let told = 0;

  /** If it fails, the next look tells it again. */
  async function tell(): Promise<void> {
    const last = Math.max(
      0,
      ...[...sent.peek().values()].filter(({ from }) => from !== party)
        .map(({ number }) => number),
    );
    if (party !== "artist" || last <= told) return;
    const before = told;
    told = last;
    if (!(await api.readMessages(last)).ok) told = before;
  }

  function take(messages: readonly ChatMessageAnswer[]): void {
    const news = messages.filter(({ number }) => !sent.peek().has(number));
    if (news.length === 0) return;
    const all = new Map(sent.peek());
    for (const message of news) all.set(message.number, message);
    while (all.has(known + 1)) known++;
    const keys = new Set(news.map(({ key = "" }) => key));
    const heard = news.findLast(({ from, number }) =>
      from !== party && number > history
    );
    batch(() => {
      sent.value = all;
      pending.arrived(keys);
      if (heard) incoming.value = heard;
    });
  }

  const follower = following({
    wanted: () => counted() > known,
    async ask() {
      const before = known;
      const answer = await api.messages(before);
      if (answer.ok) take(answer.value.messages);
      if (snapshot.peek().exchange.messages <= known) return "all";
      if (answer.ok && known > before) return "more";
      return answer.ok || isPassing(answer) ? "later" : "all";
    },
    timers,
  });

  const { draft, left } = keepUnsent(options, pending);
  return {
    entries: computed(() => [
      ...[...sent.value.values()].sort((a, b) => a.number - b.number)
        .map(shown),
      ...pending.list.value.map((one) => (
        { ...one, from: party, sentAt: null }
      )),
    ]),
    unread: computed(() =>
      [...sent.value.values()].filter(({ from, number }) =>
        from !== party && number > seen.value
      ).length
    ),
    incoming,
    draft,
    left,
    send(typed) {
      const text = typed.trim();
      if (text !== "") pending.add({ id: options.newKey(), text });
    },
    retry: pending.retry,
    discard(id) {
      batch(() => {
        const text = pending.drop(id);
        if (text !== null && draft.peek().trim() === "") draft.value = text;
      });
    },
    read() {
      void tell();
      const last = Math.max(0, ...sent.peek().keys());
      if (last <= seen.peek()) return;
      seen.value = last;
      options.seen.save(last);
    },
    follow: follower.start,
  };
}

/**
 * What was typed before a reload, in the field or on its way. From now on all of
 * it is kept until it is sent; what is left when the consultation is over is
 * only shown, on this page.
 */
function keepUnsent(
  { unsent, snapshot }: ChatOptions,
  pending: Outbox,
): Pick<Chat, "draft" | "left"> {
  const { draft: typed, messages } = unsent.load();
  const draft = signal(typed);
  const isClosed = computed(() => {
    const now = Date.parse(snapshot.value.now);
    return isOver(phaseOf(snapshot.value, { elsewhere: false, now }));
  });
  if (!isClosed.peek()) messages.forEach(pending.add);
  effect(() => {
    if (isClosed.value) pending.stop();
    unsent.save(
      isClosed.value ? { draft: "", messages: [] } : {
        draft: draft.value,
        messages: pending.list.value.map(({ id, text }) => ({ id, text })),
      },
    );
  });
  const left = computed(() => {
    if (!isClosed.value) return [];
    const failed = pending.list.value.filter(({ state }) => state === "failed");
    return [...failed.map(({ text }) => text), draft.value.trim()]
      .filter((text) => text !== "");
  });
  return { draft, left };
}

function shown(message: ChatMessageAnswer): ChatEntry {
  const { from, text, sentAt, number, key = `${number}` } = message;
  return { id: key, from, text, sentAt, state: "sent", why: null };
}

/** Asks while something is wanted, one question at a time; several may follow at once. */
function following({ wanted, ask, timers }: {
  /** Read within an effect. */
  readonly wanted: () => boolean;
  readonly ask: () => Promise<"all" | "more" | "later">;
  readonly timers: Pick<Timers, "after">;
}): { readonly start: () => () => void } {
  let followers = 0;
  let asking = false;
  let stop = () => {};
  let cancel = () => {};
  async function look(): Promise<void> {
    cancel();
    if (asking || followers === 0) return;
    asking = true;
    const next = await ask();
    asking = false;
    if (next === "more") return void look();
    if (next === "later" && followers > 0) {
      cancel = timers.after(AGAIN, () => void look());
    }
  }
  return {
    start() {
      if (followers++ === 0) {
        stop = effect(() => {
          if (wanted()) untracked(() => void look());
        });
      }
      let done = false;
      return () => {
        if (done) return;
        done = true;
        if (--followers > 0) return;
        stop();
        cancel();
      };
    },
  };
}
