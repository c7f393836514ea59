import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import { LinkPreview } from "@/components/frame/LinkPreview.tsx";

Deno.test("a link preview has whole addresses and nothing of the query", () => {
  const html = renderToString(
    <LinkPreview
      title="Book · Studio"
      description="Video consultations."
      studio="Studio"
      baseUrl="https://studio.example"
      path="/book"
    />,
  );
  expect(html).toContain('name="description" content="Video consultations."');
  expect(html).toContain(
    'property="og:url" content="https://studio.example/book"',
  );
  expect(html).toContain(
    'property="og:image" content="https://studio.example/icons/icon-512.png"',
  );
});

Deno.test("only the home page and booking are described: no private page has a preview", async () => {
  const found: string[] = [];
  const walk = async (folder: string) => {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      const path = `${folder}/${name}`;
      if (isDirectory) await walk(path);
      else if ((await Deno.readTextFile(path)).includes("state.preview =")) {
        found.push(path);
      }
    }
  };
  await walk("routes");
  expect(found.sort()).toEqual(["routes/book/index.tsx", "routes/index.tsx"]);
});
