import { redirect } from "next/navigation";
import { homeWorkspace } from "@/lib/api/home-workspace";
import { currentUser, openContext, requireUser } from "@/lib/api/page-context";
import { hasUsers } from "@/lib/workspaces/has-users";

export default async function FrontPage() {
  if (!(await hasUsers(await openContext()))) redirect("/setup");
  if ((await currentUser()) === null) redirect("/sign-in");
  const { workspace } = await homeWorkspace(await requireUser());
  redirect(workspace === null ? "/workspaces/new" : `/${workspace.slug}`);
}
