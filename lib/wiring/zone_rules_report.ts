import type { Log } from "@/lib/ports/mod.ts";
import { differingZones, RULES_VERSION } from "@/lib/time/zone_rules.ts";

/** One line of the log shortly after the start, if the runtime has other zone rules than the package. */
export async function reportZoneRules(
  log: Log,
  differing: () => Promise<readonly string[]> = differingZones,
): Promise<void> {
  const zones = await differing();
  if (zones.length === 0) return;
  log("zone_rules_differ", {
    deno: Deno.version.deno,
    used: RULES_VERSION,
    zones,
  });
}
