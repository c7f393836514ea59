import {
  type Answer,
  browserNet,
  call,
  type Failure,
  type Net,
  readRefusal,
} from "@/lib/client/page/api.ts";
import { urlOf } from "@/lib/client/page/endpoint_url.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { StillSource } from "@/lib/domain/stills/still.ts";
import type { StillsAnswer, StillsBody } from "@/lib/wire/wire.ts";
import { connection } from "@/words/page.ts";
import {
  browserUpload,
  type Upload,
  type UploadRequest,
} from "./upload_request.ts";

/** A picture on its way, under the id that it keeps over every try. */
export interface OutgoingStill {
  readonly id: string;
  readonly requestId: number | null;
  readonly from: StillSource;
  readonly blob: Blob;
}

export type Way = Pick<UploadRequest, "onProgress" | "signal">;

/** What one page may ask and say about stills. */
export interface StillsApi {
  list(): Promise<Answer<StillsAnswer>>;
  act(body: StillsBody): Promise<Answer<StillsAnswer>>;
  send(still: OutgoingStill, way: Way): Promise<Answer<StillsAnswer>>;
  /** Where a picture's file is. */
  fileUrl(photo: string): string;
}

const SEND = "POST /api/consultations/:id/stills/:still";

export function stillsApi(
  id: string,
  party: Party,
  { net = browserNet, upload = browserUpload }: {
    readonly net?: Net;
    readonly upload?: Upload;
  } = {},
): StillsApi {
  const query = { session: party };
  const about = { params: { id }, query };
  return {
    list: () => call(net, "GET /api/consultations/:id/stills", about),
    act: (body) =>
      call(net, "POST /api/consultations/:id/stills", { ...about, body }),
    async send({ id: still, requestId, from, blob }, way) {
      const url = urlOf(SEND, { id, still }, {
        query: {
          ...query,
          from,
          ...(requestId === null ? {} : { request: `${requestId}` }),
        },
      });
      return read(await upload({ url, blob, ...way }));
    },
    fileUrl: (photo) =>
      urlOf("GET /api/consultations/:id/photos/:photo", { id, photo }, {
        query,
      }),
  };
}

function read(answer: Awaited<ReturnType<Upload>>): Answer<StillsAnswer> {
  if (answer === null) return failure("offline", connection.offline);
  try {
    const body: unknown = JSON.parse(answer.text);
    if (answer.status < 300) return { ok: true, value: body as StillsAnswer };
    const refusal = readRefusal(body);
    if (refusal) return refusal;
  } catch {
    // A proxy's page.
  }
  return failure("unexpected", connection.unexpected);
}

function failure(code: Failure["code"], message: string): Failure {
  return { ok: false, code, message };
}
