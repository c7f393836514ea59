import type { Context } from "fresh";
import type { Client, IntakeAnswer } from "@/lib/domain/consultation.ts";
import { parsePhotoId, type PhotoId } from "@/lib/domain/ids.ts";
import { MINUTE } from "@/lib/domain/instant.ts";
import { readIntake } from "@/lib/domain/intake.ts";
import { parsePhone } from "@/lib/domain/phone.ts";
import { PHOTO_LIMITS } from "@/lib/domain/photo.ts";
import { type Outcome, type Refusal, refuse } from "@/lib/domain/refusal.ts";
import type { IntakeQuestion } from "@/lib/domain/studio.ts";
import { cleanLine, cleanLines, parseEmail } from "@/lib/domain/plain_text.ts";
import { isZone } from "@/lib/time/openings.ts";
import { stagePhoto } from "@/lib/usecases/stage_photo.ts";
import { basketOf, openBasket } from "./basket.ts";
import { formBody } from "./form_body.ts";
import { isMultipart, multipartBody } from "./multipart_body.ts";
import { peerOf } from "./peer.ts";
import { waitForPicture } from "./picture_limit.ts";
import { wordsOf } from "./refusals.ts";
import { isSameOrigin } from "./same_origin.ts";
import type { State } from "./state.ts";

const NAME = 80;
const NOTE = 1000;

/**
 * The client's details from the booking form, or what is wrong with each.
 *
 * @param texts whether the form asks about text messages at all
 */
export function readClient(
  fields: URLSearchParams,
  texts = false,
): Outcome<Client> {
  const name = cleanLine(fields.get("name") ?? "");
  const typedEmail = fields.get("email") ?? "";
  const email = parseEmail(typedEmail);
  const note = cleanLines(fields.get("note") ?? "");
  const zone = fields.get("zone") ?? "";
  const wrong: Record<string, string> = {};
  if (name === "") wrong.name = "Please tell us your name.";
  else if (name.length > NAME) wrong.name = `Use at most ${NAME} characters.`;
  if (email === null) {
    wrong.email = cleanLine(typedEmail) === ""
      ? "We need your email to send you the link."
      : "This does not look like an email address.";
  }
  if (note.length > NOTE) wrong.note = `Use at most ${NOTE} characters.`;
  const phone = texts ? readPhone(fields, wrong) : null;
  if (!isZone(zone)) wrong.zone = "This time zone is unknown.";
  if (email === null || Object.keys(wrong).length > 0) {
    return refuse("invalid_input", { fields: wrong });
  }
  return { ok: true, value: { name, email, zone, note, phone } };
}

/** The number, only for whoever has ticked the box: a number alone is no consent, and is not kept. */
function readPhone(
  fields: URLSearchParams,
  wrong: Record<string, string>,
): string | null {
  if (fields.get("texts") !== "yes") return null;
  const typed = fields.get("phone") ?? "";
  const phone = parsePhone(typed);
  if (phone === null) {
    wrong.phone = typed.trim() === ""
      ? "We need your number to send you text messages. Or leave the box empty."
      : "Write it with + and your country's code, as in +49 151 12345678.";
  }
  return phone;
}

/** All that the form says of the client, or all that is wrong with it at once. */
export function readDetails(
  fields: URLSearchParams,
  questions: readonly IntakeQuestion[],
  texts = false,
): Outcome<{
  readonly client: Client;
  readonly intake: readonly IntakeAnswer[];
  readonly photos: readonly PhotoId[];
}> {
  const client = readClient(fields, texts);
  const intake = readIntake(fields, questions);
  if (!client.ok || !intake.ok) {
    return refuse("invalid_input", {
      fields: {
        ...(client.ok ? {} : client.facts.fields),
        ...(intake.ok ? {} : intake.facts.fields),
      },
    });
  }
  const ids = new Set(fields.getAll("photo"));
  if (ids.size > PHOTO_LIMITS.most) return refuse("too_many_photos");
  const photos = [...ids].map(parsePhotoId);
  if (!photos.every((id) => id !== null)) return refuse("photo_expired");
  return {
    ok: true,
    value: { client: client.value, intake: intake.value, photos },
  };
}

/**
 * Names one form with all that it says of the booking, so that the same press is
 * known again; a form that was changed meanwhile is another one. Null without the
 * form's own key: a script's bookings are as many as it sends.
 */
