import { asset } from "fresh/runtime";
import { Stylesheets } from "@/components/frame/Stylesheets.tsx";
import { LinkPreview } from "@/components/frame/LinkPreview.tsx";
import { define, studioName } from "@/lib/http/state.ts";

export default define.page(({ Component, state, url }) => {
  const studio = studioName(state);
  const title = state.title ? `${state.title} · ${studio}` : studio;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover"
        />
        <meta name="format-detection" content="telephone=no, date=no" />
        <title>{title}</title>
        {state.preview !== undefined && (
          <LinkPreview
            title={title}
            description={state.preview}
            baseUrl={state.services.config.baseUrl}
            path={url.pathname}
            studio={studio}
          />
        )}
        <Stylesheets asset={asset} />
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
});
