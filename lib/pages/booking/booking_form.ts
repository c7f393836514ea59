import type { Context } from "fresh";
import type {
  Client,
  IntakeAnswer,
} from "@/lib/domain/consultation/consultation.ts";
import { MAX_CLIENT_NOTE } from "@/lib/domain/consultation/client_details.ts";
import { parsePhotoId, type PhotoId } from "@/lib/domain/basic/ids.ts";
import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import { readIntake } from "@/lib/domain/offer/intake.ts";
import { parsePhone } from "@/lib/domain/basic/phone.ts";
import { PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import { orStoreRefusal } from "@/lib/http/api.ts";
import type { Outcome } from "@/lib/domain/basic/refusal.ts";
import { type Refusal, refuse } from "@/lib/http/refusal.ts";
import type { IntakeQuestion } from "@/lib/domain/offer/studio.ts";
import { parseEmail } from "@/lib/domain/basic/email.ts";
import { cleanLine, cleanLines } from "@/lib/domain/basic/plain_text.ts";
import { readZoneName } from "@/lib/domain/basic/typed_zone.ts";
import { openUploadSession, uploadSessionOf } from "./upload_session.ts";
import { formBody } from "@/lib/http/body/form_body.ts";
import { isMultipart, multipartBody } from "@/lib/http/body/multipart_body.ts";
import { remoteAddressOf } from "@/lib/http/remote_address.ts";
import { invalidPhotos, takeFiles } from "./form_files.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import type { State } from "@/lib/http/state.ts";
import { bookingErrors as words } from "@/words/booking_errors.ts";

const NAME = 80;

/**
 * The client's details from the booking form, or the error of each.
 *
 * @param texts whether the form offers text messages
 */
export function readClient(
  fields: URLSearchParams,
  texts = false,
): Outcome<Client> {
  const name = cleanLine(fields.get("name") ?? "");
  const typedEmail = fields.get("email") ?? "";
  const email = parseEmail(typedEmail);
  const zone = readZoneName(fields.get("zone") ?? "");
  const errors: Record<string, string> = {};
  const { note, phone } = readNoteAndPhone(fields, { texts, errors });
  if (name === "") errors.name = words.name;
  else if (name.length > NAME) {
    errors.name = words.tooLong({ most: NAME });
  }
  if (email === null) {
    errors.email = cleanLine(typedEmail) === ""
      ? words.emailMissing
      : words.email;
  }
  if (zone === null) errors.zone = words.zone;
  if (email === null || zone === null || Object.keys(errors).length > 0) {
    return refuse("invalid_input", { fields: errors });
  }
  return { ok: true, value: { name, email, zone, note, phone } };
}

/** What a client may still change later; what is wrong is added to the errors. */
export function readNoteAndPhone(
  fields: URLSearchParams,
  { texts, errors }: {
    readonly texts: boolean;
    readonly errors: Record<string, string>;
  },
): Pick<Client, "note" | "phone"> {
  const note = cleanLines(fields.get("note") ?? "");
  if (note.length > MAX_CLIENT_NOTE) {
    errors.note = words.tooLong({ most: MAX_CLIENT_NOTE });
  }
  return { note, phone: texts ? readPhone(fields, errors) : null };
}

const EXAMPLE_PHONE = "+49 151 12345678";

/** The number, only if the box is ticked: a number alone is no consent, and is not stored. */
function readPhone(
  fields: URLSearchParams,
  errors: Record<string, string>,
): string | null {
  if (fields.get("texts") !== "yes") return null;
  const typed = fields.get("phone") ?? "";
  const phone = parsePhone(typed);
  if (phone === null) {
    errors.phone = typed.trim() === ""
      ? words.phoneMissing
      : words.phone({ example: EXAMPLE_PHONE });
  }
  return phone;
}

/** Everything that the form says about the client, or all errors at once. */
export function readDetails(
  fields: URLSearchParams,
  { questions, texts }: {
    readonly questions: readonly IntakeQuestion[];
    /** Whether the form asks about text messages at all. */
    readonly texts: boolean;
  },
): Outcome<{
  readonly client: Client;
  readonly intake: readonly IntakeAnswer[];
  readonly photos: readonly PhotoId[];
}> {
  const client = readClient(fields, texts);
  const intake = readIntake(fields, { questions, words });
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
 * Identifies one form with all its fields, so that a second submit of it is
 * recognised; a form that was changed in between is a different one. Null
 * without the form's own key: a script books as often as it submits.
 */
export async function idempotencyKeyOf(
  ctx: Context<State>,
  fields: URLSearchParams,
): Promise<string | null> {
  const key = fields.get("key") ?? "";
  if (!FORM_KEY.test(key)) return null;
  // Photos that come with the form are different ones each time.
  const said = [...fields].filter(([name]) => name !== "photo");
  return await ctx.state.services.deps.secrets.hash(JSON.stringify(said));
}

/** Makes each page's form distinct. */
export const FORM_KEY = /^[\w-]{43}$/;

/** Bytes of a form with its photos, when no script has resized and uploaded them before. */
const LIMIT_WITH_PHOTOS = 32 * 1024 * 1024;
/** Bytes of a form without photos. */
const LIMIT_WITHOUT_PHOTOS = 128 * 1024;

export interface BookingForm {
  readonly fields: URLSearchParams;
  /** The upload session of the photos that it names. */
  readonly uploadSession: string | null;
  /** Why it cannot be booked; what could be read is in the fields anyway. */
  readonly refusal: Refusal | null;
}

/**
 * The booking form as submitted. Photos that come with it are checked, added to
 * the upload session and named in the fields as if they had been uploaded
 * before: a form that is refused for another reason keeps them.
 */
export async function readBookingForm(
  ctx: Context<State>,
  headers: Headers,
): Promise<BookingForm> {
  const none = (refusal: Refusal) => ({
    fields: new URLSearchParams(),
    uploadSession: null,
    refusal,
  });
  const { config, deps, formSenders } = ctx.state.services;
  if (!isSameOrigin(ctx.req, config.baseUrl)) {
    const refusal = refuse("cross_site");
    return { ...none(refusal), fields: await typedFields(ctx.req) };
  }
  if (!isMultipart(ctx.req)) {
    const body = await formBody(ctx.req);
    if (!body.ok) return none(body);
    const uploadSession = await uploadSessionOf(ctx);
    return { fields: body.value, uploadSession, refusal: null };
  }
  const small = Number(ctx.req.headers.get("content-length") ?? Infinity) <=
    LIMIT_WITHOUT_PHOTOS;
  const address = remoteAddressOf(ctx);
  // A large body costs memory before its photos are known; these are counted
  // one by one below, however small the body is.
  const allowed = small
    ? within(formSenders.take(address, deps.clock.now()))
    : await orStoreRefusal(async () =>
      within(await deps.rateLimits.take(RATE_LIMITS.photoForms, address))
    );
  // The photos come last: the typed fields are read even if the photos are not.
  const limit = small || !allowed.ok ? LIMIT_WITHOUT_PHOTOS : LIMIT_WITH_PHOTOS;
  const body = await multipartBody(ctx.req, limit);
  if (!body.ok) return none(body);
  const { fields, files, cut } = body.value;
  let uploadSession = await uploadSessionOf(ctx);
  const so = (refusal: Refusal | null) => ({ fields, uploadSession, refusal });
  if (!allowed.ok) return so(allowed);
  if (cut === "busy") {
    return so(refuse("server_busy", { retryAfterSeconds: 5 }));
  }
  if (cut === "too_large") return so(invalidPhotos([words.photosTooLarge]));
  if (files.length === 0) return so(null);
  if (fields.getAll("photo").length + files.length > PHOTO_LIMITS.most) {
    return so(refuse("too_many_photos"));
  }
  const session = await openUploadSession(ctx, headers);
  uploadSession = session;
  const taken = await orStoreRefusal(() =>
    takeFiles(ctx, { uploadSession: session, files, fields })
  );
  return so(taken.ok ? null : taken);
}

/** @param wait seconds, as a rate limit returns them */
function within(wait: number): Outcome<null> {
  return wait === 0
    ? { ok: true, value: null }
    : refuse("rate_limited", { retryAfterSeconds: wait });
}

/** What was typed into a form that is refused; without its photos. */
async function typedFields(req: Request): Promise<URLSearchParams> {
  if (!isMultipart(req)) {
    const body = await formBody(req);
    return body.ok ? body.value : new URLSearchParams();
  }
  const body = await multipartBody(req, LIMIT_WITHOUT_PHOTOS);
  return body.ok ? body.value.fields : new URLSearchParams();
}
