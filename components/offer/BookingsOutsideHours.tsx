import { Notice } from "@/components/ui/Notice.tsx";
import { type BookingLink, BookingLinks } from "./BookingLinks.tsx";

export interface BookingsOutsideHoursProps {
  readonly bookings: readonly BookingLink[];
}

/** Bookings outside the hours: they stay, and the artist should know. */
export function BookingsOutsideHours({ bookings }: BookingsOutsideHoursProps) {
  if (bookings.length === 0) return null;
  return (
    <Notice
      tone="warning"
      title={bookings.length === 1
        ? "One booking is outside these hours"
        : `${bookings.length} bookings are outside these hours`}
    >
      <p>They are unchanged. You can move or cancel them.</p>
      <BookingLinks bookings={bookings} />
    </Notice>
  );
}
