import { RecordingMark } from "@/components/RecordingMark.tsx";
import { CallTop } from "@/components/CallTop.tsx";
import { ConnectionMark } from "@/components/ConnectionMark.tsx";
import type { MountedCall } from "@/lib/client/hooks.ts";

/** With whom, about what, whether it is recorded, and how good the line is. */
export default function CallHeading({ room, name, detail, recording }: {
  /** Whether it may be recording at this moment. */
  readonly recording: boolean;
  readonly room: MountedCall;
  readonly name: string;
  readonly detail: string;
}) {
  const { mark } = room;
  return (
    <CallTop name={name} detail={detail}>
      <RecordingMark on={recording} />
      {room.call.people.value[0]?.muted
        ? <span data-testid="remote-muted">Muted</span>
        : null}
      {mark
        ? (
          <span data-testid="connection" data-quality={mark.quality}>
            <ConnectionMark quality={mark.quality} words={mark.words} />
          </span>
        )
        : null}
    </CallTop>
  );
}
