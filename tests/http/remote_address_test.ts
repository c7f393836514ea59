import { expect } from "expect";
import { remoteAddressOf } from "@/lib/http/remote_address.ts";

type Ctx = Parameters<typeof remoteAddressOf>[0];

function ctx(
  trustedProxies: number,
  forwarded?: string,
  hostname = "10.0.0.1",
): Ctx {
  return {
    info: { remoteAddr: { transport: "tcp", hostname, port: 1 } },
    req: new Request("http://localhost", {
      headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
    }),
    state: { services: { config: { trustedProxies } } },
  } as unknown as Ctx;
}

Deno.test("without a trusted proxy, forwarding headers are ignored", () => {
  expect(remoteAddressOf(ctx(0, "1.2.3.4"))).toBe("10.0.0.1");
});

Deno.test("behind one proxy, the address is the one that the proxy added, not what the client wrote before it", () => {
  expect(remoteAddressOf(ctx(1, "6.6.6.6, 1.2.3.4"))).toBe("1.2.3.4");
});

Deno.test("behind two proxies, it is the address that the outer proxy saw", () => {
  expect(remoteAddressOf(ctx(2, "6.6.6.6, 1.2.3.4, 10.0.0.2"))).toBe("1.2.3.4");
});

Deno.test("a proxy that adds nothing leaves the connection's own address", () => {
  expect(remoteAddressOf(ctx(1))).toBe("10.0.0.1");
});

Deno.test("all addresses of one IPv6 customer are one peer, with and without a proxy", () => {
  const direct = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"];
  for (const address of direct) {
    expect(remoteAddressOf(ctx(0, undefined, address))).toBe("2001:db8:1:2");
    expect(remoteAddressOf(ctx(1, address))).toBe("2001:db8:1:2");
  }
});

Deno.test("an IPv4 client of a dual-stack socket is the same peer in both notations", () => {
  expect(remoteAddressOf(ctx(0, undefined, "::ffff:10.0.0.1"))).toBe(
    remoteAddressOf(ctx(0)),
  );
});

Deno.test("a proxy's entry that is no address leaves the connection's own", () => {
  expect(remoteAddressOf(ctx(1, "unknown"))).toBe("10.0.0.1");
});
