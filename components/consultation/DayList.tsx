import type { ComponentChildren } from "preact";
import { cx } from "@/components/ui/cx.ts";
import { Icon } from "@/components/ui/Icon.tsx";
import { Time } from "@/components/ui/Time.tsx";
import { StateBadge } from "./StateBadge.tsx";
import type { ConsultationState } from "@/lib/domain/consultation/consultation.ts";

export interface DayEntry {
  id: string;
  /** ISO 8601 for machines. */
  at: string;
  /** "Sunday 22 November 2026", in a list of several days. */
  day?: string | undefined;
  /** "17:15" */
  start: string;
  /** "18:00" */
  end: string;
  client: string;
  service: string;
  href: string;
  /** Of the client, which the artist has not read. */
  newMessages?: number | undefined;
  state: ConsultationState;
  /** A `PresenceIndicator` while someone waits; replaces the badge. */
  presence?: ComponentChildren;
  /** A button at the end: "Confirm". */
  action?: ComponentChildren;
  /** The current one. */
  now?: boolean | undefined;
  /** In the past: dimmed. */
  past?: boolean | undefined;
}

/** An artist's day, in order: times at the left, people in the middle, actions at the right. */
export function DayList({ entries, label, class: extra }: {
  entries: readonly DayEntry[];
  label: string;
  class?: string | undefined;
}) {
  return (
    <ol class={cx("day-list", extra)} aria-label={label}>
      {entries.map((e) => (
        <li
          key={e.id}
          class={cx(
            "day-entry",
            e.now && "day-entry--now",
            e.past && "day-entry--past",
          )}
        >
          <p class="day-entry__time">
            <Time at={e.at}>{e.start}</Time>
            <span class="soft">to {e.end}</span>
          </p>
          <div class="day-entry__who">
            <p class="day-entry__name">
              <a href={e.href}>{e.client}</a>
            </p>
            {e.day ? <p>{e.day}</p> : null}
            <p class="soft">{e.service}</p>
            {e.newMessages
              ? (
                <p class="day-entry__messages">
                  <Icon name="message" />
                  <span>{newMessagesWords(e.newMessages)}</span>
                </p>
              )
              : null}
          </div>
          <div class="day-entry__state">
            {e.presence ?? <StateBadge state={e.state} />}
          </div>
          {e.action ? <div class="day-entry__action">{e.action}</div> : null}
        </li>
      ))}
    </ol>
  );
}

function newMessagesWords(count: number): string {
  return count === 1 ? "1 new message" : `${count} new messages`;
}
