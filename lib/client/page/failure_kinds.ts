import type { Failure } from "./api.ts";

/** Refusals after which asking again will not let this browser in. */
export function isFinal({ code }: Pick<Failure, "code">): boolean {
  return code === "not_found" || code === "sign_in_required" ||
    code === "wrong_role" || code === "link_invalid" ||
    code === "link_replaced";
}

/** No answer at all, as opposed to a refusal. */
export function isSilence({ code }: Pick<Failure, "code">): boolean {
  return code === "offline" || code === "timeout";
}
