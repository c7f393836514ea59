/** Bodies from a hostile or broken sender: refused by code, and nothing is written. */
import { expect } from "expect";
import { START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { POSTS, type Route } from "./_api_routes.ts";
import { codeOf } from "./_requests.ts";

const KB = 1024;

const BODIES: readonly [
  name: string,
  body: string,
  type: string,
  status: number,
  code: string,
][] = [
  ["half a JSON object", '{"tab":"', "application/json", 400, "bad_json"],
  ["a JSON array", "[1,2,3]", "application/json", 400, "bad_json"],
  ["the JSON word null", "null", "application/json", 400, "bad_json"],
  ["a JSON number", "42", "application/json", 400, "bad_json"],
  ["a JSON string", '"{}"', "application/json", 400, "bad_json"],
  [
    "bytes that are no text",
    "\u0000\uFFFD",
    "application/json",
    400,
    "bad_json",
  ],
  [
    "ten thousand open brackets",
    "[".repeat(10_000),
    "application/json",
    400,
    "bad_json",
  ],
  [
    "more than it may have",
    JSON.stringify({ x: "x".repeat(64 * KB) }),
    "application/json",
    413,
    "body_too_large",
  ],
  [
    "JSON that calls itself text",
    "{}",
    "text/plain",
    415,
    "unsupported_media_type",
  ],
  [
    "JSON that calls itself nothing",
    "{}",
    "",
    415,
    "unsupported_media_type",
  ],
  [
    "JSON that only begins like it",
    "{}",
    "application/jsonp",
    415,
    "unsupported_media_type",
  ],
  [
    "a file upload",
    "--x\r\n\r\n--x--",
    "multipart/form-data; boundary=x",
    415,
    "unsupported_media_type",
  ],
];

for (const [name, body, type, status, code] of BODIES) {
  Deno.test(`${name}: ${code} on every route, and nothing is written`, async () => {
    await onEveryPost(async (app, path, { as }) => {
      const response = await app.ask(path, {
        method: "POST",
        as,
        body,
        headers: { "content-type": type },
      });
      expect(response.headers.get("content-type")).toBe("application/json");
      expect([response.status, await codeOf(response)]).toEqual([status, code]);
    });
  });
}

Deno.test("an endless body is cut off at the limit, whatever length it claims", async () => {
  await onEveryPost(async (app, path, { as }) => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += KB;
        controller.enqueue(new TextEncoder().encode(" ".repeat(KB)));
      },
    });
    const response = await app.fetch(
      new Request(`http://localhost:8000${path}`, {
        method: "POST",
        headers: {
          cookie: app.cookieOf(as),
          "content-type": "application/json",
          "content-length": "2",
        },
        body: endless,
      }),
    );
    expect(await codeOf(response)).toBe("body_too_large");
    expect(sent).toBeLessThan(80 * KB);
  });
});

async function onEveryPost(
  work: (app: TestApp, path: string, route: Route) => Promise<void>,
) {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    const before = await app.dump();
    for (const route of POSTS) {
      try {
        await work(app, route.path(id), route);
        expect(await app.dump()).toBe(before);
      } catch (error) {
        throw new Error(`on ${route.name}: ${error}`, { cause: error });
      }
    }
  });
}
