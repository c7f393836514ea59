import type { GenericIssue, GenericSchema } from "valibot";
import { getDescription, getDotPath, safeParse } from "valibot";
import {
  type EndpointName,
  endpointOf,
  type ParsedBodyOf,
} from "@/lib/wire/endpoints.ts";
import { ok, type Outcome, refuse } from "@/lib/http/refusal.ts";
import { formBody, isForm } from "./form_body.ts";
import { jsonBody } from "./json_body.ts";

/** A request's body as the endpoint's schema reads it; undefined if the endpoint takes none. */
export async function endpointBody<Name extends EndpointName>(
  req: Request,
  name: Name,
): Promise<Outcome<ParsedBodyOf<Name>>> {
  const { body: schema, form, invalidBodyCode } = endpointOf(name);
  if (schema === undefined) return ok(undefined as ParsedBodyOf<Name>);
  const sent = form && isForm(req)
    ? await formFields(req)
    : await jsonBody(req);
  if (!sent.ok) return sent;
  const parsed = safeParse(schema, sent.value);
  if (parsed.success) return ok(parsed.output as ParsedBodyOf<Name>);
  const fields = whatIsWrong(schema, parsed.issues);
  return refuse(invalidBodyCode ?? "invalid_input", { fields });
}

async function formFields(req: Request) {
  const form = await formBody(req);
  return form.ok ? ok(Object.fromEntries(form.value)) : form;
}

/** Each field that does not fit, and what it must be, as a sentence. */
function whatIsWrong(
  schema: GenericSchema,
  issues: readonly GenericIssue[],
): Record<string, string> {
  const names = issues.map((issue) => getDotPath(issue)?.split(".")[0] ?? "");
  return Object.fromEntries(
    [...new Set(names)].map((
      name,
    ) => [name, `${name} must be ${mustBe(schema, name)}.`]),
  );
}

/** The description of a body's field, in whichever arm of a variant it is. */
export function mustBe(schema: GenericSchema, name: string): string {
  const arms = "options" in schema
    ? schema.options as readonly GenericSchema[]
    : [schema];
  for (const arm of arms) {
    const entries = "entries" in arm
      ? arm.entries as Record<string, GenericSchema>
      : {};
    if (Object.hasOwn(entries, name)) {
      const description = describe(entries[name]!);
      if (description !== undefined) return description;
    }
  }
  return "of another kind";
}

function describe(schema: GenericSchema): string | undefined {
  return getDescription(schema) ??
    ("wrapped" in schema
      ? describe(schema.wrapped as GenericSchema)
      : undefined);
}
