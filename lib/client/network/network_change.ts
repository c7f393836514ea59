/** The used part of `navigator.connection` (wicg.github.io/netinfo), which TypeScript's types lack. */
export interface NetworkInformation
  extends Pick<EventTarget, "addEventListener" | "removeEventListener"> {
  /** `wifi`, `cellular`, …; Chrome on Android only. */
  readonly type?: string;
}

/**
 * Calls when a phone changes between Wi-Fi and mobile data, where the browser
 * tells. Nothing goes offline then, and what was sent on the old network hangs.
 *
 * @returns the undo
 */
export function onNetworkChange(
  then: () => void,
  connection: NetworkInformation | undefined =
    (globalThis.navigator as { connection?: NetworkInformation } | undefined)
      ?.connection,
): () => void {
  let before = connection?.type;
  // The event also comes with each new estimate of the bandwidth.
  const look = () => {
    const { type } = connection!;
    if (type === before) return;
    before = type;
    if (type !== undefined && type !== "none") then();
  };
  connection?.addEventListener("change", look);
  return () => connection?.removeEventListener("change", look);
}
