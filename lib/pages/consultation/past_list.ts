import {
  type Consultation,
  type ConsultationState,
  recordingOf,
  stateLabel,
} from "@/lib/domain/consultation/consultation.ts";
import {
  type ConsultationId,
  parseConsultationId,
} from "@/lib/domain/basic/ids.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import { type LookSheet, stepsOf } from "@/lib/domain/look/look_sheet.ts";
import type { Artist } from "@/lib/domain/offer/studio.ts";
import type { BeforeStart, Deps } from "@/lib/ports/mod.ts";
import { formatDateTime } from "@/lib/time/format.ts";
import { clientTexts, hasWords, searchWords } from "./search_words.ts";

const SHOWN = 50;
/** A search reads this many records and sheets at a time, and at most so many for one page. */
const READ_AT_ONCE = 250;
const READ_AT_MOST = 1000;

/** One page of an artist's past consultations. */
export interface PastPage {
  readonly rows: readonly PastRow[];
  /** Where the next page begins, or null if there is none. */
  readonly earlier: string | null;
}

export interface PastRow {
  readonly id: ConsultationId;
  readonly client: string;
  readonly when: string;
  readonly service: string;
  readonly state: ConsultationState;
  readonly label: string;
  readonly recorded: boolean;
}

/**
 * An artist's past consultations, newest first: all, or those whose client,
 * service or look sheet has every word of the query. A search that has read
 * enough for one page says where it goes on.
 *
 * @param from a cursor of an earlier page; anything else is the newest
 */
export async function listPast(
  deps: Pick<Deps, "consultations" | "lookSheets" | "clock" | "joinPolicy">,
  { artist, query, from }: {
    readonly artist: Artist;
    readonly query: string;
    readonly from: string | null;
  },
): Promise<PastPage> {
  const now = deps.clock.now();
  const words = searchWords(query);
  const limit = words.length === 0 ? SHOWN : READ_AT_ONCE;
  const found: Consultation[] = [];
  let read = 0;
  let before: BeforeStart = readCursor(from, {
    // A consultation that was started early may be over before its own start.
    startsAt: now + deps.joinPolicy.earlyMs,
    id: null,
  });
  for (;;) {
    const some = await deps.consultations.pastOf(artist.id, { before, limit });
    read += some.length;
    const matching = await withWords(
      deps,
      some.filter((one) => isPast(one, now)),
      words,
    );
    const room = SHOWN - found.length;
    found.push(...matching.slice(0, room));
    const last = matching.length > room ? found.at(-1) : some.at(-1);
    const isAll = some.length < limit && matching.length <= room;
    if (isAll || found.length === SHOWN || read >= READ_AT_MOST) {
      return {
        rows: found.map((one) => rowOf(one, artist.zone)),
        earlier: isAll || !last ? null : `${last.startsAt}.${last.id}`,
      };
    }
    before = last!;
  }
}

async function withWords(
  deps: Pick<Deps, "lookSheets">,
  some: readonly Consultation[],
  words: readonly string[],
): Promise<readonly Consultation[]> {
  if (words.length === 0) return some;
  const sheets = await deps.lookSheets.readAll(some.map(({ id }) => id));
  return some.filter(({ client, serviceName }, i) =>
    hasWords(words, [
      ...clientTexts(client),
      serviceName,
      ...sheetTexts(sheets[i]!),
    ])
  );
}

function sheetTexts(sheet: LookSheet): readonly string[] {
  const { title, summary } = sheet.head;
  return [
    title,
    summary,
    ...stepsOf(sheet).flatMap(({ text, product, shade, note }) => [
      text,
      product,
      shade,
      note,
    ]),
  ];
}

function isPast(one: Consultation, now: Instant): boolean {
  return IS_OVER[one.state] &&
    (one.startsAt < now || "sessionStartedAt" in one);
}

const IS_OVER: Readonly<Record<ConsultationState, boolean>> = {
  requested: false,
  confirmed: false,
  live: false,
  ended: true,
  declined: true,
  expired: true,
  cancelled: true,
  no_show: true,
  erased: true,
};

function rowOf(one: Consultation, zone: string): PastRow {
  const { state, roomSids } = recordingOf(one);
  return {
    id: one.id,
    client: one.client.name,
    when: formatDateTime(one.startsAt, zone),
    service: one.serviceName,
    state: one.state,
    label: stateLabel(one),
    recorded: roomSids.length > 0 && state !== "deleted",
  };
}

/** From the start and the id of the last one shown: two may have the same start, one of them declined. */
function readCursor(text: string | null, latest: BeforeStart): BeforeStart {
  const [start, name] = (text ?? "").split(".");
  const id = parseConsultationId(name);
  const isOne = id !== null && /^\d{1,15}$/.test(start ?? "");
  return isOne && Number(start) < latest.startsAt
    ? { startsAt: Number(start), id }
    : latest;
}
