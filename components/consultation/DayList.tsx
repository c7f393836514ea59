import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";
import { Moment } from "./Moment.tsx";
import { type BadgeState, StateBadge } from "./StateBadge.tsx";

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
  state: BadgeState;
  /** A `PresenceMark` while someone waits; takes the place of the badge. */
  presence?: ComponentChildren;
  /** A button at the end: "Confirm". */
  action?: ComponentChildren;
  /** The one that matters now. */
  now?: boolean | undefined;
  /** Over: set back. */
  past?: boolean | undefined;
}

/** An artist's day, in order: hours at the left, people in the middle, what is to do at the right. */
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
            <Moment at={e.at}>{e.start}</Moment>
            <span class="soft">to {e.end}</span>
          </p>
          <div class="day-entry__who">
            <p class="day-entry__name">
              <a href={e.href}>{e.client}</a>
            </p>
            {e.day ? <p>{e.day}</p> : null}
            <p class="soft">{e.service}</p>
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
