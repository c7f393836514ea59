import { MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Changes, Clock, Topic } from "@/lib/ports/mod.ts";
import type { Outcome, Refusal } from "@/lib/http/refusal.ts";
import { type EncodedEvent, encodeEvent, type Sender } from "./event_stream.ts";
import { refusalBody } from "@/lib/http/refusals.ts";
import type { RefusalBody } from "@/lib/wire/wire.ts";

/** A view at one moment, and when it changes by the passing of time alone. */
export interface LiveValue<T> {
  readonly value: T;
  readonly changesAt: number | null;
}

/** The same, and what the reader's permission was found to be. */
export interface Seen<T> extends LiveValue<T> {
  /** A name of the reader's session, which counts their streams. */
  readonly session: string;
  /** What the view shows, and the account that reads, whose sessions may end. */
  readonly follows: readonly Topic[];
}

/** The events of a live view. */
export interface LiveEvents<T> {
  readonly snapshot: T;
  readonly gone: RefusalBody;
}

/** Also without a change: a session ends by time alone, and looking at a page is a use of it. */
const LOOK_EVERY = 10 * MINUTE;

export interface LiveViewOptions<T> {
  readonly clock: Clock;
  readonly changes: Changes;
  /** Reads the view, and checks the permission to read it. */
  readonly look: () => Promise<Outcome<Seen<T>>>;
  /** The part of the value that counts as a change; the server's clock, for example, does not. */
  readonly newsOf: (value: T) => string;
}

/**
 * Keeps one session's view current for all its streams: reads at once, after
 * each change, whenever time alone changes it, and when a session of the
 * account ends. Each look checks the permission again; if it is lost, every
 * stream gets the refusal and is closed. Looks never overlap, many simultaneous
 * changes cost one look, and each value is encoded once.
 */
export class LiveView<T> {
  /** Each stream, with the news that it has received. */
  readonly #senders = new Map<Sender<LiveEvents<T>>, string | null>();
  #current: Promise<Outcome<Seen<T>>> | null = null;
  #next: Promise<Outcome<Seen<T>>> | null = null;
  #latest: Latest<T> | null = null;
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #undo: (() => void)[] = [];

  constructor(private readonly options: LiveViewOptions<T>) {}

  /** A look that begins after this call: simultaneous callers share it. */
  look(): Promise<Outcome<Seen<T>>> {
    if (this.#current === null) {
      const end = () => void (this.#current = null);
      return this.#current = this.#once().finally(end);
    }
    return this.#next ??= this.#current.then(noop, noop).then(() => {
      this.#next = null;
      return this.look();
    });
  }

  /** Sends the latest value, and what follows. Returns the undo. */
  add(sender: Sender<LiveEvents<T>>): () => void {
    this.#senders.set(sender, null);
    if (this.#latest !== null) this.#send(sender, this.#latest);
    if (this.#senders.size === 1) this.#follow();
    return () => {
      this.#senders.delete(sender);
      if (this.#senders.size === 0) this.#unfollow();
    };
  }

  #follow(): void {
    const { changes } = this.options;
    this.#undo = (this.#latest?.seen.follows ?? [])
      .map((topic) => changes.subscribe(topic, this.#refresh));
    // What has changed since the first look went unnoticed.
    this.#refresh();
  }

  #unfollow(): void {
    clearTimeout(this.#timer);
    for (const unsubscribe of this.#undo.splice(0)) unsubscribe();
  }

  readonly #refresh = (): void => {
    this.look().catch(() => this.#lookIn(1000));
  };

  #lookIn(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#senders.size === 0) return;
    this.#timer = setTimeout(this.#refresh, Math.min(ms, LOOK_EVERY));
  }

  async #once(): Promise<Outcome<Seen<T>>> {
    const outcome = await this.options.look();
    if (outcome.ok) this.#show(outcome.value);
    else this.#end(outcome);
    return outcome;
  }

  #show(seen: Seen<T>): void {
    const news = this.options.newsOf(seen.value);
    if (news !== this.#latest?.news) this.#count++;
    const id = String(this.#count);
    this.#latest = { seen, news, encoded: onceEncoded(seen.value, id) };
    for (const sender of [...this.#senders.keys()]) {
      this.#send(sender, this.#latest);
    }
    const { clock } = this.options;
    this.#lookIn(Math.max(1, (seen.changesAt ?? Infinity) - clock.now()));
  }

  #send(sender: Sender<LiveEvents<T>>, { news, encoded }: Latest<T>): void {
    if (this.#senders.get(sender) === news) return;
    this.#senders.set(sender, news);
    sender.sendEncoded(encoded());
  }

  #end(refusal: Refusal): void {
    if (this.#senders.size === 0) return;
    const gone = encodeEvent<LiveEvents<T>>("gone", refusalBody(refusal));
    for (const sender of [...this.#senders.keys()]) {
      sender.sendEncoded(gone);
      sender.close();
    }
  }
}

interface Latest<T> {
  readonly seen: Seen<T>;
  readonly news: string;
  readonly encoded: () => EncodedEvent;
}

function onceEncoded<T>(value: T, id: string): () => EncodedEvent {
  let encoded: EncodedEvent | undefined;
  return () =>
    encoded ??= encodeEvent<LiveEvents<T>, "snapshot">("snapshot", value, {
      id,
    });
}

function noop(): void {}
