import type { ComponentChildren } from "preact";
import { Button } from "@/components/ui/Button.tsx";
import { ConfirmedForm } from "@/components/ui/ConfirmedForm.tsx";

/** Retires a service or an artist, after a confirmation, or offers it again. */
export function RetireForm(
  { action, versionstamp, retired, title, restore, ask, confirm, children }: {
    action: string;
    versionstamp: string;
    retired: boolean;
    title: string;
    restore: string;
    ask: string;
    confirm: string;
    /** The explanation. */
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
