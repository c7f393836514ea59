import { Notice } from "@/components/ui/Notice.tsx";
import { type BookingLink, BookingLinks } from "./BookingLinks.tsx";

/** Clients who wait for an artist: they prevent retiring, or booked at the same moment. */
export function UpcomingBookings({ artist, retired, bookings }: {
  artist: string;
  retired: boolean;
  bookings: readonly BookingLink[];
}) {
  if (bookings.length === 0) return null;
  return (
    <Notice
      tone="warning"
      title={bookings.length === 1
        ? `${artist} has one upcoming booking`
        : `${artist} has ${bookings.length} upcoming bookings`}
    >
      <p>
        {retired
          ? `${artist} can’t sign in to hold them. Decline or cancel each one, which notifies the client, or reactivate ${artist}.`
          : "Decline or cancel each one, which notifies the client, or wait until they are over."}
      </p>
      <BookingLinks bookings={bookings} />
    </Notice>
  );
}
