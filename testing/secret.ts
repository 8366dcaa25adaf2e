/** The application's secret in tests: the template of their databases knows the keys that are made of it. */
export const TEST_SECRET = "a secret of the tests, which is long enough";
