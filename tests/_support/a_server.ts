/**
 * The production build in its own process and with its own store and the demo
 * studio: what `deno task start` runs, without the build.
 */
import { fileURLToPath } from "node:url";
import { until } from "./patience.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface RunningServer extends AsyncDisposable {
  readonly baseUrl: string;
  readonly port: number;
  readonly kvPath: string;
  /** Everything printed so far, both streams. */
  output(): string;
  /** Sends a signal, waits for the exit and returns the exit code. */
  stop(signal?: Deno.Signal): Promise<number>;
}

export interface ServerOptions {
  readonly env?: Record<string, string>;
  /** Reuses an earlier server's store and port, as its successor. */
  readonly after?: RunningServer;
  /** The program to run, relative to the root; the product by default. */
  readonly program?: string;
  /** The folder of another version of the product; this repository by default. */
  readonly root?: string;
}

export async function aServer(
  { env = {}, after, program = "scripts/serve.ts", root = ROOT }:
    ServerOptions = {},
): Promise<RunningServer> {
  const folder = after ? null : await Deno.makeTempDir({ prefix: "visavis-" });
  const kvPath = env.KV_PATH ?? after?.kvPath ?? `${folder}/store.kv`;
  const port = after?.port ?? freePort();
  const baseUrl = `http://localhost:${port}`;
  const variables = {
    PORT: String(port),
    BASE_URL: baseUrl,
    KV_PATH: kvPath,
    // At any time of day, the next slot of the grid is inside its window.
    JOIN_EARLY_MINUTES: "30",
    ...env,
  };
  if (!after) await seed(variables);
  let printed = "";
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", program],
    cwd: root,
    env: variables,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const reading = Promise.all(
    [child.stdout, child.stderr].map(async (stream) => {
      const text = stream.pipeThrough(new TextDecoderStream());
      for await (const chunk of text) printed += chunk;
    }),
  );
  const stop = async (signal: Deno.Signal = "SIGTERM") => {
    try {
      child.kill(signal);
    } catch {
      // It has already exited.
    }
    const { code } = await child.status;
    await reading;
    return code;
  };
  await answers(baseUrl, () => printed);
  return {
    baseUrl,
    port,
    kvPath,
    output: () => printed,
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      if (folder) await Deno.remove(folder, { recursive: true });
    },
  };
}

async function seed(env: Record<string, string>) {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "scripts/seed.ts"],
    cwd: ROOT,
    env,
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

function freePort(): number {
  const listener = Deno.listen({ port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

async function answers(baseUrl: string, printed: () => string) {
  try {
    await until("the server's answer", async () => {
      const response = await fetch(`${baseUrl}/api/health`);
      await response.body?.cancel();
      return response.ok;
    }, { everyMs: 100 });
  } catch (cause) {
    throw new Error(`The server did not answer:\n${printed()}`, { cause });
  }
}
