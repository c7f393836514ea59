import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { Timers } from "@/lib/client/page/browser.ts";
import type { Kind } from "./devices.ts";

/**
 * Whether the permissions are granted permanently, so that requesting shows no
 * prompt. Only a "granted" is reliable: some browsers answer "prompt" although
 * it was denied.
 */
export async function isAlreadyAllowed(
  permissions: Permissions | undefined = globalThis.navigator?.permissions,
  kinds: readonly Kind[] = ["video", "audio"],
): Promise<boolean> {
  try {
    const states = await Promise.all(
      kinds.map((kind) =>
        permissions!.query({
          name: (kind === "audio" ? "microphone" : "camera") as PermissionName,
        })
      ),
    );
    return states.every(({ state }) => state === "granted");
  } catch {
    return false;
  }
}

/** For captures that never settle. */
const CAPTURE_WITHIN = 15 * SECOND;

/** Rejects a capture that takes too long; returns the undo. */
export type CaptureLimit = (
  kinds: readonly Kind[],
  reject: (error: unknown) => void,
) => () => void;

/** @param isAllowed whether no prompt is open: people take their time to answer */
export function captureLimit(
  timers: Pick<Timers, "after">,
  isAllowed: (kinds: readonly Kind[]) => Promise<boolean> = (kinds) =>
    isAlreadyAllowed(undefined, kinds),
): CaptureLimit {
  return (kinds, reject) =>
    timers.after(CAPTURE_WITHIN, async () => {
      if (await isAllowed(kinds)) {
        reject(new DOMException("", "TimeoutError"));
      }
    });
}
