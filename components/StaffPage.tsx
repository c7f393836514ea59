import type { ComponentChildren } from "preact";
import { Button } from "./Button.tsx";
import { StaffFrame } from "./StaffFrame.tsx";

/** Where each of the staff can go, and which pages belong together. */
const NAV = {
  artist: [
    { at: "day", href: "/artist", label: "My day" },
    { at: "past", href: "/artist/past", label: "Past" },
    { at: "calendar", href: "/artist/calendar", label: "Calendar" },
    { at: "hours", href: "/artist/hours", label: "Hours" },
    { at: "profile", href: "/artist/profile", label: "Profile" },
  ],
  admin: [
    { at: "all", href: "/admin", label: "All consultations" },
    { at: "messages", href: "/admin/messages", label: "Messages" },
    { at: "services", href: "/admin/services", label: "Services" },
    { at: "artists", href: "/admin/artists", label: "Artists" },
    { at: "studio", href: "/admin/studio", label: "Studio" },
  ],
} as const;

export interface StaffPageProps {
  readonly studio: string;
  readonly role: "artist" | "admin";
  readonly who: string;
  readonly neutral?: boolean;
  /** Where in the navigation this page is or belongs to; the first, if nothing is said. */
  readonly at?: typeof NAV["artist" | "admin"][number]["at"];
  readonly children: ComponentChildren;
}

/** The frame with its navigation and the way out, the same on every page of the staff. */
export function StaffPage(
  { studio, role, who, neutral, at, children }: StaffPageProps,
) {
  const nav = NAV[role];
  return (
    <StaffFrame
      studio={studio}
      homeHref={nav[0].href}
      neutral={neutral}
      nav={nav.map((link, i) => ({
        href: link.href,
        label: link.label,
        current: at === undefined ? i === 0 : at === link.at,
      }))}
      who={who}
      signOut={
        <form method="post" action="/sign-out">
          <Button variant="quiet" size="small">Sign out</Button>
        </form>
      }
    >
      {children}
    </StaffFrame>
  );
}
