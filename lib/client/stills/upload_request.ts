import { SECOND } from "@/lib/domain/basic/instant.ts";
import { browserTimers, type Timers } from "@/lib/client/page/browser.ts";

/** Without a sign of life for this long, a line is lost, even if the browser does not say so. */
const SILENCE = 20 * SECOND;

export interface UploadRequest {
  readonly url: string;
  readonly blob: Blob;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
  /** Breaks it off. */
  readonly signal: AbortSignal;
}

/** Null if no answer came. */
export type UploadAnswer =
  | { readonly status: number; readonly text: string }
  | null;

export type Upload = (request: UploadRequest) => Promise<UploadAnswer>;

/**
 * Sends a file with progress, which `fetch` has in no browser. Never rejects.
 */
export function uploadWith(
  { make, timers }: {
    readonly make: () => XMLHttpRequest;
    readonly timers: Pick<Timers, "after">;
  },
): Upload {
  return ({ url, blob, onProgress, signal }) =>
    new Promise((done) => {
      const request = make();
      let stop = () => {};
      const abort = () => request.abort();
      const heard = () => {
        stop();
        stop = timers.after(SILENCE, abort);
      };
      request.upload.onprogress = ({ loaded, total }) => {
        heard();
        if (total > 0) onProgress(loaded / total);
      };
      request.onloadend = () => {
        stop();
        signal.removeEventListener("abort", abort);
        const { status, responseText: text } = request;
        done(status === 0 ? null : { status, text });
      };
      signal.addEventListener("abort", abort);
      request.open("POST", url);
      request.setRequestHeader("accept", "application/json");
      request.setRequestHeader("content-type", blob.type);
      heard();
      request.send(blob);
    });
}

export const browserUpload: Upload = uploadWith({
  make: () => new XMLHttpRequest(),
  timers: browserTimers,
});
