"use client";

import { FileUp } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

/** Takes one file, dropped or chosen. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
      className={cn(
        "flex flex-col items-center gap-3 rounded-lg border border-dashed bg-card px-4 py-10 text-center transition-colors duration-100",
        over && "border-foreground/50 bg-muted/60",
      )}
    >
      <div
        aria-hidden
        className="flex size-9 items-center justify-center rounded-lg border bg-card text-muted-foreground [&_svg]:size-[1.125rem]"
      >
        <FileUp />
      </div>
      <div>
        <p className="font-medium text-body">Drop a CSV file here</p>
        <p id={hint} className="mt-1 max-w-md text-pretty text-muted-foreground text-table">
          With a column of email addresses; commas, semicolons, tabs or bars between the values. Up to 500 MiB. Nothing
          is imported before you have seen what it would do.
        </p>
      </div>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label="CSV file"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file may be chosen again.
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
      <Button variant="primary" aria-describedby={hint} onClick={() => input.current?.click()}>
        Choose file
      </Button>
    </div>
  );
}
