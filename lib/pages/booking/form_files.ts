import type { Context } from "fresh";
import { cleanLine } from "@/lib/domain/basic/plain_text.ts";
import type { SentFile } from "@/lib/http/body/multipart_body.ts";
import { ok, type Outcome, type Refusal, refuse } from "@/lib/http/refusal.ts";
import { wordsOf } from "@/lib/http/refusals.ts";
import type { State } from "@/lib/http/state.ts";
import { stagePhoto } from "@/lib/usecases/booking/stage_photo.ts";
import { bookingErrors as words } from "@/words/booking_errors.ts";
import { takePhotoUpload } from "./photo_rate_limit.ts";

/** Stores the files and adds their ids to the fields; those before a refusal are kept. */
export async function takeFiles(
  ctx: Context<State>,
  { uploadSession, files, fields }: {
    readonly uploadSession: string;
    readonly files: readonly SentFile[];
    readonly fields: URLSearchParams;
  },
): Promise<Outcome<null>> {
  await makeRoom(ctx, { uploadSession, named: fields.getAll("photo") });
  const errors: string[] = [];
  for (const file of files) {
    const wait = await takePhotoUpload(ctx, file.size);
    if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: wait });
    const staged = await stagePhoto(ctx.state.services.deps, {
      uploadSession,
      bytes: file.bytes(),
    });
    if (staged.ok) fields.append("photo", staged.value);
    else if (staged.code === "photos_full") return staged;
    else errors.push(`${shortName(file)}: ${wordsOf(staged.code)}`);
  }
  return errors.length === 0 ? ok(null) : invalidPhotos(errors);
}

/** Photos that this form no longer names make room for those that come with it. */
async function makeRoom(
  ctx: Context<State>,
  { uploadSession, named }: {
    readonly uploadSession: string;
    readonly named: readonly string[];
  },
) {
  const { photos } = ctx.state.services.deps;
  for (const { id } of await photos.staged(uploadSession)) {
    if (!named.includes(id)) await photos.unstage(uploadSession, id);
  }
}

export function invalidPhotos(words: readonly string[]): Refusal {
  return refuse("invalid_input", { fields: { pictures: words.join(" ") } });
}

function shortName(file: SentFile): string {
  return cleanLine(file.name).slice(0, 60) || words.unnamedPhoto;
}
