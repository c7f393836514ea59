/**
 * A process of its own that opens event streams and holds them: prints one line
 * of JSON once all are answered, and another when its standard input ends.
 */
export interface Flood {
  readonly url: string;
  readonly path: string;
  readonly cookie: string;
  readonly count: number;
}

export interface FloodState {
  readonly answered: number;
  readonly refused: number;
  /** Answered, and neither replaced nor ended by the server. */
  readonly open: number;
}

if (import.meta.main) {
  const flood: Flood = JSON.parse(Deno.args[0]!);
  const streams = await Promise.all(
    Array.from({ length: flood.count }, (_, i) => openStream(flood, i)),
  );
  const print = () => {
    const open = streams.filter((stream) => stream.open).length;
    const refused = streams.filter((stream) => stream.refused).length;
    const state: FloodState = { answered: streams.length, refused, open };
    console.log(JSON.stringify(state));
  };
  print();
  for await (const _ of Deno.stdin.readable);
  print();
  Deno.exit();
}

/** Resolves with its first bytes. A socket costs less than `fetch`. */
async function openStream({ url, path, cookie }: Flood, nth: number) {
  const { hostname, port, host } = new URL(url);
  const socket = await Deno.connect({ hostname, port: Number(port) });
  const from = `10.0.${nth >> 8}.${nth & 255}`;
  await socket.write(new TextEncoder().encode(
    `GET ${path} HTTP/1.1\r\nhost: ${host}\r\naccept: text/event-stream\r\n` +
      `x-forwarded-for: ${from}\r\ncookie: ${cookie}\r\n\r\n`,
  ));
  const reader = socket.readable.pipeThrough(new TextDecoderStream())
    .getReader();
  const stream = { open: true, refused: false };
  const take = (text: string | undefined) => {
    // The last chunk of a response that has ended (RFC 9112, 7.1).
    if (text === undefined || text.endsWith("0\r\n\r\n")) stream.open = false;
  };
  const { value } = await reader.read();
  stream.refused = !value?.startsWith("HTTP/1.1 200");
  if (stream.refused) stream.open = false;
  take(value);
  void (async () => {
    while (stream.open) take((await reader.read()).value);
  })().catch(() => stream.open = false);
  return stream;
}
