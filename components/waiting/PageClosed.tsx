import type { ComponentChildren } from "preact";
import type { Failure } from "@/lib/client/api.ts";
import { Saying } from "./Saying.tsx";

/** Why a page that was open may not go on, and what to do then. */
export function PageClosed({ why, action }: {
  readonly why: Pick<Failure, "code" | "message">;
  readonly action?: ComponentChildren;
}) {
  if (why.code === "link_replaced") return <LinkReplaced action={action} />;
  return (
    <Saying title="This page is closed" closed action={action}>
      {why.message}
    </Saying>
  );
}

function LinkReplaced({ action }: { readonly action?: ComponentChildren }) {
  return (
    <Saying
      title="Your consultation has a new time"
      closed
      action={action}
      testId="link-replaced"
    >
      <p>{LINK_REPLACED}</p>
    </Saying>
  );
}

export const LINK_REPLACED =
  "It was moved, and this link is from before: it opens nothing any more. " +
  "Open the newest email from the studio. It says when it is now, and has your new link.";
