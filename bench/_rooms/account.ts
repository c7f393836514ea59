/** An account that exists only in benchmarks. */
export const account = {
  accountSid: "AC" + "1".repeat(32),
  apiKeySid: "SK" + "2".repeat(32),
  apiKeySecret: "a secret of some length, 32 byte",
  authToken: "3".repeat(32),
};
