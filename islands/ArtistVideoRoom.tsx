import { useSignal } from "@preact/signals";
import { CallButton, CallControls } from "@/components/CallControls.tsx";
import { CallNoticeBanner } from "@/components/CallNoticeBanner.tsx";
import { CallStage } from "@/components/CallStage.tsx";
import { type Brought, ClientNote } from "@/components/ClientNote.tsx";
import { Facts } from "@/components/Facts.tsx";
import { useCall } from "@/lib/client/hooks.ts";
import { useRecording } from "@/lib/client/recording_hook.ts";
import type { Visit } from "@/lib/client/visit.ts";
import { clock, firstName } from "@/lib/client/words.ts";
import CallHeading from "./CallHeading.tsx";
import CallMore from "./CallMore.tsx";
import CallPictures from "./CallPictures.tsx";
import CallSettings from "./CallSettings.tsx";
import EndSessionModal from "./EndSessionModal.tsx";
import OwnTracksButtons from "./OwnTracksButtons.tsx";
import RecordingChoice from "./RecordingChoice.tsx";
import RecordingQuestion from "./RecordingQuestion.tsx";
import ScreenAndViewButtons from "./ScreenAndViewButtons.tsx";

export interface ArtistVideoRoomProps {
  readonly visit: Visit;
  readonly clientName: string;
  readonly serviceName: string;
  readonly when: string;
  readonly brought: Brought;
}

/** The call at a desk: the client large, and what the artist needs to know beside the picture. */
export default function ArtistVideoRoom(props: ArtistVideoRoomProps) {
  const { visit, clientName, serviceName, when, brought } = props;
  const other = firstName(clientName);
  const room = useCall(visit, "artist", other);
  const recording = useRecording(visit, "artist");
  const isRecorded = recording.step.value === "on";
  const ending = useSignal(false);
  const panel = useSignal(true);
  const more = useSignal(false);
  const mirrored = useSignal(false);
  const about = (
    <div class="stack">
      <Facts
        items={[
          { term: "When", details: when },
          { term: "Time", details: <TimeLeft visit={visit} /> },
        ]}
      />
      <ClientNote brought={brought} />
      <CallSettings visit={visit} room={room} />
      <RecordingChoice recording={recording} otherName={other} />
    </div>
  );

  return (
    <>
      <CallStage
        pictures={
          <CallPictures
            visit={visit}
            room={room}
            name={clientName}
            recording={isRecorded}
            whole
            mirrored={mirrored.value}
          />
        }
        top={
          <CallHeading
            room={room}
            name={clientName}
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
            <CallButton
              kind="flip"
              label="Mirror"
              pressed={mirrored.value}
              onClick={() => mirrored.value = !mirrored.value}
            />
            <ScreenAndViewButtons call={room.call} visit={visit} />
            <CallButton
              kind="panel"
              class="call-button--wide"
              pressed={panel.value}
              onClick={() => panel.value = !panel.value}
            />
            <CallButton
              kind="more"
              class="call-button--narrow"
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
        panel={panel.value ? about : null}
      />
      <span ref={room.anchor} hidden />
      <CallMore open={more.value} onClose={() => more.value = false}>
        {about}
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
