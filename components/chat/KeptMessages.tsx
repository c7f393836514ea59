import { Time } from "@/components/ui/Time.tsx";

export interface KeptMessagesProps {
  readonly title: string;
  readonly days: readonly {
    /** The day, with the zone of the times below. */
    readonly heading: string;
    readonly messages: readonly {
      readonly number: number;
      /** Who wrote it, as the reader calls them. */
      readonly name: string;
      readonly text: string;
      /** ISO 8601. */
      readonly at: string;
      readonly time: string;
    }[];
  }[];
}

/** What the two people wrote, after the consultation; nothing if they did not. */
export function KeptMessages({ title, days }: KeptMessagesProps) {
  if (days.length === 0) return null;
  return (
    <section class="kept-messages" aria-labelledby="kept-messages">
      <h2 id="kept-messages">{title}</h2>
      {days.map(({ heading, messages }) => (
        <div key={heading}>
          <h3>{heading}</h3>
          <ol>
            {messages.map(({ number, name, text, at, time }) => (
              <li key={number}>
                <p class="chat__about">
                  <span>{name}</span> <Time at={at}>{time}</Time>
                </p>
                <p class="chat__text" dir="auto">{text}</p>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}
