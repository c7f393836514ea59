import { useMemo } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import {
  connectionCheck,
  type ConnectionCheckState,
} from "@/lib/client/check/connection_check.ts";
import { measureConnection } from "@/lib/client/check/measure_connection.ts";
import { browserTimers } from "@/lib/client/page/browser.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { deviceCheck } from "@/words/devices/check.ts";

const { connection: words } = deviceCheck;

/** Tests the connection, and says what it means for this call. */
export default function ConnectionCheck({ callPage }: {
  readonly callPage: Pick<CallPage, "sdkUrl">;
}) {
  const check = useMemo(() =>
    connectionCheck({
      measure: () => measureConnection(callPage.sdkUrl),
      timers: browserTimers,
    }), []);
  return (
    <ConnectionCheckView
      state={check.state.value}
      mayRun={check.mayRun.value}
      onRun={() => void check.run()}
    />
  );
}

export interface ConnectionCheckViewProps {
  readonly state: ConnectionCheckState;
  readonly mayRun: boolean;
  readonly onRun: () => void;
}

/** One state of the test. */
export function ConnectionCheckView(
  { state, mayRun, onRun }: ConnectionCheckViewProps,
) {
  const isRunning = state === "running";
  return (
    <div class="check__test">
      <Button
        type="button"
        size="small"
        icon="wifi"
        busy={isRunning}
        // Not `disabled`: the focus stays on the button.
        aria-disabled={mayRun ? undefined : "true"}
        onClick={onRun}
        data-testid="test-connection"
      >
        {state === null || isRunning ? words.test : words.again}
      </Button>
      <p class="soft" role="status" data-testid="connection-verdict">
        {state === null
          ? words.private
          : isRunning
          ? words.running
          : words.verdicts[state]}
      </p>
    </div>
  );
}
