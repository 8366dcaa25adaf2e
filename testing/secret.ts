/** The application's secret in tests: the template of their databases knows the keys that are made of it. */
export const TEST_SECRET = "a-long-secret-of-the-tests-that-nobody-guesses";
