import { expect } from "expect";
import { App, staticFiles } from "fresh";
import { Builder } from "fresh/dev";
import { computed, signal } from "@preact/signals";
import { parse } from "devalue";
import type { ComponentChildren } from "preact";
import Anything from "./fixture/islands/Anything.tsx";
import { ask, quietly } from "./support.ts";

const apply = await new Builder({ root: import.meta.dirname! + "/fixture" })
  .build({ snapshot: "memory" });

async function show(
  node: ComponentChildren,
): Promise<{ status: number; body: string }> {
  const app = new App()
    .onError((ctx) => ctx.text(String(ctx.error)))
    .use(staticFiles()).get("/", (ctx) => ctx.render(<body>{node}</body>));
  apply(app);
  return await quietly(() => ask(app, "/"));
}

/** What the page's script gives the browser for the islands of a page. */
async function sent(
  node: ComponentChildren,
): Promise<Record<string, unknown>[]> {
  const { body } = await show(node);
  const script = /__boot\(\[i0\],('\w+'),('.*'),'\w*',''\)<\/script>/.exec(
    body,
  )!;
  const state = (0, eval)(script[2]!);
  const islands: [number, Record<string, unknown>][] = parse(state, {
    Signal: ([value]: unknown[]) => ({ signal: value }),
    Computed: ([value]: unknown[]) => ({ computed: value }),
    Slot: ([id]: unknown[]) => ({ slot: id }),
  });
  return islands.map(([, props]) => props);
}

Deno.test("every documented kind of value arrives unchanged", async () => {
  const value = {
    text: "täxt\u2028\u2029\n\"'\\`${x}",
    numbers: [0, -0, 1.5, NaN, Infinity, -Infinity],
    nothing: [null, undefined, true, false],
    // deno-lint-ignore no-sparse-arrays
    sparse: [1, , 3],
    big: 12345678901234567890n,
    date: new Date(12345),
    url: new URL("https://example.com/?q=<>"),
    regex: /a<b>\/c/gi,
    map: new Map<unknown, unknown>([["k", new Set([1])], [{ a: 1 }, 2]]),
    bytes: new Uint8Array([0, 255]),
    floats: new Float32Array([1.5]),
    bare: Object.assign(Object.create(null), { x: 1 }),
  };
  const [props] = await sent(<Anything value={value} />);
  expect(props!.value).toEqual(value);
  expect(Object.is((props!.value as typeof value).numbers[1], -0)).toBe(true);
});

Deno.test("a value shared by several islands stays one, also in a cycle", async () => {
  const shared = signal(1);
  const circle: Record<string, unknown> = { shared };
  circle.self = circle;
  const [first, second] = await sent(
    <>
      <Anything value={shared} />
      <Anything value={circle} />
    </>,
  );
  const got = second!.value as Record<string, unknown>;
  expect(first!.value).toEqual({ signal: 1 });
  expect(got.shared).toBe(first!.value);
  expect(got.self).toBe(got);
});

Deno.test("a signal is sent with its value, a computed one too, and falsy values are kept", async () => {
  const [props] = await sent(
    <Anything
      value={[
        signal(0),
        signal(undefined),
        computed(() => "c"),
        signal(signal("")),
      ]}
    />,
  );
  expect(props!.value).toEqual([{ signal: 0 }, { signal: undefined }, {
    computed: "c",
  }, { signal: { signal: "" } }]);
});

Deno.test("a function is refused, naming the island and the prop", async () => {
  const { body } = await show(<Anything value={{ list: [1, () => 2] }} />);
  expect(body).toContain(
    'Island "Anything" cannot receive the prop "value.list[1]". It is a function',
  );
});

Deno.test("instances of classes, symbols and promises are refused too", async () => {
  class Own {}
  for (
    const value of [
      new Own(),
      Symbol("s"),
      Promise.resolve(1),
      new WeakMap(),
      signal(() => {}),
    ]
  ) {
    expect((await show(<Anything value={value} />)).body).toContain(
      'Island "Anything" cannot receive the prop "value',
    );
  }
});

Deno.test("no text in the props can end the script or inject markup", async () => {
  const evil =
    "</script><script>alert(1)</script><!--<script>]]>\u2028\u2029'\"\\</SCRIPT >";
  const { body } = await show(<Anything value={{ [evil]: evil }} />);
  const script = body.slice(
    body.indexOf('<script type="module"') + 8,
    body.lastIndexOf("</script>"),
  );
  expect(script).not.toMatch(/<|\u2028|\u2029|alert\(1\)<\//);
  const [props] = await sent(<Anything value={{ [evil]: evil }} />);
  expect(props!.value).toEqual({ [evil]: evil });
});

Deno.test("keys named __proto__ and constructor change no prototype", async () => {
  const own = JSON.parse(
    '{"constructor":{"prototype":{"polluted":1}},"toString":"x"}',
  );
  const [props] = await sent(<Anything value={own} />);
  expect(props!.value).toEqual(own);
  expect(({} as Record<string, unknown>).polluted).toBe(undefined);
  const evil = JSON.parse('{"__proto__":{"polluted":1}}');
  const { body } = await show(<Anything value={evil} />);
  expect(body).toContain("cannot receive the prop");
  const withJsx = JSON.parse('{"__proto__":{"polluted":1}}');
  withJsx.node = <b />;
  expect((await show(<Anything value={withJsx} />)).body).toContain(
    "cannot receive the prop",
  );
});

Deno.test("data that looks like JSX stays data", async () => {
  const fake = {
    type: "script",
    props: { children: "alert(1)" },
    key: null,
    constructor: null,
  };
  const [props] = await sent(
    <Anything
      value={[
        fake,
        Object.assign(Object.create(null), { type: "b", props: {} }),
      ]}
    />,
  );
  expect((props!.value as unknown[])[0]).toEqual(fake);
});

Deno.test("JSX becomes a slot, wherever it is, and stays in a template until it is shown", async () => {
  const { body } = await show(
    <Anything value={{ deep: [<b key="k">deep</b>], in: signal(<i>late</i>) }}>
      <p>shown</p>
    </Anything>,
  );
  expect(body).toMatch(/<!--(\w+)s\d+--><p>shown<\/p><!--\/\1s\d+-->/);
  expect(body).toMatch(
    /<template data-fresh="\w+s\d+"><!--\w+--><b >deep<\/b>/,
  );
  expect(body).toMatch(/<template data-fresh="\w+s\d+"><!--\w+--><i>late<\/i>/);
});

Deno.test("an island's children are in the page and never in its state, also text", async () => {
  const { body } = await show(
    <Anything value={1}>secret {["text", " "]}{2}</Anything>,
  );
  expect(body).toMatch(/<!--(\w+)s0-->secret text 2<!--\/\1s0-->/);
  expect(body.match(/secret/g)).toHaveLength(1);
});

Deno.test("a page's markers cannot be guessed, and no element is found by an id", async () => {
  const first = (await show(<Anything value={1} />)).body;
  const second = (await show(<Anything value={1} />)).body;
  const mark = (body: string) => /<!--(\w+)i0 Anything-->/.exec(body)![1];
  expect(mark(first)).not.toBe(mark(second));
  expect(first).not.toMatch(/\sid=/);
});
