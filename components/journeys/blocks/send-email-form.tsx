"use client";

import { useRef } from "react";
import { z } from "zod";
import { MergeTagPicker } from "@/components/campaigns/editor/merge-tag-picker";
import { TemplateCards, TemplateMenu } from "@/components/campaigns/editor/template-choice";
import { CodeEditor } from "@/components/ui/code-editor";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { useEditing } from "../builder/editing";
import { draftText } from "./drafts";
import { Setting, Settings } from "./parts/setting";
import { type BlockFormProps, useSettings } from "./use-settings";

const draft = z.object({
  subject: draftText,
  previewText: draftText,
  fromName: draftText,
  fromEmail: draftText,
  replyTo: z.string().nullable().catch(null),
  html: draftText,
  trackOpens: z.boolean().catch(true),
  trackClicks: z.boolean().catch(true),
});

export function SendEmailForm({ node }: BlockFormProps) {
  const { value, set } = useSettings(node, draft);
  return (
    <>
      <TemplateLine
        path="subject"
        label="Subject"
        what="the subject"
        value={value.subject}
        onChange={(subject) => set({ subject })}
      />
      <TemplateLine
        path="previewText"
        label="Preview text"
        what="the preview text"
        value={value.previewText}
        onChange={(previewText) => set({ previewText })}
      />
      <Setting path="fromName" label="From name" optional>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            value={value.fromName}
            onChange={(event) => set({ fromName: event.target.value })}
          />
        )}
      </Setting>
      <Setting path="fromEmail" label="From address">
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="off"
            placeholder="hello@example.com"
            value={value.fromEmail}
            onChange={(event) => set({ fromEmail: event.target.value })}
          />
        )}
      </Setting>
      <Setting path="replyTo" label="Reply-to" optional description="Left empty, answers go to the from address.">
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="off"
            value={value.replyTo ?? ""}
            onChange={(event) => set({ replyTo: event.target.value === "" ? null : event.target.value })}
          />
        )}
      </Setting>
      <HtmlSetting value={value.html} onChange={(html) => set({ html })} />
      <Settings title="Tracking">
        <Setting
          path="trackOpens"
          orientation="horizontal"
          label="Track opens"
          description="Adds an invisible image. Mail programs that load images for their readers count as opened, too."
        >
          {(control) => (
            <Switch {...control} checked={value.trackOpens} onCheckedChange={(trackOpens) => set({ trackOpens })} />
          )}
        </Setting>
        <Setting
          path="trackClicks"
          orientation="horizontal"
          label="Track clicks"
          description="Links lead through this server first. Without it nobody can wait for a click."
        >
          {(control) => (
            <Switch {...control} checked={value.trackClicks} onCheckedChange={(trackClicks) => set({ trackClicks })} />
          )}
        </Setting>
      </Settings>
    </>
  );
}

/** One line of Liquid with a picker of merge tags. */
function TemplateLine({
  path,
  label,
  what,
  value,
  onChange,
}: {
  path: "subject" | "previewText";
  label: string;
  what: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { workspace, audienceId } = useEditing();
  const input = useRef<HTMLInputElement>(null);
  return (
    <Setting
      path={path}
      label={label}
      optional={path === "previewText"}
      action={<MergeTagPicker workspace={workspace} audienceId={audienceId} target={input} what={what} />}
    >
      {(control) => (
        <Input
          {...control}
          ref={input}
          autoComplete="off"
          maxLength={250}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Setting>
  );
}

function HtmlSetting({ value, onChange }: { value: string; onChange: (html: string) => void }) {
  const { workspace, audienceId } = useEditing();
  const area = useRef<HTMLTextAreaElement>(null);
  const isBlank = value.trim() === "";
  return (
    <Setting
      path="html"
      label="HTML"
      description="The plain-text version is made from it. Goes to Active contacts only; others go on without it."
      action={
        <span className="flex items-center gap-1">
          {isBlank ? null : <TemplateMenu onPick={onChange} />}
          <MergeTagPicker workspace={workspace} audienceId={audienceId} target={area} what="the HTML" />
        </span>
      }
    >
      {(control) => (
        <>
          {isBlank ? <TemplateCards onPick={onChange} /> : null}
          <CodeEditor
            {...control}
            ref={area}
            value={value}
            onValueChange={onChange}
            placeholder="<p>Hello {{ contact.first_name }},</p>"
            className={isBlank ? "min-h-32" : "max-h-[32rem] min-h-64"}
          />
        </>
      )}
    </Setting>
  );
}
