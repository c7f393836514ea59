import type { Changes, Clock, Topic } from "@/lib/ports.ts";
import type { Outcome } from "@/lib/domain/refusal.ts";
import type { Sender } from "./event_stream.ts";
import { refusalBody } from "./refusals.ts";

/** A view as it is now, and when it will change by the passing of time alone. */
export interface Look<T> {
  readonly value: T;
  readonly changesAt: number | null;
}

/** setTimeout's limit, about 24 days. */
const LONGEST_WAIT = 2 ** 31 - 1;

/**
 * Keeps one view in front of one viewer: looks at once, again after each change
 * of the topic, and whenever time alone changes it. Every look asks for the
 * permission anew; a viewer who has lost it is told why and let go. Looks never
 * overlap, and many changes at one moment cost one look.
 */
export function liveView<T>(
  { clock, changes }: { readonly clock: Clock; readonly changes: Changes },
  topic: Topic,
  look: () => Promise<Outcome<Look<T>>>,
  /** What of the value counts as news; the server's clock, for one, does not. */
  newsOf: (value: T) => string,
  sender: Sender,
): () => void {
  let stopped = false;
  let looking = false;
  let again = false;
  let sent: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let count = 0;

  const refresh = async () => {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    do {
      again = false;
      await once().catch(() => retryIn(1000));
    } while (again && !stopped);
    looking = false;
  };
  const retryIn = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(refresh, Math.min(ms, LONGEST_WAIT));
  };
  const once = async () => {
    const outcome = await look();
    if (stopped) return;
    if (!outcome.ok) {
      sender.send("gone", refusalBody(outcome));
      sender.close();
      return;
    }
    const { value, changesAt } = outcome.value;
    const news = newsOf(value);
    if (news !== sent) {
      sent = news;
      sender.send("snapshot", value, String(++count));
    }
    clearTimeout(timer);
    if (changesAt !== null) retryIn(Math.max(1, changesAt - clock.now()));
  };

  const unsubscribe = changes.subscribe(topic, refresh);
  void refresh();
  return () => {
    stopped = true;
    clearTimeout(timer);
    unsubscribe();
  };
}
