import { asset } from "fresh/runtime";
import { Stylesheets } from "@/components/Stylesheets.tsx";
import { define } from "@/lib/http/state.ts";

export default define.page(({ Component, state }) => {
  const studio = state.studio?.name ?? "Visavis";
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover"
        />
        <meta name="format-detection" content="telephone=no, date=no" />
        <title>{state.title ? `${state.title} · ${studio}` : studio}</title>
        <Stylesheets asset={asset} />
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
});
