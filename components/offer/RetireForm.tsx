import type { ComponentChildren } from "preact";
import { Button } from "@/components/Button.tsx";
import { ConfirmedForm } from "@/components/ConfirmedForm.tsx";

/** Takes a service or an artist out of the offer, after a second question, or back into it. */
export function Retiring(
  { action, versionstamp, retired, title, restore, ask, confirm, children }: {
    action: string;
    versionstamp: string;
    retired: boolean;
    title: string;
    restore: string;
    ask: string;
    confirm: string;
    /** What it means. */
    children: ComponentChildren;
  },
) {
  return (
    <section class="offer-part day-section" aria-labelledby="retire">
      <h2 id="retire">{title}</h2>
      {retired
        ? (
          <form method="post" action={action}>
            <input type="hidden" name="do" value="restore" />
            <input type="hidden" name="versionstamp" value={versionstamp} />
            <Button>{restore}</Button>
          </form>
        )
        : (
          <ConfirmedForm
            action={action}
            fields={{ do: "retire", versionstamp }}
            ask={ask}
            confirm={confirm}
          >
            {children}
          </ConfirmedForm>
        )}
    </section>
  );
}
