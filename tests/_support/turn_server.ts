/** A real coturn for one test, with its own secret. */
import { until } from "./patience.ts";

export interface TurnServer {
  urls: string[];
  secret: string;
  stop(): Promise<void>;
}

/** The path of coturn's `turnserver` (Debian package `coturn`), or null. */
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
      // Not installed here.
    }
  }
  return null;
}

/** Starts coturn as a studio would: time-limited credentials, this machine's address. */
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

/** coturn also listens on TCP, on the same port. */
async function listening(hostname: string, port: number): Promise<void> {
  await until("turnserver to listen", async () => {
    (await Deno.connect({ hostname, port })).close();
    return true;
  }, { everyMs: 50 });
}
