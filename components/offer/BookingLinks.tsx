export interface BookingLink {
  readonly id: string;
  readonly client: string;
  readonly when: string;
  /** Asked for, and not answered yet. */
  readonly unanswered: boolean;
  /** Where it can be answered, moved or cancelled. */
  readonly href: string;
}

/** Bookings that somebody has to see to, each with the way to it. */
export function BookingLinks(
  { bookings }: { bookings: readonly BookingLink[] },
) {
  return (
    <ul>
      {bookings.map(({ id, client, when, unanswered, href }) => (
        <li key={id}>
          <a href={href}>{client}</a>, {when}
          {unanswered && ", not answered yet"}
        </li>
      ))}
    </ul>
  );
}
