import { HttpError, page } from "fresh";
import { GalleryFrame } from "@/gallery/GalleryFrame.tsx";
import { GALLERY } from "@/gallery/mod.ts";
import { define } from "@/lib/http/state.ts";
import GalleryIsland from "./(_islands)/GalleryIsland.tsx";

/** A state has the frame of the page that it belongs to. */
export const config = { skipInheritedLayouts: true };

export const handler = define.handlers({
  GET: (ctx) => {
    const { name = "" } = ctx.params;
    const state = Object.hasOwn(GALLERY, name) ? GALLERY[name] : undefined;
    if (state === undefined) throw new HttpError(404);
    ctx.state.title = name;
    return page({ state });
  },
});

export default define.page<typeof handler>(({ data, state: { services } }) => (
  <GalleryFrame
    state={data.state}
    ownLinkSrc={services.assetUrls["own-link"]}
  >
    {data.state.content.is === "island"
      ? <GalleryIsland name={data.state.content.name} />
      : data.state.content.children}
  </GalleryFrame>
));
