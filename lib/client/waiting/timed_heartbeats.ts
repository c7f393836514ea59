import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { ConsultationApi } from "@/lib/client/page/api.ts";
import { isSilence } from "@/lib/client/page/failure_kinds.ts";
import { addLatency, isConnectionPoor, NO_SAMPLES } from "./server_latency.ts";

/** Measures the server's response time with each heartbeat. */
export function timedHeartbeats(
  api: Pick<ConsultationApi, "beat" | "leave" | "lastWord">,
  elapsed: () => number,
): {
  readonly api: Pick<ConsultationApi, "beat" | "leave" | "lastWord">;
  /** Whether our own connection to the server is poor. */
  readonly connectionPoor: ReadonlySignal<boolean>;
} {
  const latency = signal(NO_SAMPLES);
  return {
    connectionPoor: computed(() => isConnectionPoor(latency.value)),
    api: {
      leave: api.leave,
      lastWord: api.lastWord,
      async beat(...word) {
        const before = elapsed();
        const answer = await api.beat(...word);
        const silent = !answer.ok && isSilence(answer);
        const took = silent ? null : elapsed() - before;
        latency.value = addLatency(latency.value, took);
        return answer;
      },
    },
  };
}
