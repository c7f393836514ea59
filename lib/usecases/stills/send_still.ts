import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import type { StillId } from "@/lib/domain/basic/ids.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { CheckedImage } from "@/lib/domain/booking/photo.ts";
import { checkImage } from "@/lib/domain/image/check.ts";
import {
  STILL_LIMITS,
  type StillSource,
  stillsUploadSession,
} from "@/lib/domain/stills/still.ts";
import { arrivalRefusal } from "@/lib/domain/stills/stills_rules.ts";
import { stillsRefusal } from "@/lib/domain/stills/stills_admission.ts";
import type { CountedStills, Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import { decidedBy } from "./change_stills.ts";

/** Whether this person may send a picture now: asked before its bytes are read. */
export async function admitStill(
  deps: Deps,
  { actor, id }: RequestContext,
): Promise<Outcome<null>> {
  const seen = await authorise(deps, { actor, action: "send_stills", id });
  if (!seen.ok) return seen;
  const wait = await deps.rateLimits.take(RATE_LIMITS.stills, id);
  if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
  const { value } = seen.value.stored;
  const now = deps.clock.now();
  return stillsRefusal(value, "send", { now, joinPolicy: deps.joinPolicy }) ??
    ok(null);
}

interface SentStill extends RequestContext {
  readonly still: StillId;
  readonly requestId: number | null;
  readonly from: StillSource;
  readonly bytes: Uint8Array;
}

/**
 * Checks and strips a picture, stores it, and lists it. One that has arrived
 * before is not stored again: the answer to it was lost.
 */
export async function sendStill(
  deps: Deps,
  { actor, id, bytes, ...sent }: SentStill,
): Promise<Outcome<CountedStills>> {
  const seen = await authorise(deps, { actor, action: "send_stills", id });
  if (!seen.ok) return seen;
  const before = await deps.stills.read(id);
  const listed = before.stills.stills;
  if (listed.some((one) => one.id === sent.still)) return ok(before);
  const image = checkImage(bytes);
  if (!image.ok) return image;
  const { length: size } = image.value.bytes;
  const refusal = arrivalRefusal(before.stills, { ...sent, size });
  if (refusal) return refusal;
  const uploadSession = stillsUploadSession(id);
  const photoId = await deps.photos.stage(uploadSession, image.value, {
    most: STILL_LIMITS.most,
  });
  if (photoId === "full" || photoId === "no_room") return refuse("stills_full");
  if (photoId === "expired") return refuse("photo_expired");
  const decide = decidedBy(deps, {
    type: "send",
    still: { ...arrived(image.value, sent), photoId },
  });
  const written = await deps.stills.change(id, decide, {
    uploadSession,
    id: photoId,
  });
  if (!written.ok || !written.value.changed) {
    await deps.photos.unstage(uploadSession, photoId);
  }
  return written;
}

function arrived(
  { width, height, bytes }: CheckedImage,
  { still, requestId, from }: Pick<SentStill, "still" | "requestId" | "from">,
) {
  return { id: still, requestId, from, width, height, size: bytes.length };
}
