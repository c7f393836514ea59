import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { LoadsLateParts } from "@/components/frame/LatePart.tsx";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import type {
  CallDialog,
  MountedRoom,
} from "@/lib/client/call/call_room_hook.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { CallChatButton } from "@/components/chat/CallChatButton.tsx";
import type { CallChatProps } from "@/components/chat/CallChat.tsx";
import { CallButton, CallControls } from "./CallControls.tsx";
import CallHeading from "./CallHeading.tsx";
import CallMore from "./CallMore.tsx";
import { CallNoticeBanner } from "./CallNoticeBanner.tsx";
import { CallStage } from "./CallStage.tsx";
import CallTiles from "./CallTiles.tsx";
import EndSessionModal from "./EndSessionModal.tsx";
import {
  LateCallChat,
  LateCallSettings,
  LateIdleControls,
  LateRecordingChoice,
  LateRecordingQuestion,
  LateStageSigns,
} from "./late/LateCallParts.tsx";
import LocalTrackButtons from "./LocalTrackButtons.tsx";
import ScreenAndViewButtons from "./ScreenAndViewButtons.tsx";

/** The parts of the page that a call reads and changes. */
export type CallRoomPage =
  & Pick<
    CallPage,
    | "devices"
    | "speaker"
    | "view"
    | "corner"
    | "asOthersSee"
    | "facts"
    | "page"
    | "zone"
  >
  & CallChatProps["callPage"]
  & {
    readonly api: Pick<CallPage["api"], "end">;
    readonly waiting: Pick<CallPage["waiting"], "ended" | "snapshot" | "now">;
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
  /** Another `CallBanner`, below the call's own. */
  readonly banner?: ComponentChildren;
  /** Sheets and drawers over the stage. */
  readonly beside?: ComponentChildren;
  /** What slides over the video above the controls. */
  readonly sheet?: ComponentChildren;
  /** Whether one of them is open, or a drawer. */
  readonly sheetOpen?: boolean | undefined;
  /** The panel beside the video on a desktop, or null. */
  readonly panel?: ComponentChildren;
  readonly panelCovered?: boolean | undefined;
}

/** The frame of a call for both sides: stage, heading, notice, controls and dialogs, with slots for what only one side has. */
export function CallRoom(props: CallRoomProps) {
  const { callPage, room, recording, dialog, name, detail } = props;
  const isRecorded = recording.step.value === "on";
  const shown = useSignal(true);
  const close = (which: CallDialog) => () => {
    if (dialog.value === which) dialog.value = null;
  };
  return (
    <LoadsLateParts.Provider
      value={room.call.settled.value || dialog.value !== null}
    >
      <CallStage
        corner={callPage.corner.value}
        idle={!shown.value}
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
            callPage={callPage}
            room={room}
            name={name}
            detail={detail}
            recording={isRecorded}
          />
        }
        banner={
          <>
            {room.notice && (
              <CallNoticeBanner notice={room.notice} onAction={room.act} />
            )}
            <LateStageSigns callPage={callPage} room={room} />
            {props.banner}
          </>
        }
        controls={<CallRoomControls {...props} />}
        panel={props.panel}
        panelCovered={props.panelCovered}
        sheet={
          <>
            {props.sheet}
            <LateCallChat
              callPage={callPage}
              unread={props.unread}
              viewer={recording.party}
              otherName={firstName(name)}
              open={dialog.value === "chat"}
              onOpen={() => dialog.value = "chat"}
              onClose={close("chat")}
            />
          </>
        }
      />
      <span
        ref={room.anchor}
        hidden
        data-asks-late={isLate(dialog.value) ? "" : undefined}
      />
      <CallMore open={dialog.value === "more"} onClose={close("more")}>
        {props.more}
      </CallMore>
      <LateIdleControls shown={shown} busy={hasToShowControls(props)} />
      {props.beside}
      <LateRecordingQuestion recording={recording} />
      <EndSessionModal
        open={dialog.value === "end"}
        otherName={firstName(name)}
        end={callPage.api.end}
        signInHref={room.signInHref}
        onStay={close("end")}
        onLeave={props.onLeave}
        onEnded={callPage.waiting.ended}
      />
    </LoadsLateParts.Provider>
  );
}

/** Whether the dialog is one whose code comes late. */
function isLate(dialog: CallDialog | null): boolean {
  return dialog === "chat" || dialog === "more";
}

/** Whether somebody may need the controls now: without a picture nothing is covered by them. */
function hasToShowControls(
  { callPage, room, dialog, unread, sheetOpen = false }: CallRoomProps,
): boolean {
  const other = room.call.participants.value[0];
  return sheetOpen || dialog.value !== null || room.notice !== null ||
    unread.value > 0 || callPage.view.value === "gallery" || !other?.video;
}

function CallRoomControls(
  { callPage, room, unread, dialog, videoButton, panelButton, moreOn }:
    CallRoomProps,
) {
  const isChat = dialog.value === "chat";
  return (
    <CallControls>
      <LocalTrackButtons call={room.call} />
      {videoButton}
      <ScreenAndViewButtons call={room.call} callPage={callPage} />
      {panelButton}
      <CallChatButton
        unread={unread}
        open={isChat}
        onClick={() => dialog.value = isChat ? null : "chat"}
      />
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
      <LateCallSettings callPage={callPage} room={room} />
      <LateRecordingChoice
        recording={recording}
        otherName={firstName(name)}
      />
    </>
  );
}
