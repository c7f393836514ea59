import { useSignal } from "@preact/signals";
import { Button } from "@/components/ui/Button.tsx";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { waiting as words } from "@/words/waiting.ts";
import { LateClientStills } from "./LateStills.tsx";

/** Photos that the client adds while waiting. Their code loads when it is needed: pressed, asked for by the artist, or brought back from the call. */
export function AddPhotos({ callPage, artist }: {
  readonly callPage: Pick<CallPage, "devices" | "over" | "waiting" | "left">;
  /** First name. */
  readonly artist: string;
}) {
  const pressed = useSignal(false);
  const { devices, waiting, left } = callPage;
  const button = (
    <Button
      type="button"
      icon="camera"
      busy={pressed.value}
      onClick={() => pressed.value = true}
      data-testid="add-photo"
    >
      {words.addPhoto}
    </Button>
  );
  const isNeeded = pressed.value || left.value ||
    waiting.snapshot.value.exchange.stills > 0;
  if (!isNeeded) return button;
  // Asks only for what the camera app has taken away.
  const restore = () =>
    devices.state.value === "ready" ? devices.acquire() : Promise.resolve();
  return (
    <LateClientStills
      callPage={callPage}
      artist={artist}
      place="room"
      opened={pressed.value}
      restore={restore}
    >
      {button}
    </LateClientStills>
  );
}
