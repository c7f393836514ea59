import {
  type Answer,
  type ConsultationApi,
  UNEXPECTED,
} from "@/lib/client/page/api.ts";
import type { RecordingAnswer, RecordingBody } from "@/lib/wire/wire.ts";

/** The requests about the recording of a page's consultation. */
export interface RecordingApi {
  /** The recording's status, and the consent text. */
  recording(): Promise<Answer<RecordingAnswer>>;
  /** Every action but `download`, whose answer differs. */
  changeRecording(body: RecordingBody): Promise<Answer<RecordingAnswer>>;
}

export function recordingApi(
  { ask }: Pick<ConsultationApi, "ask">,
): RecordingApi {
  return {
    recording: () => ask("GET /api/video/consultation/:id/recording"),
    async changeRecording(body) {
      const answer = await ask("POST /api/video/consultation/:id/recording", {
        body,
      });
      if (!answer.ok) return answer;
      const { value } = answer;
      return "urls" in value ? UNEXPECTED : { ok: true, value };
    },
  };
}
