import { Notice } from "@/components/Notice.tsx";

export interface BookingsOutsideProps {
  readonly bookings: readonly {
    readonly id: string;
    readonly client: string;
    readonly when: string;
    readonly href: string;
  }[];
}

/** What is booked outside the hours: it stays, and somebody should know. */
export function BookingsOutside({ bookings }: BookingsOutsideProps) {
  if (bookings.length === 0) return null;
  return (
    <Notice
      tone="warning"
      title={bookings.length === 1
        ? "One booking lies outside these hours"
        : `${bookings.length} bookings lie outside these hours`}
    >
      <p>They stay as they are until you move or cancel them.</p>
      <ul>
        {bookings.map(({ id, client, when, href }) => (
          <li key={id}>
            <a href={href}>{client}</a>, {when}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
