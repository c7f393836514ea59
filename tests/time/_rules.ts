import { setOffsetRule } from "@/lib/time/zone_offsets.ts";
import { packageRule } from "@/lib/time/zone_rules.ts";

/** As the server does at its start. */
export function todaysRules(): Disposable {
  const undo = setOffsetRule(packageRule);
  return { [Symbol.dispose]: undo };
}
