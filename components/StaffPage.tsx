import type { ComponentChildren } from "preact";
import { Button } from "./Button.tsx";
import { StaffFrame } from "./StaffFrame.tsx";

export interface StaffPageProps {
  readonly studio: string;
  readonly role: "artist" | "admin";
  readonly who: string;
  readonly neutral?: boolean;
  /** Which of the artist's lists this is, or belongs to. */
  readonly at?: "day" | "past";
  readonly children: ComponentChildren;
}

/** The frame with its navigation and the way out, the same on every page of the staff. */
export function StaffPage(
  { studio, role, who, neutral, at = "day", children }: StaffPageProps,
) {
  const home = role === "admin" ? "/admin" : "/artist";
  return (
    <StaffFrame
      studio={studio}
      homeHref={home}
      neutral={neutral}
      nav={role === "admin"
        ? [{ href: home, label: "All consultations", current: true }]
        : [
          { href: home, label: "My day", current: at === "day" },
          { href: "/artist/past", label: "Past", current: at === "past" },
        ]}
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
