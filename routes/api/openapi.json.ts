import { api } from "@/lib/http/api.ts";
import { endpoint } from "@/lib/http/endpoint.ts";
import { ok } from "@/lib/http/refusal.ts";

/** `GET`: this API as an OpenAPI 3.1 document. */
export const handler = api(
  endpoint("GET /api/openapi.json", async () => {
    // Loaded on first use: no other route needs it.
    const { openApiDocument } = await import("@/lib/http/openapi/document.ts");
    return ok(openApiDocument());
  }),
);
