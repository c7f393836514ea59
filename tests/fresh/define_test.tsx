import { expect } from "expect";
import {
  App,
  createDefine,
  type FreshContext,
  page,
  type PageProps,
  type RouteHandler,
} from "fresh";
import { ask } from "./support.ts";

interface State {
  user: string;
}
const define = createDefine<State>();

/** Fails to compile unless the two types are the same. */
function same<A>() {
  return <B,>(
    ..._: [A] extends [B] ? [B] extends [A] ? [] : [never] : [never]
  ) => {};
}

const handlers = define.handlers({
  GET: (ctx) => page({ name: ctx.state.user, at: 1 }),
  async POST(ctx) {
    return (await ctx.req.text()) ? page({ error: "no" }) : ctx.redirect("/");
  },
});

Deno.test("define returns its argument, and types state and the data of all methods", async () => {
  const Page = define.page<typeof handlers>(({ data, state }) => {
    same<{ name: string; at: number } | { error: string }>()<typeof data>();
    same<string>()<typeof state.user>();
    return <p>{"name" in data ? data.name : data.error}</p>;
  });
  const layout = define.layout(({ Component, url, params }) => {
    same<URL>()<typeof url>();
    same<Record<string, string>>()<typeof params>();
    return (
      <main>
        <Component />
      </main>
    );
  });
  const middleware = define.middleware((ctx) => {
    same<State>()<typeof ctx.state>();
    ctx.state.user = "Ann";
    return ctx.next();
  });
  const app = new App<State>().use(middleware).layout("*", layout)
    .route("/", {
      handlers,
      component: Page as (
        props: PageProps<unknown, State>,
      ) => ReturnType<typeof Page>,
    });
  expect((await ask(app, "/")).body).toContain("<main><p>Ann</p></main>");
  expect((await ask(app, "/", { method: "POST", body: "x" })).body).toContain(
    "<p>no</p>",
  );
});

Deno.test("the public types describe the values", () => {
  const one = define.handlers((ctx) => page({ path: ctx.url.pathname }));
  define.page<typeof one>(({ data }) => {
    same<{ path: string }>()<typeof data>();
    return null;
  });
  define.page((props) => {
    same<unknown>()<typeof props.data>();
    same<unknown>()<typeof props.error>();
    same<string | null>()<typeof props.route>();
    return null;
  });
  const handler: RouteHandler<unknown, State> = handlers;
  const list = define.middleware([
    (ctx) => ctx.next(),
    async (ctx: FreshContext<State>) => await ctx.next(),
  ]);
  expect(handler).toBe(handlers);
  expect(list).toHaveLength(2);
  expect(page()).toEqual({ data: undefined });
  expect(page(1, { status: 201 })).toEqual({ data: 1, status: 201 });
});
