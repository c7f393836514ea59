import type { ComponentChildren } from "preact";
import RecordingChoice from "@/components/recording/RecordingChoice.tsx";
import RecordingQuestion from "@/components/recording/RecordingQuestion.tsx";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import type {
  CallDialog,
  MountedRoom,
} from "@/lib/client/call/call_room_hook.ts";
import { firstName } from "@/lib/client/page/words.ts";
import { CallButton, CallControls } from "./CallControls.tsx";
import CallHeading from "./CallHeading.tsx";
import CallMore from "./CallMore.tsx";
import { CallNoticeBanner } from "./CallNoticeBanner.tsx";
import CallSettings from "./CallSettings.tsx";
import { CallStage } from "./CallStage.tsx";
import CallTiles from "./CallTiles.tsx";
import EndSessionModal from "./EndSessionModal.tsx";
import LocalTrackButtons from "./LocalTrackButtons.tsx";
import ScreenAndViewButtons from "./ScreenAndViewButtons.tsx";

/** The parts of the page that a call reads and changes. */
export type CallRoomPage =
  & Pick<CallPage, "devices" | "speaker" | "view">
  & {
    readonly api: Pick<CallPage["api"], "end">;
    readonly waiting: Pick<CallPage["waiting"], "ended">;
  };

export interface CallRoomProps extends MountedRoom {
  readonly callPage: CallRoomPage;
  /** The other person. */
  readonly name: string;
  /** This person. */
  readonly ownName: string;
  /** What the consultation is about. */
  readonly detail: string;
  /** Shows all of the other person's video where it is large; otherwise it is cropped to fill the space. */
  readonly whole?: boolean;
  /** Mirrors the other person's video. */
  readonly mirrored?: boolean;
  /** A `CallButton` after microphone and camera. */
  readonly videoButton?: ComponentChildren;
  /** A `CallButton` before "More". */
  readonly panelButton?: ComponentChildren;
  /** Limits "More" to narrow screens; by default it is on all. */
  readonly moreOn?: "narrow";
  /** Leaves the call for now; absent for a person who can only end it. */
  readonly onLeave?: () => void;
  /** The content of the "More" dialog. */
  readonly more: ComponentChildren;
  /** The panel beside the video on a desktop, or null. */
  readonly panel?: ComponentChildren;
}

/** The frame of a call for both sides: stage, heading, notice, controls and dialogs, with slots for what only one side has. */
export function CallRoom(props: CallRoomProps) {
  const { callPage, room, recording, dialog, name, detail } = props;
  const isRecorded = recording.step.value === "on";
  const close = (which: CallDialog) => () => {
    if (dialog.value === which) dialog.value = null;
  };
  return (
    <>
      <CallStage
        tiles={
          <CallTiles
            callPage={callPage}
            room={room}
            name={name}
            ownName={props.ownName}
            recording={isRecorded}
            whole={props.whole ?? false}
            mirrored={props.mirrored ?? false}
          />
        }
        top={
          <CallHeading
            room={room}
            name={name}
            detail={detail}
            recording={isRecorded}
          />
        }
        banner={room.notice
          ? <CallNoticeBanner notice={room.notice} onAction={room.act} />
          : null}
        controls={<CallRoomControls {...props} />}
        panel={props.panel}
      />
      <span ref={room.anchor} hidden />
      <CallMore open={dialog.value === "more"} onClose={close("more")}>
        {props.more}
      </CallMore>
      <RecordingQuestion recording={recording} />
      <EndSessionModal
        open={dialog.value === "end"}
        otherName={firstName(name)}
        end={callPage.api.end}
        signInHref={room.signInHref}
        onStay={close("end")}
        onLeave={props.onLeave}
        onEnded={callPage.waiting.ended}
      />
    </>
  );
}

function CallRoomControls(
  { callPage, room, dialog, videoButton, panelButton, moreOn }: CallRoomProps,
) {
  return (
    <CallControls>
      <LocalTrackButtons call={room.call} />
      {videoButton}
      <ScreenAndViewButtons call={room.call} callPage={callPage} />
      {panelButton}
      <CallButton
        kind="more"
        class={moreOn && `call-button--${moreOn}`}
        aria-haspopup="dialog"
        onClick={() => dialog.value = "more"}
        data-testid="more"
      />
      <CallButton
        kind="end"
        onClick={() => dialog.value = "end"}
        data-testid="end-session"
      />
    </CallControls>
  );
}

/** Settings during the call: layout, devices, recording. */
export function CallChoices(
  { callPage, room, recording, name }: Pick<
    CallRoomProps,
    "callPage" | "room" | "recording" | "name"
  >,
) {
  return (
    <>
      <CallSettings callPage={callPage} room={room} />
      <RecordingChoice recording={recording} otherName={firstName(name)} />
    </>
  );
}
