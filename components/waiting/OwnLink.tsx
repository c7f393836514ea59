import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import {
  type OwnLinkPart,
  showOwnLink,
} from "@/lib/client/link/show_own_link.ts";
import { waiting as words } from "@/words/waiting.ts";

export interface OwnLinkProps {
  readonly callPage: Pick<CallPage, "facts"> | null;
  readonly consultationId: string;
  /** In place of the link that this tab knows. */
  readonly link?: string | undefined;
}

/**
 * On a computer: the way to the phone, which often has the better camera. What
 * it shows is there only while it is open: another person may see the screen.
 */
export function ContinueOnPhone(props: OwnLinkProps) {
  const open = useSignal(false);
  if (!props.callPage || props.callPage.facts.isPhone) return null;
  return (
    <details
      class="disclosure"
      onToggle={({ currentTarget }) => open.value = currentTarget.open}
    >
      <summary data-testid="continue-on-phone">{words.onPhone}</summary>
      {open.value && <Part is="phone" {...props} />}
    </details>
  );
}

/** Inside another app: the way out of its browser. */
export function LeaveApp(props: OwnLinkProps) {
  const isInside = props.callPage && props.callPage.facts.insideApp !== null;
  return isInside ? <Part is="inside-app" {...props} /> : null;
}

/** Filled by a module of its own, which Preact leaves alone. */
function Part({ is, callPage, consultationId, link }: OwnLinkProps & {
  readonly is: OwnLinkPart;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void showOwnLink(is, {
      box: box.current!,
      id: consultationId,
      facts: callPage!.facts,
      link,
    }).then(() => {
      // Opened at the lower edge of a screen, the code would be below it.
      if (is === "phone") box.current?.scrollIntoView({ block: "nearest" });
    });
  }, []);
  return <div ref={box} />;
}
