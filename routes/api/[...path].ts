import { refuse } from "@/lib/http/refusal.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";

/** An unknown address of the API is refused in JSON, like everything else there. */
export const handler = () => refusalResponse(refuse("not_found"));
