import type { ComponentChildren } from "preact";
import { Button } from "@/components/ui/Button.tsx";
import { StaffFrame } from "./StaffFrame.tsx";

/** The navigation of each role. The first page is current for every page without a link of its own. */
const NAV = {
  artist: [
    { href: "/artist", label: "My day" },
    { href: "/artist/past", label: "Past" },
    { href: "/artist/calendar", label: "Calendar" },
    { href: "/artist/hours", label: "Hours" },
    { href: "/artist/profile", label: "Profile" },
  ],
  admin: [
    { href: "/admin", label: "All consultations" },
    { href: "/admin/messages", label: "Messages" },
    { href: "/admin/services", label: "Services" },
    { href: "/admin/artists", label: "Artists" },
    { href: "/admin/studio", label: "Studio" },
  ],
} as const;

export interface StaffLayoutProps {
  readonly studio: string;
  readonly role: "artist" | "admin";
  /** The signed-in person. */
  readonly who: string;
  /** The page's path: it says which link of the navigation is the current one. */
  readonly path: string;
  readonly neutral?: boolean | undefined;
  readonly children: ComponentChildren;
}

/** The frame with navigation and sign-out, the same around every staff page. */
export function StaffLayout(
  { studio, role, who, path, neutral, children }: StaffLayoutProps,
) {
  const [first, ...others] = NAV[role];
  const current =
    others.find(({ href }) => path === href || path.startsWith(`${href}/`)) ??
      first;
  return (
    <StaffFrame
      studio={studio}
      homeHref={first.href}
      neutral={neutral}
      nav={NAV[role].map((link) => ({ ...link, current: link === current }))}
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
