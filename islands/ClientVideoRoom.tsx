import { useSignal } from "@preact/signals";
import { CallButton, CallControls } from "@/components/CallControls.tsx";
import { CallNoticeBanner } from "@/components/CallNoticeBanner.tsx";
import { CallStage } from "@/components/CallStage.tsx";
import { useCall, useDeviceLists } from "@/lib/client/hooks.ts";
import { useRecording } from "@/lib/client/recording_hook.ts";
import type { Visit } from "@/lib/client/visit.ts";
import { firstName } from "@/lib/client/words.ts";
import CallHeading from "./CallHeading.tsx";
import CallMore from "./CallMore.tsx";
import CallPictures from "./CallPictures.tsx";
import CallSettings from "./CallSettings.tsx";
import EndSessionModal from "./EndSessionModal.tsx";
import OwnTracksButtons from "./OwnTracksButtons.tsx";
import RecordingChoice from "./RecordingChoice.tsx";
import RecordingQuestion from "./RecordingQuestion.tsx";
import ScreenAndViewButtons from "./ScreenAndViewButtons.tsx";

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
  const room = useCall(visit, "client", other);
  const { local } = room.call;
  const cameras = useDeviceLists(visit).video;
  const recording = useRecording(visit, "client");
  const isRecorded = recording.step.value === "on";
  const ending = useSignal(false);
  const more = useSignal(false);

  return (
    <>
      <CallStage
        pictures={
          <CallPictures
            visit={visit}
            room={room}
            name={artistName}
            recording={isRecorded}
          />
        }
        top={
          <CallHeading
            room={room}
            name={artistName}
            detail={serviceName}
            recording={isRecorded}
          />
        }
        banner={room.notice
          ? <CallNoticeBanner notice={room.notice} onAction={room.act} />
          : null}
        controls={
          <CallControls>
            <OwnTracksButtons call={room.call} />
            {cameras.length > 1
              ? (
                <CallButton
                  kind="flip"
                  disabled={!local.cameraOn.value}
                  onClick={() => void local.flip()}
                  data-testid="flip"
                />
              )
              : null}
            <ScreenAndViewButtons call={room.call} visit={visit} />
            <CallButton
              kind="more"
              aria-haspopup="dialog"
              onClick={() => more.value = true}
              data-testid="more"
            />
            <CallButton
              kind="end"
              onClick={() => ending.value = true}
              data-testid="end-session"
            />
          </CallControls>
        }
      />
      <span ref={room.anchor} hidden />
      <CallMore open={more.value} onClose={() => more.value = false}>
        <CallSettings visit={visit} room={room} />
        <RecordingChoice recording={recording} otherName={other} />
      </CallMore>
      <RecordingQuestion recording={recording} />
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
