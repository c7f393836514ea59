import { expect } from "expect";
import { onNetworkChange } from "@/lib/client/network/network_change.ts";

class FakeConnection extends EventTarget {
  type = "wifi";
  becomes(type: string) {
    this.type = type;
    this.dispatchEvent(new Event("change"));
  }
}

Deno.test("a change from Wi-Fi to mobile data is heard once; new estimates of the same network are not", () => {
  const connection = new FakeConnection();
  let heard = 0;
  const stop = onNetworkChange(() => void heard++, connection);
  connection.becomes("wifi");
  expect(heard).toBe(0);
  connection.becomes("cellular");
  connection.becomes("cellular");
  expect(heard).toBe(1);
  stop();
  connection.becomes("wifi");
  expect(heard).toBe(1);
});

Deno.test("losing the network is not a new one, and the network that comes after is", () => {
  const connection = new FakeConnection();
  let heard = 0;
  onNetworkChange(() => void heard++, connection);
  connection.becomes("none");
  expect(heard).toBe(0);
  connection.becomes("wifi");
  expect(heard).toBe(1);
});

Deno.test("a browser that does not tell is left alone", () => {
  onNetworkChange(() => {}, undefined)();
});
