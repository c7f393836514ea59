import type { ComponentChildren } from "preact";
import { DescriptionList } from "@/components/ui/DescriptionList.tsx";
import { Notice } from "@/components/ui/Notice.tsx";

/** How many fields the notice above the form lists; each field is marked as well. */
const MOST_NAMED = 8;

export interface FormNoticesProps<Draft> {
  readonly form: {
    readonly status:
      | { readonly kind: "nothing" | "saved" | "conflict" }
      | { readonly kind: "refused"; readonly words: string };
    /** Field → error. */
    readonly errors: Readonly<Record<string, string>>;
    /** After a conflict: what is stored now. */
    readonly stored: Draft | null;
  };
  /** What is stored, as terms and details. */
  readonly values: (
    draft: Draft,
  ) => readonly { term: string; details: ComponentChildren }[];
  /** The page itself, to start over with what is stored. */
  readonly href: string;
}

/** Above a form: saved; or the errors, with a link to each field; or that someone else saved first. */
export function FormNotices<Draft>(
  { form: { status, errors, stored }, values, href }: FormNoticesProps<Draft>,
) {
  switch (status.kind) {
    case "nothing":
      return null;
    case "saved":
      return <Notice tone="success" title="Saved" />;
    case "conflict":
      return (
        <>
          <Notice tone="error" title="Someone else saved this in the meantime">
            Your changes are in the form below, not saved yet. Save again to
            overwrite the saved version, or{"  "}
            <a href={href}>reload the saved version</a>.
          </Notice>
          <section class="stored-now" aria-labelledby="stored-now">
            <h2 id="stored-now">Stored now</h2>
            <DescriptionList items={stored === null ? [] : values(stored)} />
          </section>
        </>
      );
    case "refused":
      return (
        <Notice tone="error" title="Not saved yet">
          <p>{status.words}</p>
          <FieldLinks fields={errors} />
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
