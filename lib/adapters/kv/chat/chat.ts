import { CHAT_LIMITS } from "@/lib/domain/chat/chat_limits.ts";
import { type Exchange, exchangeOf } from "@/lib/domain/call/exchange.ts";
import type { ChatMessage } from "@/lib/domain/chat/chat_message.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Appended, Chat } from "@/lib/ports/mod.ts";
import { bumpWatchKeys } from "@/lib/adapters/kv/consultation/consultation_rows.ts";
import { exchangeNow } from "@/lib/adapters/kv/consultation/exchange_rows.ts";
import { keys, ranges } from "@/lib/adapters/kv/keys.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/**
 * Messages of one row. A row has at most 64 KiB, and a message 2 kB of text in
 * UTF-16; fewer rows leave an erasure, which is one write of at most 1,000
 * changes, enough for the photos.
 */
const PER_PAGE = 25;

type Page = readonly ChatMessage[];

/** The page of the message with this number. */
function pageOf(number: number): number {
  return Math.floor((number - 1) / PER_PAGE);
}

interface Counts {
  /** The number of messages. */
  readonly sent: number;
  /** Up to which one the artist has read. */
  readonly mark: Deno.KvEntryMaybe<number>;
}

export function createChat(store: Store): Chat {
  const from = async (
    id: ConsultationId,
    page: number,
  ): Promise<Page> =>
    (await store.list<Page>(ranges.chat(id, page)))
      .flatMap(({ value }) => value);

  const after: Chat["after"] = async (id, number) =>
    (await from(id, pageOf(number + 1)))
      .filter((message) => message.number > number);
  const counts = async (
    ids: readonly ConsultationId[],
  ): Promise<readonly Counts[]> => {
    const rows = await store.getMany<unknown>(
      ids.flatMap((id) => [keys.exchange(id), keys.chatRead(id)]),
    );
    return ids.map((_, at) => ({
      sent: exchangeOf(rows[2 * at]!.value as Exchange | null).messages,
      mark: rows[2 * at + 1] as Deno.KvEntryMaybe<number>,
    }));
  };

  return {
    after,

    markRead({ value: consultation, versionstamp }, number) {
      const { id } = consultation;
      const record = keys.consultation(id);
      return store.retry<"read" | "changed">(async () => {
        const [{ sent, mark }] = await counts([id]) as [Counts];
        const read = Math.min(number, sent);
        if (read <= (mark.value ?? 0)) return { write: null, answer: "read" };
        const write = store.atomic().check(mark)
          // None is written beside a record that was erased meanwhile.
          .check({ key: record, versionstamp })
          .set(keys.chatRead(id), read);
        bumpWatchKeys(write, consultation);
        return {
          write,
          answer: "read",
          async lost() {
            const now = await store.get(record);
            return now.versionstamp === versionstamp ? null : "changed";
          },
        };
      });
    },

    unread: async (ids) =>
      await Promise.all((await counts(ids)).map(async ({ sent, mark }, at) => {
        const read = mark.value ?? 0;
        if (sent <= read) return 0;
        return (await after(ids[at]!, read))
          .filter(({ from }) => from === "client").length;
      })),

    append({ value: consultation, versionstamp }, message) {
      const { id } = consultation;
      const record = keys.consultation(id);
      return store.retry<Appended>(async () => {
        // Read before the messages: a message that another request adds
        // meanwhile changes the count, and this write fails.
        const exchange = await exchangeNow(store, consultation);
        const count = exchange.next.messages;
        const before = await from(id, 0);
        const known = before.find(({ from, key }) =>
          from === message.from && key === message.key
        );
        if (known) {
          return { write: null, answer: { kind: "sent", message: known } };
        }
        if (count > CHAT_LIMITS.messages) {
          return { write: null, answer: { kind: "full" } };
        }
        const added: ChatMessage = { number: count, ...message };
        const page = pageOf(count);
        const onPage = before.filter(({ number }) => pageOf(number) === page);
        return {
          write: exchange.write("messages")
            .check({ key: record, versionstamp })
            .set(keys.chatPage(id, page), [...onPage, added]),
          answer: { kind: "sent", message: added },
          async lost() {
            const now = await store.get(record);
            return now.versionstamp === versionstamp
              ? null
              : { kind: "changed" };
          },
        };
      });
    },
  };
}
