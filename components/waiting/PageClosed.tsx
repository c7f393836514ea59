import type { ComponentChildren } from "preact";
import type { Failure } from "@/lib/client/page/api.ts";
import { MessagePage } from "@/components/frame/MessagePage.tsx";
import { pageEnds } from "@/words/page_ends.ts";

/** Why this page was closed, and what to do. */
export function PageClosed({ why, action }: {
  readonly why: Pick<Failure, "code" | "message">;
  readonly action?: ComponentChildren;
}) {
  if (why.code === "link_replaced") return <LinkReplaced action={action} />;
  return (
    <MessagePage title={pageEnds.pageClosed} closed action={action}>
      {why.message}
    </MessagePage>
  );
}

function LinkReplaced({ action }: { readonly action?: ComponentChildren }) {
  return (
    <MessagePage
      title={pageEnds.linkReplaced.title}
      closed
      action={action}
      testId="link-replaced"
    >
      <p>{pageEnds.linkReplaced.text}</p>
    </MessagePage>
  );
}
