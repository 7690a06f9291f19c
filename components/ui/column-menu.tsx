"use client";

import { Columns3 } from "lucide-react";
import { Button } from "./button";
import type { ColumnVisibilityState } from "./data-table";
import { DropdownMenu, DropdownMenuCheckboxItem, DropdownMenuContent, DropdownMenuTrigger } from "./dropdown-menu";

/** Chooses the columns of a DataTable; goes into the filter bar's `actions`. */
export function ColumnMenu({
  columns,
  visibility,
  onVisibilityChange,
}: {
  columns: readonly { id: string; label: string }[];
  visibility: ColumnVisibilityState;
  onVisibilityChange: (visibility: ColumnVisibilityState) => void;
}) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" size="icon" aria-label="Choose columns">
          <Columns3 />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {columns.map(({ id, label }) => (
          <DropdownMenuCheckboxItem
            key={id}
            checked={visibility[id] !== false}
            onCheckedChange={(checked) => onVisibilityChange({ ...visibility, [id]: checked })}
            onSelect={(event) => event.preventDefault()}
          >
            {label}
          </DropdownMenuCheckboxItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
