import type { Instant } from "@/lib/domain/basic/instant.ts";
import {
  differingZones,
  RULES_VERSION,
  rulesAreOld,
} from "@/lib/time/zone_rules.ts";

/** What the admin reads about the rules of time zones. */
export async function zoneRulesLines(
  now: Instant,
  differing: () => Promise<readonly string[]> = differingZones,
): Promise<readonly string[]> {
  const zones = await differing();
  return [
    `Time zone rules: tzdata ${RULES_VERSION}`,
    ...(zones.length === 0 ? [] : [
      `This Deno's zone rules are not those of tzdata ${RULES_VERSION}: its times in ${
        zones.join(", ")
      } are an hour off. Visavis shows the right ones; update Deno when you can.`,
    ]),
    ...(rulesAreOld(now)
      ? [
        `The time zone rules are more than a year old. Update Visavis: a country may have changed its time since.`,
      ]
      : []),
  ];
}
