import type { ComponentChildren } from "preact";
import { Facts } from "@/components/Facts.tsx";
import { Notice } from "@/components/Notice.tsx";

/** How many fields are named above the form; each is marked besides. */
const MOST_NAMED = 8;

export interface FormNoticesProps {
  readonly said:
    | { readonly kind: "nothing" | "saved" | "conflict" }
    | {
      readonly kind: "refused";
      readonly words: string;
      readonly fields: Readonly<Record<string, string>>;
    };
  /** After a conflict: what is stored now, as terms and details. */
  readonly stored?: readonly { term: string; details: ComponentChildren }[];
  /** The page itself, to begin again with what is stored. */
  readonly href: string;
}

/** Above a form: saved; or what is wrong, with the way to each field; or that somebody else was faster. */
export function FormNotices({ said, stored = [], href }: FormNoticesProps) {
  switch (said.kind) {
    case "nothing":
      return null;
    case "saved":
      return <Notice tone="success" title="Saved" />;
    case "conflict":
      return (
        <>
          <Notice tone="error" title="Somebody else saved this meanwhile">
            Nothing of yours is lost: it is in the form below, and not saved
            yet. Save again to put it in the place of what is stored now, or
            {" "}
            <a href={href}>begin again with what is stored</a>.
          </Notice>
          <section class="stored-now" aria-labelledby="stored-now">
            <h2 id="stored-now">Stored now</h2>
            <Facts items={stored} />
          </section>
        </>
      );
    case "refused":
      return (
        <Notice tone="error" title="Not saved yet">
          <p>{said.words}</p>
          <FieldLinks fields={said.fields} />
        </Notice>
      );
  }
}

function FieldLinks(
  { fields }: { fields: Readonly<Record<string, string>> },
) {
  const named = Object.entries(fields).slice(0, MOST_NAMED);
  return named.length === 0 ? null : (
    <ul>
      {named.map(([field, words]) => (
        <li key={field}>
          <a href={`#field-${field}`}>{words}</a>
        </li>
      ))}
    </ul>
  );
}
