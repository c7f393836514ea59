/** A status that an error can have: those of the registry, from 400 to 511. */
export type ErrorStatus =
  | 400
  | 401
  | 402
  | 403
  | 404
  | 405
  | 406
  | 407
  | 408
  | 409
  | 410
  | 411
  | 412
  | 413
  | 414
  | 415
  | 416
  | 417
  | 418
  | 421
  | 422
  | 423
  | 424
  | 425
  | 426
  | 428
  | 429
  | 431
  | 451
  | 500
  | 501
  | 502
  | 503
  | 504
  | 505
  | 506
  | 507
  | 508
  | 510
  | 511;

/** IANA's registry of status codes, and RFC 2324. */
const WORDS = `
400 Bad Request, 401 Unauthorized, 402 Payment Required, 403 Forbidden, 404 Not Found, 405 Method Not Allowed,
406 Not Acceptable, 407 Proxy Authentication Required, 408 Request Timeout, 409 Conflict, 410 Gone,
411 Length Required, 412 Precondition Failed, 413 Content Too Large, 414 URI Too Long, 415 Unsupported Media Type,
416 Range Not Satisfiable, 417 Expectation Failed, 418 I'm a teapot, 421 Misdirected Request,
422 Unprocessable Entity, 423 Locked, 424 Failed Dependency, 425 Too Early, 426 Upgrade Required,
428 Precondition Required, 429 Too Many Requests, 431 Request Header Fields Too Large,
451 Unavailable For Legal Reasons, 500 Internal Server Error, 501 Not Implemented, 502 Bad Gateway,
503 Service Unavailable, 504 Gateway Timeout, 505 HTTP Version Not Supported, 506 Variant Also Negotiates,
507 Insufficient Storage, 508 Loop Detected, 510 Not Extended, 511 Network Authentication Required,`;

/**
 * An error with an HTTP status. Thrown anywhere below a handler, it reaches the
 * nearest error page, which answers with that status. Without an error page,
 * the answer is the message, or the status text. Source: Fresh, "Error handling".
 */
export class HttpError extends Error {
  /** HTTP status, for example 404. */
  status: ErrorStatus;

  constructor(
    status: ErrorStatus,
    message?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "HttpError";
    this.status = status;
  }
}

/** The words of a status, for an answer without a message. */
export function wordsFor(status: number): string {
  const found = new RegExp(`\\s${status} ([^,]+)`).exec(WORDS);
  return found?.[1] ?? `HTTP ${status}`;
}
