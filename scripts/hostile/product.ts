/**
 * The product as a studio runs it, for the attacks: the production build in a
 * process of its own, with its own store and the demo studio.
 */
import { SECOND } from "@/lib/domain/basic/instant.ts";

export interface Product extends AsyncDisposable {
  /** The checkout that it runs from. */
  readonly tree: string;
  readonly url: string;
  readonly kvPath: string;
  readonly pid: number;
  /** Everything printed so far, both streams. */
  output(): string;
  /** Milliseconds until `/api/health` answered; `Infinity` after `withinMs`. */
  health(withinMs?: number): Promise<number>;
  /** Bytes of memory now; zero where there is no /proc. */
  memory(): Promise<number>;
  /** The most memory so far, in bytes. */
  peakMemory(): Promise<number>;
  /** Seconds of CPU so far. */
  cpu(): Promise<number>;
}

/** USER_HZ of Linux: the unit of times in /proc/pid/stat. */
const TICKS_PER_SECOND = 100;
const START_WITHIN = 60 * SECOND;

/** Without the trap, the signal XFSZ ends the process. */
const LIMITED = `trap '' XFSZ; ulimit -f "$1"; shift; exec "$0" "$@"`;

/** @param tree the checkout to run, with its build in `_fresh` */
export async function startProduct(
  tree: string,
  { env = {}, mostFileKiB }: {
    /** Beside the usual one. */
    readonly env?: Readonly<Record<string, string>> | undefined;
    /** The most that a file may have: the system refuses a write beyond it, as on a full disk. */
    readonly mostFileKiB?: number | undefined;
  } = {},
): Promise<Product> {
  const folder = await Deno.makeTempDir({ prefix: "visavis-hostile-" });
  const port = freePort();
  const url = `http://127.0.0.1:${port}`;
  const kvPath = env.KV_PATH ?? `${folder}/store.kv`;
  const variables = {
    PORT: String(port),
    BASE_URL: url,
    KV_PATH: kvPath,
    // Attacks come from many addresses: they write X-Forwarded-For.
    TRUSTED_PROXIES: "1",
    ...env,
  };
  const command = (program: string, limit?: number) => {
    const run = ["run", "-A", program];
    const options = {
      cwd: tree,
      env: variables,
      stdout: "piped",
      stderr: "piped",
    } as const;
    return limit === undefined
      ? new Deno.Command(Deno.execPath(), { args: run, ...options })
      : new Deno.Command("bash", {
        args: ["-c", LIMITED, Deno.execPath(), String(limit), ...run],
        ...options,
      });
  };
  const seeded = await command("scripts/seed.ts").output();
  if (!seeded.success) throw new Error(new TextDecoder().decode(seeded.stderr));
  const child = command("scripts/serve.ts", mostFileKiB).spawn();
  let printed = "";
  const reading = Promise.all([child.stdout, child.stderr].map(async (out) => {
    for await (const text of out.pipeThrough(new TextDecoderStream())) {
      printed += text;
    }
  }));
  const status = (name: string) => procStatus(child.pid, name);
  const product: Product = {
    tree,
    url,
    kvPath,
    pid: child.pid,
    output: () => printed,
    health: (withinMs = 30 * SECOND) => healthOf(url, withinMs),
    memory: () => status("VmRSS"),
    peakMemory: () => status("VmHWM"),
    cpu: () => cpuOf(child.pid),
    async [Symbol.asyncDispose]() {
      try {
        child.kill("SIGKILL");
      } catch {
        // It has already exited.
      }
      await child.status;
      await reading;
      await Deno.remove(folder, { recursive: true });
    },
  };
  const giveUp = performance.now() + START_WITHIN;
  while (await product.health(SECOND) === Infinity) {
    if (performance.now() < giveUp) continue;
    await product[Symbol.asyncDispose]();
    throw new Error(`The product did not start:\n${printed}`);
  }
  return product;
}

async function healthOf(url: string, withinMs: number): Promise<number> {
  const started = performance.now();
  try {
    const signal = AbortSignal.timeout(withinMs);
    const answer = await fetch(`${url}/api/health`, { signal });
    await answer.body?.cancel();
    return performance.now() - started;
  } catch {
    return Infinity;
  }
}

/** A value of /proc/pid/status, in bytes. */
async function procStatus(pid: number, name: string): Promise<number> {
  const text = await Deno.readTextFile(`/proc/${pid}/status`).catch(() => "");
  const found = new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text);
  return Number(found?.[1] ?? 0) * 1024;
}

async function cpuOf(pid: number): Promise<number> {
  const text = await Deno.readTextFile(`/proc/${pid}/stat`).catch(() => "");
  // The second field is the program's name in brackets, which may have spaces.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}

function freePort(): number {
  const listener = Deno.listen({ port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}
