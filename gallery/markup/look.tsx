import { AfterCall } from "@/components/look/AfterCall.tsx";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { STARS } from "@/lib/domain/look/rating.ts";
import { BLANK_LOOK, LOOK, LOOK_ORIGIN } from "@/gallery/look_sample.ts";
import { ARTIST, CONSULTATION_ID } from "@/gallery/sample.ts";
import { each, markup } from "./states.ts";

const PAGE = {
  id: CONSULTATION_ID,
  artist: firstName(ARTIST),
  origin: LOOK_ORIGIN,
  sheet: LOOK,
  photos: [],
};

/** What the client keeps after the call. */
export const LOOK_PAGES = markup({
  viewer: "client",
  heading: "After the call",
}, {
  page: <AfterCall {...PAGE} />,
  "page-without-sheet": <AfterCall {...PAGE} sheet={BLANK_LOOK} />,
  ...each("page-rated", STARS.map(String), (stars) => (
    <AfterCall
      {...PAGE}
      sheet={{
        ...BLANK_LOOK,
        rating: {
          stars: STARS.find((one) => String(one) === stars)!,
          words: stars === "5" ? "I know what to do now." : "",
          at: LOOK.now,
        },
      }}
    />
  )),
});
