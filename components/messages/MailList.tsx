import type { ComponentChildren } from "preact";
import { cx } from "@/components/ui/cx.ts";
import { Time } from "@/components/ui/Time.tsx";

export interface MailEntry {
  id: string;
  href: string;
  to: string;
  subject: string;
  /** ISO 8601 for machines, and the text shown. */
  at: string;
  time: string;
  current?: boolean | undefined;
}

/** The mailbox of a development server: the list at the left, the open mail as `children`. */
export function MailList({ mails, children, class: extra }: {
  mails: readonly MailEntry[];
  children?: ComponentChildren;
  class?: string | undefined;
}) {
  return (
    <div class={cx("mailbox", Boolean(children) && "mailbox--open", extra)}>
      <nav aria-label="Mails">
        <ol class="mailbox__list">
          {mails.map((m) => (
            <li key={m.id}>
              <a
                class="mailbox__entry"
                href={m.href}
                aria-current={m.current ? "page" : undefined}
              >
                <span class="mailbox__subject">{m.subject}</span>
                <span class="soft">{m.to}</span>
                <Time at={m.at} class="soft">{m.time}</Time>
              </a>
            </li>
          ))}
        </ol>
      </nav>
      {children ? <article class="mailbox__mail">{children}</article> : null}
    </div>
  );
}
