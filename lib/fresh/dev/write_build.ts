import type { Made } from "./make.ts";
import type { ResolvedBuildConfig } from "./options.ts";
import { dirname, escapePath, join, relative } from "./paths.ts";

const json = JSON.stringify;

/** Writes a production build: the files to serve, and `server.js` for `deno serve`. */
export async function writeBuild(
  made: Made,
  { outDir, root, serverEntry }: ResolvedBuildConfig,
): Promise<void> {
  await Deno.remove(outDir, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  const files: string[] = [];
  for (const [url, { content, ...facts }] of made.files) {
    const path = join(outDir, "static", url);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeFile(path, content as Uint8Array);
    files.push(`[${json(url)}, ${json(facts)}]`);
  }
  const from = (file: string) =>
    json(escapePath("./" + relative(outDir, file)));
  const routes = made.routes.map(({ path, file, eager }, i) =>
    `{ path: ${json(path)}, load: () => import(${from(file)})${
      eager ? `, module: route${i}` : ""
    } }`
  );
  const islands = made.islands.map((island, i) =>
    `{ module: island${i}, ...${
      json({ ...island, file: relative(root, island.file) })
    } }`
  );
  const list = (items: string[]) =>
    items.map((item) => `\n    ${item},`).join("");
  const code =
    `// Made by "dev.ts build". Start it with: deno serve -A _fresh/server.js
import { applyBuild } from "fresh/internal";
import { app } from ${from(serverEntry)};
${
      made.islands.map(({ file }, i) =>
        `import * as island${i} from ${from(file)};\n`
      ).join("")
    }${
      made.routes.map(({ file, eager }, i) =>
        eager ? `import * as route${i} from ${from(file)};\n` : ""
      ).join("")
    }
const contentOf = (url) => new URL("./static" + encodeURI(url).replace(/[?#]/g, encodeURIComponent), import.meta.url);

applyBuild(app, {
  root: decodeURIComponent(new URL(${
      json(relative(outDir, root) + "/")
    }, import.meta.url).pathname),
  buildId: ${json(made.buildId)},
  mode: "production",
  files: new Map([${list(files)}
  ].map(([url, file]) => [url, { ...file, content: contentOf(url) }])),
  routes: [${list(routes)}
  ],
  islands: [${list(islands)}
  ],
});

export { app };
export default { fetch: app.handler() };
`;
  await Deno.writeTextFile(join(outDir, "server.js"), code);
}
