const STATUS_TEXT: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/**
 * An error with an HTTP status. Thrown anywhere below a handler, it reaches the nearest error page, which answers with
 * that status. Without a message the status' own words are used. Source: Fresh, "Error handling".
 */
export class HttpError extends Error {
  /** HTTP status, for example 404. */
  status: number;

  constructor(
    status: number,
    message: string = STATUS_TEXT[status] ?? `HTTP ${status}`,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "HttpError";
    this.status = status;
  }
}
