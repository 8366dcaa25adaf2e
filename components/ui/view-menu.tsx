import { ListMenu } from "./list-menu";
import { listMenuWords } from "./list-menu-words";

type Props = Omit<Parameters<typeof ListMenu>[0], "words">;

/** The menu of a list (K3, K4): its columns, density and files, and its kept views. */
export async function ViewMenu(props: Props) {
  const { words } = await listMenuWords();
  return <ListMenu {...props} words={words} />;
}
