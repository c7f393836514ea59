import { RecordingIndicator } from "@/components/recording/RecordingIndicator.tsx";
import { CallTop } from "@/components/call/CallTop.tsx";
import { ConnectionIndicator } from "@/components/call/ConnectionIndicator.tsx";
import type { MountedCall } from "@/lib/client/call/call_hook.ts";
import { call as words } from "@/words/call.ts";

/** The other person, the service, the recording status, and the connection quality. */
export default function CallHeading({ room, name, detail, recording }: {
  /** Whether it may be recording now. */
  readonly recording: boolean;
  readonly room: MountedCall;
  readonly name: string;
  readonly detail: string;
}) {
  const { mark } = room;
  return (
    <CallTop name={name} detail={detail}>
      <RecordingIndicator on={recording} />
      {room.call.participants.value[0]?.muted
        ? <span data-testid="remote-muted">{words.muted}</span>
        : null}
      {mark
        ? (
          <span data-testid="connection" data-quality={mark.quality}>
            <ConnectionIndicator quality={mark.quality} words={mark.words} />
          </span>
        )
        : null}
    </CallTop>
  );
}
