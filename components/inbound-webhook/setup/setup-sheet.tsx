"use client";

import type { AudienceScope } from "@/components/audiences/scope";
import { SetupSheet as Frame, type SetupTab, SetupTabs } from "@/components/inbound-setup/setup-sheet";
import type { Field } from "@/lib/audiences/fields/contract";
import type { WebhookUrls } from "@/lib/inbound/setup/placeholder";
import { AnswersTab } from "./answers-tab";
import { FieldsTab } from "./fields-tab";
import { RequestTab } from "./request-tab";
import { SendTestTab } from "./send-test-tab";
import { useExample } from "./use-example";

export interface SetupScreen extends AudienceScope {
  doubleOptIn: boolean;
  urls: WebhookUrls;
  /** Whether the URLs hold the secret, or a placeholder for it. */
  urlsAreReal: boolean;
  /** False for viewers, and before there is a webhook. */
  canTest: boolean;
}

/** What every tab is given. */
export interface SetupTabProps extends SetupScreen {
  fields: readonly Field[];
}

/** Setup information of an audience's webhook. */
export function SetupSheet({
  tab,
  onTabChange,
  ...screen
}: SetupScreen & { tab: SetupTab | null; onTabChange: (tab: SetupTab | null) => void }) {
  return (
    <Frame
      open={tab !== null}
      onClose={() => onTabChange(null)}
      description="How another platform, a form or your own code sends contacts to this audience."
    >
      <Views {...screen} tab={tab ?? "request"} onTabChange={onTabChange} />
    </Frame>
  );
}

function Views({ tab, onTabChange, ...screen }: SetupScreen & { tab: SetupTab; onTabChange: (tab: SetupTab) => void }) {
  const example = useExample();
  return (
    <SetupTabs
      workspace={screen.workspace}
      audienceId={screen.audienceId}
      tab={tab}
      onTabChange={onTabChange}
      views={(fields) => ({
        request: <RequestTab {...screen} fields={fields} example={example} />,
        fields: <FieldsTab {...screen} fields={fields} />,
        answers: <AnswersTab {...screen} />,
        test: <SendTestTab {...screen} fields={fields} example={example} />,
      })}
    />
  );
}
