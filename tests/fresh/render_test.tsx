import { expect } from "expect";
import { App, csp, type PageProps } from "fresh";
import { asset, assetSrcSet, Head, Partial } from "fresh/runtime";
import { type ComponentChildren, createContext, h } from "preact";
import { useContext } from "preact/hooks";
import { ask, quietly } from "./support.ts";

const Wrapper = ({ Component }: PageProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>Default</title>
      <meta name="description" content="default" />
      <link rel="icon" href="/a.ico" key="icon" />
    </head>
    <body>
      <Component />
    </body>
  </html>
);

const box = (name: string) => ({ Component }: PageProps) => (
  <div class={name}>
    <Component />
  </div>
);

Deno.test("the app wrapper and the layouts surround a page, outermost first", async () => {
  const app = new App()
    .appWrapper(Wrapper).layout("*", box("all")).layout("/a", box("a"))
    .get("/a/b", (ctx) => ctx.render(<p>page</p>)).get(
      "/c",
      (ctx) => ctx.render(<p>page</p>),
    );
  expect((await ask(app, "/a/b")).body).toContain(
    '<body><div class="all"><div class="a"><p>page</p></div></div></body>',
  );
  expect((await ask(app, "/c")).body).toContain(
    '<body><div class="all"><p>page</p></div></body>',
  );
});

Deno.test("a layout or a page may skip the layouts above and the app wrapper", async () => {
  const app = new App()
    .appWrapper(Wrapper).layout("*", box("all"))
    .layout("/only", box("only"), { skipInheritedLayouts: true })
    .layout("/bare", box("bare"), { skipAppWrapper: true })
    .get("/only", (ctx) => ctx.render(<p />)).get(
      "/bare",
      (ctx) => ctx.render(<p />),
    )
    .get(
      "/none",
      (ctx) =>
        ctx.render(<p />, {}, {
          skipInheritedLayouts: true,
          skipAppWrapper: true,
        }),
    )
    .route("/cfg", {
      component: () => <p />,
      config: { skipInheritedLayouts: true },
    });
  expect((await ask(app, "/only")).body).toContain(
    '<body><div class="only"><p></p></div></body>',
  );
  expect((await ask(app, "/bare")).body).not.toContain("Default");
  expect((await ask(app, "/none")).body).toContain("<body><p></p></body>");
  expect((await ask(app, "/cfg")).body).toContain("<body><p></p></body>");
});

Deno.test("pages, layouts and wrappers may be async, and a page may answer with a Response of its own", async () => {
  const later = async (node: ComponentChildren) => {
    await Promise.resolve();
    return node;
  };
  const app = new App<{ title: string }>()
    .onError((ctx) => ctx.text(String(ctx.error)))
    .appWrapper(async ({ Component, state }) =>
      await later(
        <html>
          <head>
            <title>{state.title}</title>
          </head>
          <body>
            <Component />
          </body>
        </html>,
      )
    )
    .layout("*", async ({ Component }) =>
      await later(
        <main>
          <Component />
        </main>,
      ))
    .route("/", {
      component: async ({ state }) => {
        state.title = "from the page";
        return await later(<p>async</p>);
      },
    })
    .route("/promise", { component: () => later(<p>promise</p>) })
    .route("/away", {
      component: () =>
        new Response(null, { status: 303, headers: { location: "/" } }),
    })
    .route("/awayAsync", {
      component: async () => await Promise.resolve(new Response("own")),
    });
  expect((await ask(app, "/")).body).toBe(
    "<!DOCTYPE html><html><head><title>from the page</title></head><body><main><p>async</p></main></body></html>",
  );
  const unmarked = await quietly(() => ask(app, "/promise"));
  expect(unmarked.body).toContain("mark it as async");
  expect((await ask(app, "/away")).status).toBe(303);
  expect((await ask(app, "/awayAsync")).body).toBe("own");
});

Deno.test("a context that the wrapper provides reaches the page", async () => {
  const Name = createContext("none");
  function Shown() {
    return <p>{useContext(Name)}</p>;
  }
  const app = new App()
    .appWrapper(({ Component }) => (
      <Name.Provider value="given">
        <Component />
      </Name.Provider>
    ))
    .route("/", { component: Shown });
  expect((await ask(app, "/")).body).toContain("<p>given</p>");
});

Deno.test("Head replaces the title and elements of the same key, id or name, and adds the others", async () => {
  const app = new App().appWrapper(Wrapper).get("/", (ctx) =>
    ctx.render(
      <div>
        <Head>
          <title>First</title>
          <meta name="description" content="mine > theirs" />
          <meta property="og:title" content="og" />
          <link rel="icon" href="/b.ico" key="icon" />
        </Head>
        <p>text</p>
        <Head>
          <title>{"Last </title><script>1</script>"}</title>
        </Head>
      </div>,
    ));
  const { body } = await ask(app, "/");
  expect(body).toContain("<div><p>text</p></div>");
  const head = body.slice(body.indexOf("<head>"), body.indexOf("</head>"));
  expect(head.match(/<title>/g)).toHaveLength(1);
  expect(head).toContain("<title>Last &lt;/title");
  expect(head.match(/name="description"/g)).toHaveLength(1);
  expect(head).toContain('content="mine > theirs"');
  expect(head).toContain('property="og:title"');
  expect(head.match(/\.ico/g)).toHaveLength(1);
  expect(head).toContain("/b.ico");
});

