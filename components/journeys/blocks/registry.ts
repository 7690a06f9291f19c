import type { ComponentType } from "react";
import { ConditionForm } from "./condition-form";
import { DelayForm } from "./delay-form";
import { ExitForm } from "./exit-form";
import { GenericForm } from "./generic-form";
import { JumpForm } from "./jump-form";
import { SendEmailForm } from "./send-email-form";
import { SplitForm } from "./split-form";
import { TriggerForm } from "./trigger-form";
import { UpdateContactForm } from "./update-contact-form";
import type { BlockFormProps } from "./use-settings";
import { WaitForEventForm } from "./wait-for-event-form";
import { WebhookForm } from "./webhook/webhook-form";

/** Forms by the type of their block. A block without one gets a form that is made from its schema. */
const forms: Readonly<Record<string, ComponentType<BlockFormProps>>> = {
  trigger: TriggerForm,
  delay: DelayForm,
  wait_for_event: WaitForEventForm,
  condition: ConditionForm,
  split: SplitForm,
  update_contact: UpdateContactForm,
  send_email: SendEmailForm,
  webhook: WebhookForm,
  jump: JumpForm,
  exit: ExitForm,
};

export const formOf = (type: string): ComponentType<BlockFormProps> => forms[type] ?? GenericForm;
