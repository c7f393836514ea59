import type { ResolvedFreshConfig } from "./types.ts";

/** The page that shows an error while developing: message, place in the source, stack, and a reload when it is mended. */
export async function errorPage(
  error: unknown,
  config: Pick<ResolvedFreshConfig, "basePath">,
): Promise<Response> {
  const text = error instanceof Error
    ? error.stack ?? String(error)
    : String(error);
  const frame = await codeFrame(text);
  const html =
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Error</title></head>
<body style="font:15px/1.5 system-ui;margin:2rem;color:#1c1917;background:#faf7f4">
<h1 style="font-size:1.2rem;color:#9f1239">${
      escape(firstLine(error, text))
    }</h1>
${
      frame
        ? `<p>${
          escape(frame.place)
        }</p><pre style="background:#fff;padding:1rem;overflow:auto">${
          escape(frame.lines)
        }</pre>`
        : ""
    }
<pre style="white-space:pre-wrap">${escape(text)}</pre>
<script type="module" src="${config.basePath}/_fresh/reload.js"></script></body></html>`;
  return new Response(html, {
    status: 500,
    headers: { "content-type": "text/html; charset=utf-8" },
  });
}

function firstLine(error: unknown, text: string): string {
  return error instanceof Error && error.message
    ? `${error.name}: ${error.message.split("\n")[0]}`
    : text.split("\n")[0]!;
}

/** The lines around the first place in a stack that is a file of the project. */
async function codeFrame(
  stack: string,
): Promise<{ place: string; lines: string } | null> {
  for (
    const [, url, line, column] of stack.matchAll(
      /(file:\/\/\S+?):(\d+):(\d+)/g,
    )
  ) {
    if (url!.includes("/node_modules/") || url!.includes("/lib/fresh/")) {
      continue;
    }
    try {
      const file = decodeURIComponent(new URL(url!).pathname);
      const lines = (await Deno.readTextFile(file)).split("\n");
      const at = Number(line);
      const shown = lines.slice(Math.max(0, at - 4), at + 3)
        .map((code, i) => {
          const number = Math.max(0, at - 4) + i + 1;
          return `${number === at ? ">" : " "} ${
            String(number).padStart(4)
          } | ${code}`;
        });
      return { place: `${file}:${line}:${column}`, lines: shown.join("\n") };
    } catch {
      continue;
    }
  }
  return null;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
