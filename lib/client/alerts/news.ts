import { MINUTE } from "@/lib/domain/basic/instant.ts";

/** A client of today, as a page of their artist sees them now. */
export interface AwaitedClient {
  /** The consultation's. */
  readonly id: string;
  /** First name: a notification can be read over a shoulder. */
  readonly name: string;
  /** "Bridal trial, 17:15" */
  readonly about: string;
  /** The consultation's page. */
  readonly href: string;
  /** They wait for the artist. */
  readonly waits: boolean;
  /** Their messages that the artist has not read. */
  readonly unread: number;
}

/** What an artist who looks elsewhere is told. */
export interface News {
  readonly kind: "arrived" | "wrote";
  readonly of: AwaitedClient;
}

/** A phone that goes away and comes back within this time is no new arrival. */
export const SAME_ARRIVAL = MINUTE;

/**
 * Compares each state of a page with the one before. What the page was opened
 * with is no news: the artist has just seen it.
 *
 * @param now milliseconds that only ever grow
 */
export function followNews(
  now: () => number,
): (clients: readonly AwaitedClient[]) => readonly News[] {
  let before: ReadonlyMap<string, AwaitedClient> | null = null;
  const lastHere = new Map<string, number>();
  return (clients) => {
    const known = before;
    before = new Map(clients.map((one) => [one.id, one]));
    const news: News[] = [];
    for (const of of clients) {
      const was = known?.get(of.id);
      const seenAt = lastHere.get(of.id) ?? -Infinity;
      if (of.waits || was?.waits) lastHere.set(of.id, now());
      if (known === null) continue;
      const isBack = now() - seenAt < SAME_ARRIVAL;
      if (of.waits && !was?.waits && !isBack) {
        news.push({ kind: "arrived", of });
      }
      if (of.unread > (was?.unread ?? 0)) news.push({ kind: "wrote", of });
    }
    return news;
  };
}
