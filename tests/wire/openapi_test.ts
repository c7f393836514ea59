import { expect } from "expect";
import { ENDPOINT_NAMES } from "@/lib/wire/endpoints.ts";
import { OPENAPI_FILE, openApiText } from "@/scripts/openapi.ts";
import { withApp } from "@/tests/_support/an_app.ts";

type Json = Record<string, unknown>;

Deno.test("docs/openapi.json is what `deno task openapi` writes", async () => {
  const committed = JSON.parse(await Deno.readTextFile(OPENAPI_FILE));
  const fresh = JSON.parse(openApiText());
  // Not by `toEqual`: a difference would be thousands of lines long.
  if (JSON.stringify(committed) !== JSON.stringify(fresh)) {
    throw new Error("docs/openapi.json is stale: run `deno task openapi`");
  }
});

Deno.test("the server answers with the same document, to anybody", async () => {
  await withApp(async (app) => {
    const response = await app.ask("/api/openapi.json");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(JSON.parse(openApiText()));
  });
});

Deno.test("the document has every endpoint of the table, with its refusals", () => {
  const { paths } = JSON.parse(openApiText());
  for (const name of ENDPOINT_NAMES) {
    const [method, path] = name.split(" ");
    const operation = paths[path!.replace(/:(\w+)/g, "{$1}")]
      ?.[method!.toLowerCase()];
    expect([name, operation?.summary]).toEqual([name, expect.any(String)]);
    expect(Object.keys(operation.responses)).toContain("503");
  }
});

Deno.test("every reference of the document leads somewhere", () => {
  const document = JSON.parse(openApiText());
  const references = [...openApiText().matchAll(/"\$ref":\s*"#\/([^"]+)"/g)];
  expect(references.length).toBeGreaterThan(20);
  for (const [, path] of references) {
    const found = path!.split("/").reduce<Json | undefined>(
      (at, part) => at?.[part] as Json | undefined,
      document,
    );
    expect([path, typeof found]).toEqual([path, "object"]);
  }
});

Deno.test("an endpoint that streams says what each event carries", () => {
  const { paths } = JSON.parse(openApiText());
  const { content } = paths["/api/artist/day"].get.responses[200];
  const events = content["text/event-stream"].schema.oneOf.map((
    event: { properties: { event: { const: string } } },
  ) => event.properties.event.const);
  expect(events).toEqual(["snapshot", "gone", "bye", "replaced", "alive"]);
});

Deno.test("an endpoint that needs a session says which cookie has it", () => {
  const { paths } = JSON.parse(openApiText());
  const securityOf = (path: string, method: string) =>
    paths[path][method].security.flatMap(Object.keys);
  expect(securityOf("/api/health", "get")).toEqual([]);
  expect(securityOf("/api/artist/day", "get")).toEqual(["staffSession"]);
  expect(securityOf("/api/video/consultation/{id}/token", "post"))
    .toEqual(["staffSession", "clientSession"]);
});
