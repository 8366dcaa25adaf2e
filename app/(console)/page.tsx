import { redirect } from "next/navigation";
import { homePath } from "@/lib/web/home";

export default async function HomePage() {
  redirect(await homePath());
}
