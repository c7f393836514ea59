import { useSignal } from "@preact/signals";
import { CallButton, CallControls } from "@/components/CallControls.tsx";
import { CallNoticeBanner } from "@/components/CallNoticeBanner.tsx";
import { CallStage } from "@/components/CallStage.tsx";
import { CallTop } from "@/components/CallTop.tsx";
import { ConnectionMark } from "@/components/ConnectionMark.tsx";
import { VideoTile } from "@/components/VideoTile.tsx";
import { qualityOf } from "@/lib/client/call_quality.ts";
import { useCall } from "@/lib/client/hooks.ts";
import type { Visit } from "@/lib/client/visit.ts";
import { firstName } from "@/lib/client/words.ts";
import EndSessionModal from "./EndSessionModal.tsx";

export interface ClientVideoRoomProps {
  readonly visit: Visit;
  readonly artistName: string;
  readonly serviceName: string;
}

/** The call on a phone: the artist fills the screen, the controls lie under the thumb. */
export default function ClientVideoRoom(
  { visit, artistName, serviceName }: ClientVideoRoomProps,
) {
  const other = firstName(artistName);
  const room = useCall(visit, other);
  const { remote, local, toggle, quality } = room.call;
  const ending = useSignal(false);
  const mark = qualityOf(room.call.state.value, quality.value);

  return (
    <>
      <CallStage
        remote={
          <VideoTile
            name={artistName}
            muted={remote.muted.value}
            cameraOff={remote.cameraOff.value || !remote.video.value}
            offWords={remote.here.value ? undefined : "Not here at the moment"}
            nameHidden
          >
            <video
              ref={room.remoteVideo}
              autoplay
              playsInline
              muted
              aria-label={artistName}
              data-testid="remote-video"
            />
          </VideoTile>
        }
        self={
          <VideoTile
            name="You"
            small
            nameHidden
            mirrored={local.facing.value === "user"}
            muted={!local.microphoneOn.value}
            cameraOff={!local.cameraOn.value}
          >
            <video
              ref={room.selfVideo}
              autoplay
              playsInline
              muted
              aria-label="Your camera"
              data-testid="self-video"
            />
          </VideoTile>
        }
        top={
          <CallTop name={artistName} detail={serviceName}>
            {remote.muted.value
              ? <span data-testid="remote-muted">Muted</span>
              : null}
            {mark ? <ConnectionMark quality={mark} /> : null}
          </CallTop>
        }
        banner={room.notice
          ? <CallNoticeBanner notice={room.notice} onAction={room.act} />
          : null}
        controls={
          <CallControls>
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
            <CallButton
              kind="flip"
              disabled={!local.cameraOn.value}
              onClick={() => void local.flip()}
              data-testid="flip"
            />
            <CallButton
              kind="end"
              onClick={() => ending.value = true}
              data-testid="end-session"
            />
          </CallControls>
        }
      />
      <audio ref={room.remoteAudio} autoplay data-testid="remote-audio" />
      <EndSessionModal
        open={ending.value}
        otherName={other}
        end={visit.api.end}
        onStay={() => ending.value = false}
        onEnded={visit.waiting.ended}
      />
    </>
  );
}
