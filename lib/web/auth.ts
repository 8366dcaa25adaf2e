/** The id of the session that the request's cookie points to; null without one. */
export async function readSessionId(): Promise<string | null> {
  return Promise.resolve(null);
}
