"use client";

import { Braces } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import type { Rules } from "@/lib/segments/rules";

/** The rules as the API takes them, to copy. */
export function RulesJson({ rules }: { rules: Rules }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="flex min-w-0 flex-col items-start gap-2">
      <Button variant="ghost" size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Braces />
        {open ? "Hide JSON" : "Show JSON"}
      </Button>
      {open ? (
        <CodeBlock
          className="w-full"
          title="Rules, as the API takes them"
          language="json"
          code={JSON.stringify(rules, null, 2)}
        />
      ) : null}
    </div>
  );
}
