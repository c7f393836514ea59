import type {
  EndpointName,
  ParamsOf,
  StreamName,
} from "@/lib/wire/endpoints.ts";

/** The parameters of an endpoint's path; none for most. */
export type PathParams<Name extends EndpointName> = Readonly<
  Record<ParamsOf<Name>, string>
>;

export interface UrlOptions {
  readonly query?: Readonly<Record<string, string>> | undefined;
}

/** The URL of an endpoint; a parameter cannot leave its segment. */
export function urlOf<Name extends EndpointName>(
  name: Name,
  params: PathParams<Name>,
  { query = {} }: UrlOptions = {},
): string {
  const values: Readonly<Record<string, string>> = params;
  const path = name.slice(name.indexOf(" ") + 1)
    .replace(/:(\w+)/g, (_, param) => encodeURIComponent(values[param] ?? ""));
  const search = new URLSearchParams(query).toString();
  return search === "" ? path : `${path}?${search}`;
}

declare const stream: unique symbol;

/** The URL of an event stream, typed with its events. */
export type StreamUrl<Name extends StreamName> = string & {
  readonly [stream]?: Name;
};

export function streamUrl<Name extends StreamName>(
  name: Name,
  params: PathParams<Name>,
  options?: UrlOptions,
): StreamUrl<Name> {
  return urlOf(name, params, options);
}
