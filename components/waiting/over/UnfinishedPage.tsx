import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { ConsultationOver } from "@/components/waiting/ConsultationOver.tsx";
import {
  type Leftover,
  LEFTOVERS,
  leftoversOf,
  type OverOwner,
  type OverProps,
} from "@/lib/client/waiting/leftovers.ts";

/**
 * Hands in what a part of the page shows at its end. Its code runs by then: a
 * page that never needed it does not load it for the end.
 */
export function handIn(
  page: OverOwner,
  part: Leftover,
  show: () => ComponentChildren,
): void {
  const { views } = leftoversOf(page);
  if (views.peek()[part]) return;
  const now = views.value = { ...views.peek(), [part]: show };
  page.over.value = {
    view: page.over.peek()?.view ??
      ((props) => <UnfinishedPage {...props} page={page} />),
    rates: "rating" in now,
  };
}

/** The same, once the part is shown. */
export function useLeftover(...asked: Parameters<typeof handIn>): void {
  useEffect(() => handIn(...asked), []);
}

/** The page of a consultation that is over, with what is left of it. */
function UnfinishedPage(
  { page, action, ...props }: OverProps & { readonly page: OverOwner },
) {
  const { views, wait } = leftoversOf(page);
  const why = props.phase === "ended" ? wait.value : null;
  // The client's ways on leave the page, and would break off what it sends.
  const staying = why !== null && props.viewer === "client";
  return (
    <ConsultationOver
      {...props}
      wait={why}
      action={
        <>
          <div class="leftovers">
            {LEFTOVERS.map((part) => views.value[part]?.())}
          </div>
          {!staying && (
            <>
              {action}
              {views.value.pictures?.()}
            </>
          )}
        </>
      }
    />
  );
}
