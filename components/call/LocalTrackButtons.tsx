import { CallButton } from "@/components/call/CallControls.tsx";
import type { Call } from "@/lib/client/call/call.ts";

/** Microphone and camera, on or off. */
export default function LocalTrackButtons({ call }: { readonly call: Call }) {
  const { local, toggle } = call;
  return (
    <>
      <CallButton
        kind="microphone"
        pressed={local.microphoneOn.value}
        onClick={() => void toggle("audio")}
        data-testid="mute"
      />
      <CallButton
        kind="camera"
        pressed={local.cameraOn.value}
        onClick={() => void toggle("video")}
        data-testid="camera-toggle"
      />
    </>
  );
}
