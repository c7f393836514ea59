import { expect } from "expect";
import {
  connectOptions,
  signallingUrl,
} from "@/lib/client/call/connect_options.ts";
import type { TokenAnswer } from "@/lib/wire/wire.ts";
import { aToken } from "@/tests/client/_support.ts";

const at = {
  pageUrl: "https://studio.example/c/abc",
  isPhone: false,
  party: "client",
} as const;

Deno.test("the embedded rooms are reached on the page's own origin, and nothing is reported to Twilio", () => {
  const options = connectOptions(aToken(), [], at);
  expect(options.wsServer).toBe(
    "wss://studio.example/api/rooms/signaling?room=room-1",
  );
  expect(options.insights).toBe(false);
});

Deno.test("the TURN servers that came with the token are used, so the SDK does not request any", () => {
  const relay = {
    urls: ["turn:relay.example:3478"],
    username: "1700000000:x-client",
    credential: "c",
  };
  const of = (iceServers: TokenAnswer["iceServers"]) =>
    connectOptions(aToken({ iceServers }), [], at).iceServers;
  expect(of([relay])).toEqual([relay]);
  expect(of([])).toEqual([]);
});

Deno.test("with Twilio none of these is set, so the SDK uses its defaults", () => {
  const options = connectOptions(
    aToken({ wsServer: null, iceServers: null }),
    [],
    at,
  );
  expect("iceServers" in options).toBe(false);
  expect("wsServer" in options).toBe(false);
  expect("insights" in options).toBe(false);
});

Deno.test("the SDK writes nothing to the console: its log messages come as an event", () => {
  expect(connectOptions(aToken(), [], at).logLevel).toBe("off");
});

Deno.test("a page without TLS, in development, connects without TLS", () => {
  expect(signallingUrl("/s", "http://localhost:8000/c/x"))
    .toBe("ws://localhost:8000/s");
});

Deno.test("phones and desktops have their own codec order, or the SDK's default", () => {
  const of = (isPhone: boolean, token = aToken()) =>
    connectOptions(token, [], { ...at, isPhone }).preferredVideoCodecs;
  expect(of(true)).toEqual(["VP8"]);
  expect(of(false)).toEqual(["H264", "VP8"]);
  const auto = aToken({
    preferredVideoCodecs: { mobile: "auto", desktop: "auto" },
  });
  expect(of(true, auto)).toBe("auto");
});

Deno.test("a phone limits its download, and a relay is forced only when the server says so", () => {
  const phone = connectOptions(aToken(), [], { ...at, isPhone: true });
  expect(phone.bandwidthProfile?.video?.maxSubscriptionBitrate).toBe(2_500_000);
  expect(phone.rtcConfiguration).toBeUndefined();
  const relay = connectOptions(aToken({ iceTransportPolicy: "relay" }), [], at);
  expect(relay.rtcConfiguration).toEqual({ iceTransportPolicy: "relay" });
});

Deno.test("an artist's room prioritises what is visible; what nobody watches is sent to nobody", () => {
  const of = (party: "artist" | "client") =>
    connectOptions(aToken(), [], { ...at, party }).bandwidthProfile?.video;
  expect(of("artist")?.mode).toBe("presentation");
  expect(of("client")?.mode).toBe("collaboration");
  expect(of("client")?.clientTrackSwitchOffControl).toBe("auto");
  expect(of("artist")?.maxSubscriptionBitrate).toBeUndefined();
});
