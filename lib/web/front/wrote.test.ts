import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { currentTrace, newRequest, traced } from "@/lib/trace";
import { rememberWriting } from "./wrote";

let server: Server;
let wrote: string | undefined;
let passedOn: string | undefined;
beforeAll(async () => {
  server = createServer((request, response) =>
    traced({ request: newRequest() }, () => {
      rememberWriting(request, response, { secure: request.url === "/secure" });
      const trace = currentTrace();
      wrote = trace?.wrote;
      passedOn = request.headers.cookie;
      if (trace && request.url === "/writes") trace.wrote = "now";
      response.setHeader("Set-Cookie", "other=1");
      response.end("x");
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

const own = "=1; Path=/; Max-Age=10; HttpOnly; SameSite=Lax";
test.each([
  ["GET", "/", "", undefined, []],
  ["GET", "/", "a=b; wrote=1", "before", []],
  ["GET", "/", "a=b; unwrote=1; wrote=12", undefined, []],
  ["GET", "/writes", "", undefined, [`wrote${own}`]],
  ["GET", "/writes", "wrote=1", "before", [`wrote${own}`]],
  ["POST", "/", "", "now", [`wrote${own}`]],
  ["POST", "/secure", "wrote=1", "now", [`__Host-wrote${own}; Secure`]],
])("O12 %s %s with the cookie %j: %s", async (method, path, cookie, before, set) => {
  const { port } = server.address() as AddressInfo;
  const { headers } = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { cookie },
  });
  expect(wrote).toBe(before);
  expect(headers.getSetCookie()).toEqual(["other=1", ...set]);
});

test("O12 what is asked with the headers of a request that sent a form, as Next asks for the page after an action, wrote too", async () => {
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, method: string, cookie: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { cookie } });
  for (const [path, sent, whole] of [
    ["/", "a=b", "a=b; wrote=1"],
    ["/", "", "wrote=1"],
    ["/", "wrote=1", "wrote=1"],
    ["/secure", "a=b", "a=b; __Host-wrote=1"],
  ] as const) {
    await ask(path, "POST", sent);
    expect(passedOn).toBe(whole);
    await ask(path, "GET", passedOn ?? "");
    expect(wrote).toBe("before");
  }
});
