import { beginOwnInterruption } from "@/lib/client/interruption/own_interruption.ts";

/**
 * The phone's camera app, opened by our own button, pauses this page's camera
 * on iPhones, and may leave it stopped. That is an interruption like a phone
 * call, but one whose beginning and end we know.
 */
export interface CameraApp {
  /**
   * Just before the camera app opens.
   *
   * @param picker the input that opens it, kept meanwhile: the call may start
   * before the person is back, and a page that has thrown it away would not
   * hear of the picture
   */
  begin(picker: object): void;
  /** The person is back, with a picture or without. */
  end(): void;
  /**
   * Names what brings back what was taken away, and leaves the rest alone:
   * waiting room and call each have their own. Returns the undo.
   */
  restoreBy(restore: () => Promise<unknown>): () => void;
}

export function cameraApp(): CameraApp {
  let open: { readonly picker: object; readonly over: () => void } | null =
    null;
  let restore: (() => Promise<unknown>) | null = null;
  return {
    begin(picker) {
      open = { picker, over: open?.over ?? beginOwnInterruption() };
    },
    end() {
      if (open === null) return;
      open.over();
      open = null;
      // If it fails, the call's own notice offers to try again.
      void restore?.().catch(() => {});
    },
    restoreBy(next) {
      restore = next;
      return () => {
        if (restore === next) restore = null;
      };
    },
  };
}
