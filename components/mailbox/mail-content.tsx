"use client";

import { useQueryState } from "nuqs";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { SheetBody } from "@/components/ui/sheet";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Time } from "@/components/ui/time";
import type { Mail } from "@/lib/mailbox/contract";
import { openMailParsers } from "./filters";
import { kindLabel } from "./mail-kinds";
import { MailStateBadge, mailStateLooks } from "./mail-states";
import { sealedHtml } from "./sealed-html";
import { textLinks } from "./text-links";

/** A mail as its reader sees it, as plain text, and what became of it. */
export function MailContent({ mail }: { mail: Mail }) {
  const [view, setView] = useQueryState("view", openMailParsers.view);
  const { meaning } = mailStateLooks[mail.state];
  return (
    <SheetBody className="*:shrink">
      {mail.error !== null || mail.state === "unknown" ? (
        <Callout tone={mail.state === "failed" ? "danger" : "warning"} title={meaning} className="shrink-0">
          {mail.error}
        </Callout>
      ) : null}
      <Tabs
        value={view}
        onValueChange={(next) => void setView(openMailParsers.view.parse(next))}
        className="min-h-0 flex-1"
      >
        <TabsList aria-label="Views of the mail" className="shrink-0">
          <TabsTrigger value="preview">Preview</TabsTrigger>
          <TabsTrigger value="text">Text</TabsTrigger>
          <TabsTrigger value="details">Details</TabsTrigger>
        </TabsList>
        <TabsContent value="preview" className="flex min-h-0 flex-1 flex-col gap-2">
          {mail.html === "" ? <Erased /> : <Preview html={mail.html} />}
        </TabsContent>
        <TabsContent value="text">{mail.text === "" ? <Erased /> : <PlainText text={mail.text} />}</TabsContent>
        <TabsContent value="details">
          <Details mail={mail} />
        </TabsContent>
      </Tabs>
    </SheetBody>
  );
}

const Erased = () => <p className="text-muted-foreground text-table">Its content went when the contact was deleted.</p>;

function Preview({ html }: { html: string }) {
  return (
    <>
      {/* Without any permission: no scripts, no forms, no way out of the frame. */}
      <iframe
        title="Preview of the mail"
        sandbox=""
        referrerPolicy="no-referrer"
        srcDoc={sealedHtml(html)}
        className="min-h-96 w-full flex-1 rounded-lg border"
      />
      <p className="text-meta text-muted-foreground">Links work in Text. Images from the web are not loaded.</p>
    </>
  );
}

function PlainText({ text }: { text: string }) {
  return (
    <div className="relative rounded-lg border bg-muted/50">
      <pre className="whitespace-pre-wrap p-3 pr-11 text-mono [overflow-wrap:anywhere]">
        {textLinks(text).map(({ text: part, href }, index) =>
          href === null ? (
            part
          ) : (
            <a
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places.
              key={index}
              href={href}
              target="_blank"
              rel="noopener noreferrer"
              className="rounded-sm text-link underline underline-offset-4"
            >
              {part}
            </a>
          ),
        )}
      </pre>
      <CopyButton value={text} label="Copy text" className="absolute top-1 right-1" />
    </div>
  );
}

function Details({ mail }: { mail: Mail }) {
  return (
    <KeyValueList>
      <KeyValue label="To" copy={mail.to || undefined}>
        {mail.to}
      </KeyValue>
      <KeyValue label="Sender name">{mail.fromName}</KeyValue>
      <KeyValue label="Kind">{kindLabel(mail.kind)}</KeyValue>
      <KeyValue label="State">
        <span className="flex flex-col items-start gap-1">
          <MailStateBadge state={mail.state} />
          {mailStateLooks[mail.state].meaning}
        </span>
      </KeyValue>
      <KeyValue label="Tries">{mail.attempts}</KeyValue>
      <KeyValue label="Last error">{mail.error}</KeyValue>
      <KeyValue label="Written">
        <Time value={mail.createdAt} format="exact" />
      </KeyValue>
      <KeyValue label="Sent">{mail.sentAt === null ? null : <Time value={mail.sentAt} format="exact" />}</KeyValue>
      <KeyValue label="Mail ID" mono copy={mail.id}>
        {mail.id}
      </KeyValue>
    </KeyValueList>
  );
}
