export interface BookingLink {
  readonly id: string;
  readonly client: string;
  readonly when: string;
  /** Requested and not answered yet. */
  readonly unanswered: boolean;
  /** The page to answer, move or cancel it. */
  readonly href: string;
}

/** Bookings that need attention, each with a link. */
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
