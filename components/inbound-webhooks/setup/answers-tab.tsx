import { AnswersView } from "@/components/inbound-setup/answers-view";
import { workspaceAcceptances, workspaceExample, workspaceRefusals } from "@/lib/inbound/setup/workspace-answers";
import { requestsHref } from "../actions";
import type { SetupTabProps } from "./example";

export const AnswersTab = ({ workspace, webhook }: SetupTabProps) => (
  <AnswersView
    commonIssues="A missing email_address, an incorrect Content-Type header, a rotated or paused URL, or a value that its data field does not take."
    logHref={requestsHref(workspace, webhook.id)}
    acceptances={workspaceAcceptances(webhook.type)}
    example={workspaceExample(webhook.type)}
    refusals={workspaceRefusals}
  />
);
