import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";

export interface SearchFormProps {
  label: string;
  action: string;
  /** Default `q`. */
  name?: string | undefined;
  value?: string | undefined;
  class?: string | undefined;
}

/** One search field that submits with GET, so that a result has a URL. */
export function SearchForm(
  { label, action, name = "q", value, class: extra }: SearchFormProps,
) {
  return (
    <form
      class={cx("search", extra)}
      role="search"
      action={action}
      method="get"
    >
      <label class="visually-hidden" for={`search-${name}`}>{label}</label>
      <Icon name="search" />
      <input
        id={`search-${name}`}
        class="field__input"
        type="search"
        name={name}
        value={value}
        placeholder={label}
      />
      <button class="button button--secondary" type="submit">Search</button>
    </form>
  );
}
