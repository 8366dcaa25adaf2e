/** The search parameters of a request, as Next hands them to a page: several of one name as a list. */
export function searchOf(params: URLSearchParams): Record<string, string | string[] | undefined> {
  const names = new Set(params.keys());
  return Object.fromEntries(
    [...names].map((name) => {
      const [first, ...others] = params.getAll(name);
      return [name, others.length === 0 ? first : params.getAll(name)];
    }),
  );
}
