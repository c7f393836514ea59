import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";
import { readForm } from "./callback_body.ts";

export interface SignatureOptions {
  /** The account's auth token, which signs callbacks. */
  readonly authToken: string;
  /** The URL as configured at Twilio: behind a proxy, the request's own URL differs. */
  readonly publicUrl: string;
}

/**
 * Reads a form from Twilio: of bounded size, and with an `X-Twilio-Signature`
 * over the public URL and every parameter. A signature contains no time: the
 * caller has to stop replays.
 *
 * @returns the form, or the status to refuse with
 */
export async function readSignedForm(
  req: Request,
  { authToken, publicUrl }: SignatureOptions,
): Promise<URLSearchParams | 403 | 413 | 415> {
  const form = await readForm(req);
  if (typeof form === "number") return form;
  const signature = req.headers.get("x-twilio-signature") ?? "";
  return isSigned(signature, { authToken, publicUrl, form }) ? form : 403;
}

/**
 * Twilio signs the URL with or without its default port. Both are computed, so
 * that nothing leaks through timing.
 */
function isSigned(
  signature: string,
  { authToken, publicUrl, form }: SignatureOptions & {
    readonly form: URLSearchParams;
  },
): boolean {
  const given = Buffer.from(signature, "base64");
  return portVariants(publicUrl)
    .map((url) => expectedSignature(form, { authToken, url }))
    .map((expected) =>
      given.length === expected.length && timingSafeEqual(given, expected)
    )
    .includes(true);
}

/** https://www.twilio.com/docs/usage/security#validating-requests */
function expectedSignature(
  form: URLSearchParams,
  { authToken, url }: { readonly authToken: string; readonly url: string },
): Buffer {
  const names = [...new Set(form.keys())].sort();
  const text = names.reduce(
    (text, name) =>
      [...new Set(form.getAll(name))].sort().reduce(
        (before, value) => before + name + value,
        text,
      ),
    url,
  );
  return createHmac("sha1", authToken).update(text, "utf8").digest();
}

function portVariants(url: string): string[] {
  const match = /^(https?):\/\/([^/?#:]+|\[[^\]]*\])(:\d+)?(.*)$/s.exec(url);
  if (!match) return [url];
  const [, scheme, host, port, rest] = match;
  const usual = scheme === "https" ? ":443" : ":80";
  return [
    url,
    `${scheme}://${host}${port ?? usual}${rest}`,
    `${scheme}://${host}${rest}`,
  ];
}
