/**
 * The production build for a browser without WebRTC: its pages find a
 * `RTCPeerConnection` that connects to nothing, so that the waiting room and the
 * stills run as in Safari. A call cannot be made here.
 */
const STUB = `
globalThis.RTCPeerConnection ??= class extends EventTarget {
  createOffer() { return Promise.reject(new DOMException("no WebRTC here")); }
  createDataChannel() { return new EventTarget(); }
  close() {}
};`;

interface BuiltServer {
  readonly default: { fetch: Deno.ServeHandler };
}

const built = new URL("../../../_fresh/server.js", import.meta.url).href;
const server: BuiltServer = await import(built);
const { services } = await import("@/main.ts");

const http = Deno.serve(
  { port: Number(Deno.env.get("PORT")), hostname: "0.0.0.0", onListen() {} },
  async (req, info) => {
    if (new URL(req.url).pathname === "/stub.js") {
      return new Response(STUB, {
        headers: { "content-type": "text/javascript" },
      });
    }
    const response = await server.default.fetch(req, info);
    const type = response.headers.get("content-type") ?? "";
    if (!type.startsWith("text/html")) return response;
    const page = await response.text();
    return new Response(
      page.replace("<head>", '<head><script src="/stub.js"></script>'),
      response,
    );
  },
);

Deno.addSignalListener("SIGTERM", async () => {
  await services.drain();
  await http.shutdown();
  services.close();
  Deno.exit(0);
});
