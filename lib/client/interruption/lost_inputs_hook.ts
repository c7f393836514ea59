import { useEffect } from "preact/hooks";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import { recaptureLost } from "./lost_inputs.ts";

/** While it is rendered, camera and microphone that the system took are captured again. */
export function useLostInputs(
  { devices, page }: Pick<CallPage, "devices" | "page">,
): void {
  useEffect(() => recaptureLost({ devices, page }), [devices, page]);
}
