import { DayList } from "@/components/consultation/DayList.tsx";
import { AlertChoice } from "@/components/staff/AlertChoice.tsx";
import { SignedOut } from "@/components/staff/SignedOut.tsx";
import { EmptyState } from "@/components/ui/EmptyState.tsx";
import { PresenceIndicator } from "@/components/waiting/PresenceIndicator.tsx";
import { useAlerts, useFaviconBadge } from "@/lib/client/alerts/alerts_hook.ts";
import type { AwaitedClient } from "@/lib/client/alerts/news.ts";
import {
  shownRows,
  waitingNames,
  withoutNews,
  writingNames,
} from "@/lib/client/page/day.ts";
import { useDay } from "@/lib/client/page/day_hook.ts";
import { useTitle } from "@/lib/client/page/page_hooks.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import type { DayRow } from "@/lib/wire/wire.ts";

/** The artist's day; it updates when a client arrives, leaves or writes. */
export default function ArtistDay(props: {
  readonly rows: readonly DayRow[];
  /** Signs in and comes back to this page. */
  readonly signInHref: string;
}) {
  const { rows, signedOut } = useDay(props.rows);
  const shown = shownRows(signedOut ? withoutNews(rows) : rows);
  const words = newsWords(shown);
  useTitle(words);
  useFaviconBadge(words !== null);
  const alerts = useAlerts(shown.map(awaitedOf));

  return (
    <>
      {signedOut && (
        <SignedOut href={props.signInHref}>
          This page no longer shows who arrives or writes.
        </SignedOut>
      )}
      <Day shown={shown} words={words} />
      {!signedOut && <AlertChoice alerts={alerts} />}
    </>
  );
}

function Day({ shown, words }: {
  readonly shown: readonly DayRow[];
  readonly words: string | null;
}) {
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

/** What happens now, for the tab's title and for screen readers; null if nothing does. */
function newsWords(rows: readonly DayRow[]): string | null {
  const news = [
    waitingWords(waitingNames(rows).map(firstName)),
    writingWords(writingNames(rows).map(firstName)),
  ].filter((words) => words !== null);
  return news.length === 0 ? null : news.join(". ");
}

function writingWords(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  return `New message${names.length === 1 ? "" : "s"} from ${names.join(", ")}`;
}

function waitingWords(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  return `${names.join(", ")} ${names.length === 1 ? "is" : "are"} waiting`;
}

function awaitedOf(row: DayRow): AwaitedClient {
  const expected = row.state === "confirmed";
  return {
    id: row.id,
    name: firstName(row.clientName),
    about: `${row.serviceName}, ${row.time}`,
    href: row.href,
    waits: expected && row.client.here,
    // In a call the artist sees them there.
    unread: expected ? row.newMessages ?? 0 : 0,
  };
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
    newMessages: row.newMessages,
    state,
    now: state === "live" || state === "confirmed" && client.here,
    past: !expected,
    ...(expected && client.here
      ? {
        presence: (
          <PresenceIndicator
            presence="here"
            words={`${firstName(row.clientName)} is here`}
          />
        ),
      }
      : {}),
  };
}
