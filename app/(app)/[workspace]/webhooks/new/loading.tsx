import { Page } from "@/components/ui/page-header";
import { EditorSkeleton } from "@/components/webhooks/editor/editor-skeleton";

export default function WebhookLoading() {
  return (
    <Page>
      <EditorSkeleton />
    </Page>
  );
}
