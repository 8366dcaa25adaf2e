type Cookie = { name: string; value: string };
type Options = Cookie & { maxAge?: number };

/** What a browser keeps and sends: stands for `next/headers`, which is there within a server of Next alone. */
export class Browser {
  readonly jar = new Map<string, string>();
  headers = new Headers();

  get = (name: string): Cookie | undefined => {
    const value = this.jar.get(name);
    return value === undefined ? undefined : { name, value };
  };
  getAll = (): Cookie[] => [...this.jar].map(([name, value]) => ({ name, value }));
  has = (name: string): boolean => this.jar.has(name);
  set = (cookie: Options | string, value = ""): void => {
    if (typeof cookie === "string") this.jar.set(cookie, value);
    else this.jar.set(cookie.name, cookie.value);
  };
  delete = (cookie: Cookie | string): void => {
    this.jar.delete(typeof cookie === "string" ? cookie : cookie.name);
  };

  /** Takes in what an answer sets. */
  take(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      const value = decodeURIComponent(pair.slice(at + 1));
      if (value === "") this.jar.delete(pair.slice(0, at));
      else this.jar.set(pair.slice(0, at), value);
    }
  }
}

/** Whose request it is. */
export const now = { browser: new Browser() };
