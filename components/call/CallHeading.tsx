import { RecordingIndicator } from "@/components/recording/RecordingIndicator.tsx";
import { CallTop } from "@/components/call/CallTop.tsx";
import {
  LateConnectionIndicator,
  LateTimeLeft,
} from "@/components/call/late/LateCallParts.tsx";
import type { TimeLeftProps } from "@/components/call/late/TimeLeft.tsx";
import type { MountedCall } from "@/lib/client/call/call_hook.ts";
import { call as words } from "@/words/call.ts";

/** The other person, the service, the recording status, and the connection quality. */
export default function CallHeading(
  { room, name, detail, recording, callPage }: {
    /** Whether it may be recording now. */
    readonly recording: boolean;
    readonly room: MountedCall;
    readonly name: string;
    readonly detail: string;
    readonly callPage: TimeLeftProps["callPage"];
  },
) {
  const { mark } = room;
  return (
    <CallTop name={name} detail={detail}>
      <RecordingIndicator on={recording} />
      {room.call.participants.value[0]?.muted
        ? <span data-testid="remote-muted">{words.muted}</span>
        : null}
      <LateTimeLeft callPage={callPage} />
      {mark
        ? (
          <span data-testid="connection" data-quality={mark.quality}>
            <LateConnectionIndicator
              quality={mark.quality}
              words={mark.words}
            />
          </span>
        )
        : null}
    </CallTop>
  );
}
