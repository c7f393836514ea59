/** A proxy between the browser and the server that a test can cut. */
export interface Proxy {
  port: number;
  /** Ends every connection at once, without a goodbye. */
  cut(): void;
  /** While down, new connections are refused too. */
  down: boolean;
  /** After so many more bytes from browsers it goes down, in the middle of what they send. */
  downAfter: number;
  close(): Promise<void>;
}

/** @param target the server's port, read for each new connection */
export function startProxy(target: () => number): Proxy {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const open = new Set<Deno.TcpConn>();

  async function join(near: Deno.TcpConn) {
    let far: Deno.TcpConn;
    try {
      far = await Deno.connect({ port: target(), hostname: "127.0.0.1" });
    } catch {
      return near.close();
    }
    // Like nginx and Caddy: otherwise every second small message waits 40 ms
    // for an acknowledgement.
    near.setNoDelay();
    far.setNoDelay();
    open.add(near).add(far);
    const ends = [
      near.readable.pipeThrough(counted()).pipeTo(far.writable).catch(() => {}),
      far.readable.pipeTo(near.writable).catch(() => {}),
    ];
    await Promise.race(ends);
    drop(near);
    drop(far);
    await Promise.all(ends);
  }

  function counted() {
    return new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        const left = proxy.downAfter;
        proxy.downAfter -= chunk.length;
        controller.enqueue(chunk.subarray(0, left));
        if (proxy.downAfter > 0) return;
        proxy.downAfter = Infinity;
        proxy.down = true;
        proxy.cut();
      },
    });
  }

  function drop(conn: Deno.TcpConn) {
    if (!open.delete(conn)) return;
    try {
      conn.close();
    } catch {
      // The streams have already closed it.
    }
  }

  const proxy: Proxy = {
    port: listener.addr.port,
    down: false,
    downAfter: Infinity,
    cut() {
      for (const conn of [...open]) drop(conn);
    },
    async close() {
      proxy.cut();
      listener.close();
      await accepting;
    },
  };
  const accepting = (async () => {
    for await (const conn of listener) {
      if (proxy.down) conn.close();
      else void join(conn);
    }
  })();
  return proxy;
}
