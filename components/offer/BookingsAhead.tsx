import { Notice } from "@/components/Notice.tsx";
import { type BookingLink, BookingLinks } from "./BookingLinks.tsx";

/** Clients who wait for an artist: what stands in the way of retiring, or came at that very moment. */
export function BookingsAhead({ artist, retired, bookings }: {
  artist: string;
  retired: boolean;
  bookings: readonly BookingLink[];
}) {
  if (bookings.length === 0) return null;
  return (
    <Notice
      tone="warning"
      title={bookings.length === 1
        ? `One booking with ${artist} is ahead`
        : `${bookings.length} bookings with ${artist} are ahead`}
    >
      <p>
        {retired
          ? `${artist} cannot sign in to hold them. Decline or cancel each of them, so that the client is told; or let ${artist} be booked again.`
          : "Decline or cancel each of them, so that the client is told, or let them take place first."}
      </p>
      <BookingLinks bookings={bookings} />
    </Notice>
  );
}
