import type { AudienceScope } from "@/components/audiences/scope";
import { AnswersView } from "@/components/inbound-setup/answers-view";
import { acceptances, refusals } from "@/lib/inbound/setup/answers";

const example = {
  success: true,
  message: acceptances[0]?.meaning,
  outcome: "created",
  contact: { id: "con_…", email: "janedoe@example.com", status: "subscribed" },
  requestId: "req_…",
};

export const AnswersTab = ({ workspace, audienceId }: AudienceScope) => (
  <AnswersView
    commonIssues="Missing required fields in the request body, an incorrect Content-Type header, an invalid JSON structure, or typos in field names."
    logHref={`/${workspace}/audiences/${audienceId}/requests`}
    acceptances={acceptances}
    example={example}
    refusals={refusals}
  />
);
