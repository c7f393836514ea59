import { CallButton } from "@/components/CallControls.tsx";
import type { Call } from "@/lib/client/call.ts";

/** Microphone and camera, on or off. */
export default function OwnTracksButtons({ call }: { readonly call: Call }) {
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
