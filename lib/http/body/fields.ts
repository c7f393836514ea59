import { type Outcome, refuse } from "@/lib/http/refusal.ts";
import { formBody, isForm } from "./form_body.ts";
import { jsonBody } from "./json_body.ts";

/**
 * A page's text fields, from JSON or from a plain form. A person reads the
 * answer, so a body of another type is a form that we cannot read.
 */
export async function readFields(
  req: Request,
): Promise<Outcome<Map<string, string>>> {
  const body = isForm(req) ? await formBody(req) : await jsonBody(req);
  if (!body.ok) {
    return body.code === "unsupported_media_type"
      ? refuse("form_unreadable")
      : body;
  }
  const entries = body.value instanceof URLSearchParams
    ? [...body.value]
    : Object.entries(body.value);
  return {
    ok: true,
    value: new Map(
      entries.filter((entry): entry is [string, string] =>
        typeof entry[1] === "string"
      ),
    ),
  };
}
