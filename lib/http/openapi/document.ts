import { ENDPOINT_NAMES, type EndpointName } from "@/lib/wire/endpoints.ts";
import { operationOf, parameterNames } from "./operation.ts";
import { type Json, namedSchemas } from "./schemas.ts";

/** The API as an OpenAPI 3.1 document, from the same table that types and checks it. */
export function openApiDocument(): Json & { readonly openapi: string } {
  return {
    openapi: "3.1.0",
    info: {
      title: "Visavis",
      summary: "What the pages of Visavis exchange with their server.",
      version: "1.0.0",
      license: { name: "MIT", identifier: "MIT" },
    },
    paths: pathsOf(ENDPOINT_NAMES),
    components: {
      schemas: namedSchemas(),
      securitySchemes: {
        staffSession: {
          type: "apiKey",
          in: "cookie",
          name: "visavis_staff",
          description:
            "An artist's or an admin's session. With https the name begins with `__Host-`.",
        },
        clientSession: {
          type: "apiKey",
          in: "cookie",
          name: "visavis_c_{id}",
          description:
            "A client's session for the consultation `{id}`. With https the name begins with `__Host-`.",
        },
      },
    },
  };
}

function pathsOf(names: readonly EndpointName[]): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const name of names) {
    const [method, path] = name.split(" ") as [string, string];
    const template = parameterNames(path)
      .reduce((text, one) => text.replace(`:${one}`, `{${one}}`), path);
    paths[template] ??= {};
    paths[template][method.toLowerCase()] = operationOf(name);
  }
  return paths;
}
