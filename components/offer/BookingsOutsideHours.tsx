import { Notice } from "@/components/Notice.tsx";
import { type BookingLink, BookingLinks } from "./BookingLinks.tsx";

export interface BookingsOutsideProps {
  readonly bookings: readonly BookingLink[];
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
      <BookingLinks bookings={bookings} />
    </Notice>
  );
}