export async function pressOf(
  ctx: Context<State>,
  fields: URLSearchParams,
): Promise<string | null> {
  const key = fields.get("key") ?? "";
  if (!FORM_KEY.test(key)) return null;
  // Pictures that come with the form are other ones each time.
  const said = [...fields].filter(([name]) => name !== "photo");
  return await ctx.state.services.deps.secrets.hash(JSON.stringify(said));
}

/** What makes each page's form another one. */
export const FORM_KEY = /^[\w-]{43}$/;

/** Bytes of a form with its pictures, where no script has made them smaller and sent them before. */
const WITH_PICTURES = 32 * 1024 * 1024;
/** Bytes of one without. */
const WITHOUT_PICTURES = 128 * 1024;

const TOO_MUCH =
  "These pictures are too large together. Choose fewer, or smaller ones.";

export interface BookingForm {
  readonly fields: URLSearchParams;
  /** Where the pictures lie that it names. */
  readonly basket: string | null;
  /** Why it cannot be booked with; what was readable stands in the fields all the same. */
  readonly refusal: Refusal | null;
}

/**
 * The booking form as it was sent. Pictures that come with it are checked and put
 * into the basket, and named in the fields as if they had been sent before: a form
 * that is refused for another reason still has them.
 */
export async function readBookingForm(
  ctx: Context<State>,
  headers: Headers,
): Promise<BookingForm> {
  const none = (refusal: Refusal) => ({
    fields: new URLSearchParams(),
    basket: null,
    refusal,
  });
  const { config, deps } = ctx.state.services;
  if (!isSameOrigin(ctx.req, config.baseUrl)) {
    return none(refuse("cross_site"));
  }
  if (!isMultipart(ctx.req)) {
    const body = await formBody(ctx.req);
    if (!body.ok) return none(body);
    const basket = await basketOf(ctx);
    return { fields: body.value, basket, refusal: null };
  }
  const small = Number(ctx.req.headers.get("content-length") ?? Infinity) <=
    WITHOUT_PICTURES;
  // A large body costs memory before anything is known of its pictures; these are
  // counted one by one below, however small the body.
  const wait = small ? 0 : await deps.rateLimits.take(
    `photos in forms ${peerOf(ctx)}`,
    10,
    10 * MINUTE,
  );
  // The pictures come last: what was typed is read also where they are not.
  const limit = small || wait > 0 ? WITHOUT_PICTURES : WITH_PICTURES;
  const body = await multipartBody(ctx.req, limit);
  if (!body.ok) return none(body);
  const { fields, files, whole } = body.value;
  let basket = await basketOf(ctx);
  const so = (refusal: Refusal | null) => ({ fields, basket, refusal });
  if (wait > 0) return so(refuse("rate_limited", { retryAfterSeconds: wait }));
  if (!whole) return so(wrongPictures([TOO_MUCH]));
  if (files.length === 0) return so(null);
  if (fields.getAll("photo").length + files.length > PHOTO_LIMITS.most) {
    return so(refuse("too_many_photos"));
  }
  basket = await openBasket(ctx, headers);
  await makeRoom(ctx, basket, fields.getAll("photo"));
  const wrong: string[] = [];
  for (const file of files) {
    const seconds = await waitForPicture(ctx);
    if (seconds > 0) {
      return so(refuse("rate_limited", { retryAfterSeconds: seconds }));
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const staged = await stagePhoto(deps, basket, bytes);
    if (staged.ok) fields.append("photo", staged.value);
    else wrong.push(`${shortName(file)}: ${wordsOf(staged.code)}`);
  }
  return so(wrong.length === 0 ? null : wrongPictures(wrong));
}

/** Pictures that this form does not name any more make room for those that come with it. */
async function makeRoom(
  ctx: Context<State>,
  basket: string,
  named: readonly string[],
) {
  const { photos } = ctx.state.services.deps;
  for (const { id } of await photos.staged(basket)) {
    if (!named.includes(id)) await photos.unstage(basket, id);
  }
}

function wrongPictures(words: readonly string[]): Refusal {
  return refuse("invalid_input", { fields: { pictures: words.join(" ") } });
}

function shortName(file: File): string {
  return cleanLine(file.name).slice(0, 60) || "A picture";
}
