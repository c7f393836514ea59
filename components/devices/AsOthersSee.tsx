import type { CallPage } from "@/lib/client/call/call_page.ts";
import { AsOthersSeeButton } from "./AsOthersSeeButton.tsx";

/** Shows the self view as others see it, and back; only a front camera's is mirrored. */
export default function AsOthersSee({ callPage }: {
  readonly callPage: Pick<CallPage, "devices" | "asOthersSee">;
}) {
  const { devices, asOthersSee } = callPage;
  const isMirrored = devices.video.value !== null &&
    devices.camera.value.facing === "user";
  if (!isMirrored) return null;
  return <AsOthersSeeButton asOthersSee={asOthersSee} testId="as-others-see" />;
}
