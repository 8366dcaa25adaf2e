type Provider = { url: string; forget?: () => void; close: () => unknown };

/**
 * An emulated provider of a suite, which has forgotten everything before each test; e-mails go to it as fast as it takes them.
 * @param start how it starts
 * @param settings what the suite sets besides
 * @returns gives it once the suite has begun
 */
export function suiteProvider<P extends Provider>(
  start: () => Promise<P>,
  settings: Record<string, string> = {},
): () => P {
  let provider: P | undefined;
  const started = () => {
    if (!provider) throw new Error("the suite has not begun");
    return provider;
  };
  beforeAll(async () => {
    provider = await start();
    Object.assign(process.env, {
      RESEND_API_KEY: "re_test",
      RESEND_BASE_URL: provider.url,
      MAIL_PER_SECOND: "1000",
      ...settings,
    });
  });
  beforeEach(() => started().forget?.());
  afterAll(() => provider?.close());
  return started;
}
