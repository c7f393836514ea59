import type { ComponentChildren } from "preact";
import { LinkButton } from "@/components/ui/Button.tsx";
import { Notice } from "@/components/ui/Notice.tsx";

/** A page whose session ended while it was open, with the way back to it. */
export function SignedOut({ href, children }: {
  /** Signs in and comes back. */
  readonly href: string;
  readonly children: ComponentChildren;
}) {
  return (
    <Notice
      tone="warning"
      title="You are signed out"
      action={<LinkButton href={href} size="small">Sign in again</LinkButton>}
    >
      {children}
    </Notice>
  );
}
