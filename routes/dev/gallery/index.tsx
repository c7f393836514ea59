import { page } from "fresh";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { bySubject } from "@/gallery/mod.ts";
import { define } from "@/lib/http/state.ts";

export const handler = define.handlers({
  GET: (ctx) => {
    ctx.state.title = "Gallery";
    return page({ subjects: [...bySubject()] });
  },
});

/** Every state of every island and component, by subject. */
export default define.page<typeof handler>(({ data }) => (
  <>
    <PageHeading lede="The product’s own components and islands, with values that do not change.">
      Gallery
    </PageHeading>
    {data.subjects.map(([subject, names]) => (
      <section class="day-section" key={subject} aria-labelledby={subject}>
        <h2 id={subject}>{subject}</h2>
        <ul>
          {names.map((name) => (
            <li key={name}>
              <a href={`/dev/gallery/${name}`}>
                {name.slice(subject.length + 1)}
              </a>
            </li>
          ))}
        </ul>
      </section>
    ))}
  </>
));
