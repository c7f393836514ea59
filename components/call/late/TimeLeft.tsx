import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { timeAnnouncer, timeLeft } from "@/lib/client/call/stage/time_left.ts";
import { cx } from "@/components/ui/cx.ts";
import { callTime as words } from "@/words/call/settings.ts";

export interface TimeLeftProps {
  readonly callPage: {
    readonly waiting: Pick<CallPage["waiting"], "snapshot" | "now">;
  };
}

/**
 * How many minutes are left, by the server's clock; a component of its own, so
 * that only it re-renders each second.
 */
export default function TimeLeft({ callPage }: TimeLeftProps) {
  const { snapshot, now } = callPage.waiting;
  const left = timeLeft({
    endsAt: Date.parse(snapshot.value.endsAt),
    now: now.value,
  });
  const announce = useMemo(timeAnnouncer, []);
  const heard = useSignal("");
  // Afterwards: screen readers do not announce what comes with its region.
  useEffect(() => {
    const said = announce(left);
    heard.value = said ? words.announced[said.is](said) : "";
  }, [left.is, left.minutes]);
  return (
    <span
      class={cx("time-left", left.is !== "left" && "time-left--soon")}
      data-testid="time-left"
    >
      <span role="timer">{words[left.is](left)}</span>
      <span class="visually-hidden" role="status">{heard}</span>
    </span>
  );
}
