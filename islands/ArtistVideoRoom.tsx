import { useSignal } from "@preact/signals";
import { CallButton, CallControls } from "@/components/CallControls.tsx";
import { CallNoticeBanner } from "@/components/CallNoticeBanner.tsx";
import { CallStage } from "@/components/CallStage.tsx";
import { CallTop } from "@/components/CallTop.tsx";
import { ClientNote } from "@/components/ClientNote.tsx";
import { ConnectionMark } from "@/components/ConnectionMark.tsx";
import { Facts } from "@/components/Facts.tsx";
import { VideoTile } from "@/components/VideoTile.tsx";
import { qualityOf } from "@/lib/client/call_quality.ts";
import { useCall } from "@/lib/client/hooks.ts";
import type { Visit } from "@/lib/client/visit.ts";
import { clock, firstName } from "@/lib/client/words.ts";
import DeviceChoice from "./DeviceChoice.tsx";
import EndSessionModal from "./EndSessionModal.tsx";

export interface ArtistVideoRoomProps {
  readonly visit: Visit;
  readonly clientName: string;
  readonly serviceName: string;
  readonly when: string;
  readonly note: string;
}

/** The call at a desk: the client large, and what the artist needs to know beside the picture. */
export default function ArtistVideoRoom(props: ArtistVideoRoomProps) {
  const { visit, clientName, serviceName, when, note } = props;
  const other = firstName(clientName);
  const room = useCall(visit, other);
  const { remote, local, toggle, quality } = room.call;
  const ending = useSignal(false);
  const panel = useSignal(true);
  const mirrored = useSignal(false);
  const mark = qualityOf(room.call.state.value, quality.value);

  return (
    <>
      <CallStage
        remote={
          <VideoTile
            name={clientName}
            fit="contain"
            mirrored={mirrored.value}
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
              aria-label={clientName}
              data-testid="remote-video"
            />
          </VideoTile>
        }
        self={
          <VideoTile
            name="You"
            small
            nameHidden
            mirrored
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
          <CallTop name={clientName} detail={serviceName}>
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
              label="Mirror"
              pressed={mirrored.value}
              onClick={() => mirrored.value = !mirrored.value}
            />
            <CallButton
              kind="panel"
              pressed={panel.value}
              onClick={() => panel.value = !panel.value}
            />
            <CallButton
              kind="end"
              onClick={() => ending.value = true}
              data-testid="end-session"
            />
          </CallControls>
        }
        panel={panel.value
          ? (
            <div class="stack">
              <Facts
                items={[
                  { term: "When", details: when },
                  { term: "Time", details: <TimeLeft visit={visit} /> },
                ]}
              />
              <ClientNote note={note} />
              <DeviceChoice
                visit={visit}
                choose={(kind, id) => local.choose(kind, id)}
              />
            </div>
          )
          : null}
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

/** Counts by the server's clock; of its own, so that only it is drawn each second. */
function TimeLeft({ visit }: { readonly visit: Visit }) {
  const { snapshot, now } = visit.waiting;
  const left = Date.parse(snapshot.value.endsAt) - now.value;
  return (
    <span role="timer">
      {left >= 0 ? `${clock(left)} left` : `${clock(-left)} over`}
    </span>
  );
}