Deno.test("Head matches a canonical link by its relation, a meta element by its property or media, and keeps templates", async () => {
  const app = new App().get("/", (ctx) =>
    ctx.render(
      <div>
        <Head>
          <link rel="canonical" href="/old" />
          <link rel="alternate" href="/feed" />
          <link rel="alternate" href="/feed" />
          <link rel="alternate" href="/other" />
          <meta property="og:title" content="old" />
          <meta name="theme-color" media="(a)" content="light" />
          <meta key="k" name="described" content="old" />
          <template id="t">
            <b>old</b>
          </template>
        </Head>
        <Head>
          <link rel="canonical" href="/new" />
          <meta property="og:title" content="new" />
          <meta name="theme-color" media="(b)" content="dark" />
          <meta name="described" content="new" />
          <template id="t">
            <b>new</b>
          </template>
        </Head>
      </div>,
    ));
  const { body } = await ask(app, "/");
  const head = body.slice(body.indexOf("<head>"), body.indexOf("</head>"));
  expect(head).not.toContain("old");
  expect(head.match(/rel="canonical"/g)).toHaveLength(1);
  expect(head.match(/rel="alternate"/g)).toHaveLength(2);
  expect(head.match(/theme-color/g)).toHaveLength(2);
  expect(head).toContain('<template id="t"><b>new</b></template>');
});

Deno.test("links to this page and to its ancestors are marked, and a link kept in a variable does not stay marked", async () => {
  const kept = <a href="/docs/a">kept</a>;
  const app = new App().get("/docs/:x", (ctx) =>
    ctx.render(
      <nav>
        {kept}
        <a href="/docs">up</a>
        <a href="/doc">no</a>
        <a href="https://example.com/docs">away</a>
        <a href="/docs/a#y" aria-current="step">own</a>
        <a href="/docs/a?x">query</a>
      </nav>,
    ));
  const a = (await ask(app, "/docs/a")).body;
  expect(a).toContain(
    '<a href="/docs/a" data-current="true" aria-current="page">kept</a>',
  );
  expect(a).toContain(
    '<a href="/docs" data-ancestor="true" aria-current="true">up</a>',
  );
  expect(a).toContain('<a href="/doc">no</a>');
  expect(a).toContain('<a href="https://example.com/docs">away</a>');
  expect(a).toContain('aria-current="step" data-current="true">own</a>');
  // With another query it is another page.
  expect(a).toContain(
    '<a href="/docs/a?x" data-ancestor="true" aria-current="true">query</a>',
  );
  const b = (await ask(app, "/docs/a?x")).body;
  expect(b).toContain(
    '<a href="/docs/a?x" data-current="true" aria-current="page">query</a>',
  );
  expect(b).toContain(
    '<a href="/docs/a" data-ancestor="true" aria-current="true">kept</a>',
  );
  expect((await ask(app, "/docs/b")).body).toContain(
    '<a href="/docs/a">kept</a>',
  );
});

Deno.test("every inline script and style gets this request's nonce, also one kept in a variable", async () => {
  const kept = <style>{"p{}"}</style>;
  const app = new App().use(csp({ useNonce: true })).get(
    "/",
    (ctx) =>
      ctx.render(
        <div>
          {kept}
          <script>1</script>
          <script nonce="own">2</script>
        </div>,
      ),
  );
  const nonces = new Set<string>();
  for (let i = 0; i < 3; i++) {
    const { body, headers } = await ask(app, "/");
    const nonce = /'nonce-([^']+)'/.exec(
      headers.get("content-security-policy")!,
    )![1]!;
    nonces.add(nonce);
    expect(body).toContain(
      `<style nonce="${nonce}">p{}</style><script nonce="${nonce}">1</script><script nonce="own">`,
    );
  }
  expect(nonces.size).toBe(3);
});

Deno.test("Partial renders its children, asset gives its path back where there is no build", async () => {
  const app = new App().get("/", (ctx) =>
    ctx.render(
      <div f-client-nav={Boolean(ctx)}>
        {h("nav", { "f-client-nav": false, "f-own": true, "f-partial": "/p" })}
        <Partial name="a">
          <p>in</p>
        </Partial>
      </div>,
    ));
  const { body } = await ask(app, "/");
  expect(body).toContain("<p>in</p></div>");
  expect(body).toContain(
    '<div f-client-nav="true"><nav f-client-nav="false" f-own="true" f-partial="/p">',
  );
  expect(asset("/a.css")).toBe("/a.css");
  expect(assetSrcSet("/a.png 1x, /b.png 2x")).toBe("/a.png 1x, /b.png 2x");
});

Deno.test("an error inside a component goes to the error page, which gets its layouts", async () => {
  const app = new App()
    .appWrapper(Wrapper).layout("*", box("all")).layout("/a", box("a"))
    .onError("*", (ctx) => ctx.render(<p>sorry</p>))
    .get("/a", (ctx) => ctx.render(<Broken />));
  const res = await quietly(() => ask(app, "/a"));
  expect(res.status).toBe(500);
  expect(res.body).toContain('<div class="all"><p>sorry</p></div>');
});

function Broken(): never {
  throw new Error("broken");
}
