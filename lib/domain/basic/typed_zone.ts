import { isZone } from "./calendar.ts";
import { bareIdentifier } from "./identifier.ts";
import { todaysZone } from "./zone_names.ts";

/** Longer than every zone's name. Longer text is cut first: normalising can make it eighteen times as long. */
const LONGEST_TYPED = 100;

/** A zone from a form or a URL, by the name that it has today; null if there is no such zone. */
export function readZoneName(text: string): string | null {
  const zone = todaysZone(bareIdentifier(text.slice(0, LONGEST_TYPED)));
  return isZone(zone) ? zone : null;
}
