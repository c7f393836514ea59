import type { Signal } from "@preact/signals";
import { Button } from "@/components/ui/Button.tsx";
import { deviceCheck as words } from "@/words/devices/check.ts";

/** Shows the self view as others see it, and as a mirror again. */
export function AsOthersSeeButton({ asOthersSee, testId }: {
  readonly asOthersSee: Signal<boolean>;
  readonly testId: string;
}) {
  return (
    <Button
      type="button"
      size="small"
      aria-pressed={asOthersSee.value ? "true" : "false"}
      onClick={() => asOthersSee.value = !asOthersSee.value}
      data-testid={testId}
    >
      {words.asOthersSeeMe}
    </Button>
  );
}
