/** A body that does not fit is told what each of its fields must be. */
import { expect } from "expect";
import { ENDPOINT_NAMES, endpointOf } from "@/lib/wire/endpoints.ts";
import { mustBe } from "@/lib/http/body/endpoint_body.ts";
import { wordsOf } from "@/lib/http/refusals.ts";
import { START, withApp } from "@/tests/_support/an_app.ts";
import { consultationPath, video } from "@/tests/routes/_requests.ts";

Deno.test("each field of each body has words for what it must be", () => {
  for (const name of ENDPOINT_NAMES) {
    const { body } = endpointOf(name);
    if (body === undefined) continue;
    for (const field of fieldsOf(body)) {
      const words = mustBe(body, field);
      expect([name, field, words]).not.toEqual([
        name,
        field,
        "of another kind",
      ]);
      expect(words).toMatch(/^[a-z0-9].*[^.]$/);
    }
  }
});

function fieldsOf(schema: unknown): string[] {
  const { entries = {}, options = [] } = schema as {
    readonly entries?: Record<string, unknown>;
    readonly options?: readonly unknown[];
  };
  return [...Object.keys(entries), ...options.flatMap(fieldsOf)];
}

const WRONG: readonly [
  what: string,
  path: (id: string) => string,
  body: unknown,
  fields: Record<string, string>,
][] = [
  ["a token", (id) => `${video(id)}/token`, { tab: "x" }, {
    tab: "tab must be 8 to 64 letters, digits, hyphens or underscores.",
  }],
  ["a consent without its text", (id) => `${video(id)}/recording`, {
    action: "consent",
  }, {
    textVersion:
      "textVersion must be the version of the text that the person agrees to.",
  }],
  ["an action that there is not", (id) => `${video(id)}/recording`, {
    action: "rewind",
  }, {
    action:
      "action must be one of ask, consent, withdraw, start, stop, delete and download.",
  }],
  ["a time without its zone", (id) => `${consultationPath(id)}/reschedule`, {
    at: "2026-11-24T10:00:00",
  }, {
    at:
      "at must be the wanted start in ISO 8601 with an offset, such as 2026-11-24T10:00:00Z.",
  }],
  ["a version that is no number", (id) => `${consultationPath(id)}/cancel`, {
    version: "new",
  }, {
    version:
      "version must be the version of the consultation that the page showed, a whole number from 1.",
  }],
];

for (const [what, path, body, fields] of WRONG) {
  Deno.test(`${what} is refused with the field's name and what it must be`, async () => {
    await withApp(async (app) => {
      const { id } = await app.confirmed();
      app.clock.set(START);
      const before = await app.dump();
      const response = await app.ask(path(id), {
        method: "POST",
        as: "artist",
        body,
      });
      expect(response.status).toBe(422);
      const { error } = await response.json();
      expect(error).toMatchObject({ code: "invalid_input", fields });
      for (const name of Object.keys(fields)) {
        expect(error.message).toContain(name);
      }
      expect(await app.dump()).toBe(before);
    });
  });
}

Deno.test("a secret that does not fit is refused like a wrong one, with the field's name", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    for (
      const [path, body, status, code, secret] of [
        [
          `/api/entry/${id}`,
          { secret: 5 },
          403,
          "link_invalid",
          "secret must be the secret of the client's link, as text.",
        ],
        [
          "/api/sign-in/link",
          {},
          410,
          "sign_in_expired",
          "secret must be the secret of a sign-in link, as text.",
        ],
      ] as const
    ) {
      const response = await app.ask(path, { method: "POST", body });
      expect(response.status).toBe(status);
      expect((await response.json()).error)
        .toEqual({ code, message: wordsOf(code), fields: { secret } });
    }
  });
});

Deno.test("a form that does not fit leads back to the page with its form", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    for (
      const [what, body, page] of [
        ["cancel", "version=new", "/cancel"],
        ["reschedule", "at=tomorrow", "/move"],
      ] as const
    ) {
      const response = await app.ask(`${consultationPath(id)}/${what}`, {
        method: "POST",
        as: "artist",
        body,
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
      expect([response.status, response.headers.get("location")]).toEqual([
        303,
        `/artist/consultations/${id}${page}?refused=invalid_input`,
      ]);
    }
  });
});
