import { getConfig } from "@/lib/config";
import { good, note, reasonOf, type Finding } from "./finding";

/** Whether the product answers where people look for it; it need not run while this is asked. */
export async function checkAddress(): Promise<Finding[]> {
  const home = getConfig().APP_URL;
  try {
    const answer = await fetch(`${home}/readyz`, {
      redirect: "manual",
      signal: AbortSignal.timeout(5_000),
    });
    const word = (await answer.text()).trim();
    if (answer.ok && word === "ok") return [good("address", `${home} is ready.`)];
    if (answer.status === 503) return [note("address", `${home} is not ready: ${word}.`)];
    return [
      note(
        "address",
        `What answers at ${home}/readyz is not this product (${answer.status}): does the proxy hand everything on?`,
      ),
    ];
  } catch (error) {
    return [note("address", `${home} does not answer from here (${reasonOf(error)}).`)];
  }
}
