import { NotFoundText } from "@/components/shell/not-found";

export default function ConsoleNotFoundPage() {
  return <NotFoundText />;
}
