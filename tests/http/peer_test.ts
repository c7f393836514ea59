import { expect } from "expect";
import { peerOf } from "@/lib/http/peer.ts";

type Ctx = Parameters<typeof peerOf>[0];

function ctx(trustedProxies: number, forwarded?: string): Ctx {
  return {
    info: { remoteAddr: { transport: "tcp", hostname: "10.0.0.1", port: 1 } },
    req: new Request("http://localhost", {
      headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
    }),
    state: { services: { config: { trustedProxies } } },
  } as unknown as Ctx;
}

Deno.test("without a proxy of ours, what a client says of itself is not believed", () => {
  expect(peerOf(ctx(0, "1.2.3.4"))).toBe("10.0.0.1");
});

Deno.test("behind one proxy, the address is what that proxy added, not what the client wrote before it", () => {
  expect(peerOf(ctx(1, "6.6.6.6, 1.2.3.4"))).toBe("1.2.3.4");
});

Deno.test("behind two proxies, it is the one that the outer proxy saw", () => {
  expect(peerOf(ctx(2, "6.6.6.6, 1.2.3.4, 10.0.0.2"))).toBe("1.2.3.4");
});

Deno.test("a proxy that adds nothing leaves the connection's own address", () => {
  expect(peerOf(ctx(1))).toBe("10.0.0.1");
});
