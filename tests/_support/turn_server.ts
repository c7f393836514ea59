/** A real coturn for one test, with a secret of its own. */
export interface TurnServer {
  urls: string[];
  secret: string;
  stop(): Promise<void>;
}

/** The path of coturn's `turnserver`, or null: it is in Debian's package `coturn`. */
export async function findTurnServer(): Promise<string | null> {
  const folders = [
    ...(Deno.env.get("PATH") ?? "").split(":"),
    "/usr/sbin",
    "/usr/local/bin",
  ];
  for (const folder of folders.filter(Boolean)) {
    try {
      if ((await Deno.stat(`${folder}/turnserver`)).isFile) {
        return `${folder}/turnserver`;
      }
    } catch {
      // Not here.
    }
  }
  return null;
}

/** Starts coturn as a studio would, with time-limited credentials, on this machine's address. */
export async function startTurnServer(program: string): Promise<TurnServer> {
  const address = Deno.networkInterfaces()
    .find(({ family, address }) =>
      family === "IPv4" && !address.startsWith("127.")
    )
    ?.address ?? "127.0.0.1";
  const folder = await Deno.makeTempDir();
  const secret = crypto.randomUUID();
  const port = freePort();
  const process = new Deno.Command(program, {
    args: [
      "-n",
      "--use-auth-secret",
      `--static-auth-secret=${secret}`,
      "--realm=visavis.test",
      `--listening-ip=${address}`,
      `--relay-ip=${address}`,
      `--listening-port=${port}`,
      "--min-port=40000",
      "--max-port=49999",
      "--no-tls",
      "--no-dtls",
      "--no-cli",
      "--fingerprint",
      "--allow-loopback-peers",
      "--log-file=stdout",
      `--pidfile=${folder}/turnserver.pid`,
      `--userdb=${folder}/turndb`,
    ],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  await listening(address, port);
  return {
    urls: [`turn:${address}:${port}?transport=udp`],
    secret,
    async stop() {
      process.kill("SIGTERM");
      await process.status;
      await Deno.remove(folder, { recursive: true });
    },
  };
}

function freePort(): number {
  using listener = Deno.listen({ port: 0 });
  return listener.addr.port;
}

/** coturn listens on TCP as well, at the same port. */
async function listening(hostname: string, port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      (await Deno.connect({ hostname, port })).close();
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  throw new Error("turnserver does not listen");
}
