/** Methods and addresses that nobody should send, over a socket, to the production build. */
import { expect } from "expect";
import { aServer } from "@/tests/_support/a_server.ts";
import { processes } from "./_stage.ts";

Deno.test("refused requests", processes, async (t) => {
  await using server = await aServer();
  for (
    const [method, path, status, allow] of [
      ["TRACE", "/", 405, "GET, HEAD"],
      ["PROPFIND", "/", 405, "GET, HEAD"],
      ["BREW", "/book", 405, "GET, HEAD, POST"],
      ["BREW", "/fonts/none.woff2", 404, undefined],
      ["PROPFIND", "/api/health", 405, "GET, HEAD"],
      ["OPTIONS", "/", 204, "GET, HEAD"],
      ["OPTIONS", "/sign-in", 204, "GET, HEAD, POST"],
      ["POST", "/", 405, "GET, HEAD"],
      ["PUT", "/", 405, "GET, HEAD"],
      ["DELETE", "/sign-out", 405, "POST"],
      ["GET", "/c/%zz", 400, undefined],
      ["GET", "/%E0%A4%A", 400, undefined],
      ["POST", "/api/entry/%", 400, undefined],
      ["GET", "/sign-in/", 200, undefined],
      ["GET", `/c/${"a".repeat(26)}/`, 200, undefined],
    ] as const
  ) {
    await t.step(`${method} ${path} is ${status}`, async () => {
      const { head, headers } = await sent(server.port, `${method} ${path}`);
      expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(headers.get("allow")).toBe(allow);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy"))
        .toContain("frame-ancestors 'none'");
      expect(headers.get("content-security-policy"))
        .not.toContain("upgrade-insecure-requests");
    });
  }

  await t.step("and none of them is logged as an unexpected error", () => {
    expect(server.output()).not.toContain("unexpected_error");
  });
});

/** The head of a response to a request that `fetch` would not send. */
async function sent(port: number, line: string) {
  using socket = await Deno.connect({ port });
  const request = `${line} HTTP/1.1\r\nhost: localhost:${port}\r\n` +
    "content-length: 0\r\nconnection: close\r\n\r\n";
  await socket.write(new TextEncoder().encode(request));
  const text = await new Response(socket.readable).text();
  const [head = "", ...fields] = text.split("\r\n\r\n", 1)[0]!.split("\r\n");
  const headers = new Map(fields.map((field) => {
    const [name = "", ...value] = field.split(":");
    return [name.toLowerCase(), value.join(":").trim()];
  }));
  return { head, headers };
}
