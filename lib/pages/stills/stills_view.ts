import { iso } from "@/lib/domain/basic/instant.ts";
import {
  isRemovable,
  roomFor,
  type Stills,
} from "@/lib/domain/stills/still.ts";
import type { CountedStills } from "@/lib/ports/mod.ts";
import type { StillsAnswer } from "@/lib/wire/wire.ts";

/** The stills as both pages read them. Instants are ISO 8601 in UTC. */
export function stillsView(
  { stills: now, count }: CountedStills,
): StillsAnswer {
  const newest = now.requests.at(-1);
  return {
    count,
    request: newest === undefined
      ? null
      : { ...newest, askedAt: iso(newest.askedAt) },
    stills: shownStills(now),
    ...roomFor(now),
  };
}

/** The pictures alone, as the pages after the end show them. */
export function shownStills(
  { stills }: Pick<Stills, "stills">,
): StillsAnswer["stills"] {
  return stills.map((still) => ({
    id: still.id,
    photo: still.photoId,
    what: still.what,
    from: still.from,
    takenAt: iso(still.takenAt),
    width: still.width,
    height: still.height,
    approved: Boolean(still.approved),
    removable: isRemovable(still),
  }));
}
