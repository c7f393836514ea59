import { formOf } from "@/lib/client/page/endpoint_form.ts";
import { STARS, type Stars } from "@/lib/domain/look/rating.ts";
import { look } from "@/words/exchange/look.ts";

export function ratingForm(id: string) {
  return formOf("POST /api/video/consultation/:id/rating", {
    params: { id },
    query: { session: "client" },
  });
}

/** The five answers: each sends the form that it is in. The page's heading `rating` names them. */
export function RatingStars({ name, given }: {
  readonly name: string;
  /** The answer that was given. */
  readonly given?: Stars | undefined;
}) {
  return (
    <div class="rating__stars" role="group" aria-labelledby="rating">
      {STARS.map((stars) => (
        <button
          key={stars}
          type="submit"
          class="rating__star"
          name={name}
          value={stars}
          aria-pressed={given ? `${given === stars}` : undefined}
        >
          <Face stars={stars} />
          <span>{look.rating.stars[stars]}</span>
        </button>
      ))}
    </div>
  );
}

/** How far the mouth's middle is below its ends, in a face of 24 units. */
const SMILE = { 1: -4, 2: -2, 3: 0, 4: 3, 5: 5 } as const;

function Face({ stars }: { readonly stars: Stars }) {
  const mouth = 15 - SMILE[stars] / 4;
  return (
    <svg class="rating__face" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="10" />
      <path d="M9 9.5v.01M15 9.5v.01" />
      <path d={`M8 ${mouth}q4 ${SMILE[stars]} 8 0`} />
    </svg>
  );
}
