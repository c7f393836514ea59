import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { DayList } from "@/components/DayList.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PresenceMark } from "@/components/PresenceMark.tsx";
import { browserPage, browserTimers } from "@/lib/client/browser.ts";
import { followDay, shownRows, waitingNames } from "@/lib/client/day.ts";
import { useTitle } from "@/lib/client/hooks.ts";
import { firstName } from "@/lib/client/words.ts";
import type { DayRow } from "@/lib/wire.ts";

/** The artist's day; it changes by itself when a client arrives or leaves. */
export default function ArtistDay(props: { readonly rows: readonly DayRow[] }) {
  const rows = useSignal(props.rows);
  useEffect(() => {
    const day = followDay({
      rows: props.rows,
      page: browserPage(),
      timers: browserTimers,
    });
    const unfollow = day.rows.subscribe((next) => rows.value = next);
    return () => {
      unfollow();
      day.stop();
    };
  }, []);

  const shown = shownRows(rows.value);
  const waiting = waitingNames(shown).map(firstName);
  const words = waiting.length === 0
    ? null
    : `${waiting.join(", ")} ${waiting.length === 1 ? "is" : "are"} waiting`;
  useTitle(words);

  if (shown.length === 0) {
    return (
      <EmptyState title="Nobody today">
        New requests appear here as soon as they are made.
      </EmptyState>
    );
  }
  return (
    <>
      <p class="visually-hidden" role="status">{words}</p>
      <DayList label="Today" entries={shown.map(entryOf)} />
    </>
  );
}

function entryOf(row: DayRow) {
  const [start = row.time, end = ""] = row.time.split("–");
  const { client, state } = row;
  const expected = state === "confirmed" || state === "live";
  return {
    id: row.id,
    at: row.startsAt,
    start,
    end,
    client: row.clientName,
    service: row.serviceName,
    href: row.href,
    state,
    now: state === "live" || state === "confirmed" && client.here,
    past: !expected,
    ...(expected && client.here
      ? {
        presence: (
          <PresenceMark
            presence="here"
            words={`${firstName(row.clientName)} is here`}
          />
        ),
      }
      : {}),
  };
}
