"use client";

import {
  type ColumnVisibilityState,
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  type RowSelectionState,
  rowSelectionFeature,
  type TableOptions,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useMemo } from "react";
import { Checkbox } from "./checkbox";
import { cn } from "./cn";
import { ErrorState } from "./error-state";
import { Skeleton } from "./skeleton";
import { Table, TableBody, TableCell, TableContainer, TableHead, TableHeader, TableRow } from "./table";

export type DataTableColumnMeta = {
  align?: "right";
  /** For both header and cells: widths, truncation. */
  className?: string;
  /** Left out below this width. */
  hideBelow?: "sm" | "md" | "lg";
  /** The shape of the skeleton: a width class such as "w-24". */
  skeleton?: string;
  /** The column's name in the column menu when its header is no plain word. */
  label?: string;
};

const features = tableFeatures({
  rowSelectionFeature,
  columnVisibilityFeature,
  columnMeta: metaHelper<DataTableColumnMeta>(),
});

type Features = typeof features;
export type DataTableColumns<TRow extends object> = TableOptions<Features, TRow>["columns"];
export type { ColumnVisibilityState, RowSelectionState };

/** Typed columns, to be made at module scope: `const column = columnsOf<Row>(); const columns = column.columns([column.accessor("name", { header: "Name" })])`. */
export function columnsOf<TRow extends object>() {
  return createColumnHelper<Features, TRow>();
}

const hidden = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden" };

function cellClasses(meta: DataTableColumnMeta | undefined) {
  return cn(meta?.align === "right" && "text-right", meta?.hideBelow && hidden[meta.hideBelow], meta?.className);
}

const interactive = "a, button, input, select, textarea, label, [role=checkbox], [role=switch], [role=menuitem]";

/** Arrow keys (and j, k) walk the rows, Enter opens. */
function onRowKeyDown(event: KeyboardEvent<HTMLTableRowElement>, open: () => void) {
  if (event.target !== event.currentTarget) return;
  const row = event.currentTarget;
  const go = (next: Element | null) => {
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.focus();
  };
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    open();
  } else if (event.key === "ArrowDown" || event.key === "j") go(row.nextElementSibling);
  else if (event.key === "ArrowUp" || event.key === "k") go(row.previousElementSibling);
}

export type DataTableProps<TRow extends object> = {
  /** Names the table for screen readers. */
  label: string;
  columns: DataTableColumns<TRow>;
  /** undefined while loading: the table shows skeleton rows of its own shape. */
  rows: TRow[] | undefined;
  rowId: (row: TRow) => string;
  /** Shown when there are no rows: an EmptyState. */
  empty?: ReactNode;
  /** Shown instead of rows that could not be loaded. */
  error?: { message?: string; requestId?: string } | null;
  onRetry?: () => void;
  retrying?: boolean;
  onRowClick?: (row: TRow) => void;
  /** The row whose inspector is open. */
  activeRowId?: string | null;
  /** Row ids → true. With `onSelectionChange` the table grows a column of checkboxes. */
  selection?: RowSelectionState;
  onSelectionChange?: (selection: RowSelectionState) => void;
  /** Names one row for its checkbox: "Select Ada". */
  rowLabel?: (row: TRow) => string;
  /** Buttons for what is selected; shown above the table while something is. */
  selectionActions?: ReactNode;
  columnVisibility?: ColumnVisibilityState;
  onColumnVisibilityChange?: (visibility: ColumnVisibilityState) => void;
  /** Under the last row: a PaginationBar or LoadMore. */
  footer?: ReactNode;
  skeletonRows?: number;
  className?: string;
};

const noRows: never[] = [];
const skeletonWidths = ["w-20", "w-16", "w-24"];

/** The one table: sticky header, 40 px rows, selection, row click and keyboard, and all four states. */
export function DataTable<TRow extends object>(props: DataTableProps<TRow>) {
  const { columns, rows, rowId, selection, onSelectionChange, columnVisibility, onColumnVisibilityChange } = props;
  const { label, onRowClick, activeRowId, error, empty, footer, skeletonRows = 8, rowLabel } = props;
  const selectable = onSelectionChange !== undefined;
  const rowSelection = useMemo(() => selection ?? {}, [selection]);
  const visibility = useMemo(() => columnVisibility ?? {}, [columnVisibility]);

  const table = useTable({
    features,
    columns,
    data: rows ?? noRows,
    getRowId: rowId,
    state: { rowSelection, columnVisibility: visibility },
    enableRowSelection: selectable,
    onRowSelectionChange: (change) => onSelectionChange?.(typeof change === "function" ? change(rowSelection) : change),
    onColumnVisibilityChange: (change) =>
      onColumnVisibilityChange?.(typeof change === "function" ? change(visibility) : change),
  });

  const shown = table.getVisibleLeafColumns();
  const width = shown.length + (selectable ? 1 : 0);
  const count = Object.keys(rowSelection).length;

  const message = error ? (
    <ErrorState
      description={error.message}
      requestId={error.requestId}
      onRetry={props.onRetry}
      retrying={props.retrying}
    />
  ) : rows?.length === 0 ? (
    empty
  ) : null;

  return (
    <div className={cn("flex min-w-0 flex-col gap-2", props.className)}>
      {selectable && count > 0 ? (
        <div className="flex min-h-8 flex-wrap items-center gap-2 text-table" aria-live="polite">
          <span className="mr-1 font-medium">{count.toLocaleString("en")} selected</span>
          {props.selectionActions}
          <button
            type="button"
            className="rounded-sm text-muted-foreground hover:text-foreground"
            onClick={() => onSelectionChange({})}
          >
            Clear
          </button>
        </div>
      ) : null}
      <TableContainer label={label} aria-busy={rows === undefined && !error}>
        <Table aria-label={label}>
          <TableHeader>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {selectable ? (
                  <TableHead className="w-9 pr-0">
                    <Checkbox
                      aria-label="Select all rows"
                      className="block"
                      disabled={!rows?.length}
                      checked={!rows?.length ? false : table.getIsAllRowsSelected() || (count > 0 && "indeterminate")}
                      onCheckedChange={(checked) => table.toggleAllRowsSelected(checked === true)}
                    />
                  </TableHead>
                ) : null}
                {group.headers.map((header) => (
                  <TableHead key={header.id} className={cellClasses(header.column.columnDef.meta)}>
                    {header.isPlaceholder ? null : <table.FlexRender header={header} />}
                  </TableHead>
                ))}
              </tr>
            ))}
          </TableHeader>
          <TableBody>
            {message ? (
              <tr>
                <td colSpan={width}>{message}</td>
              </tr>
            ) : rows === undefined ? (
              Array.from({ length: skeletonRows }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: stand-ins have no identity.
                <TableRow key={index}>
                  {selectable ? (
                    <TableCell className="w-9 pr-0">
                      <Skeleton className="size-4" />
                    </TableCell>
                  ) : null}
                  {shown.map((column) => (
                    <TableCell key={column.id} className={cellClasses(column.columnDef.meta)}>
                      <Skeleton
                        className={cn(
                          "inline-block h-3.5 max-w-full align-middle",
                          column.columnDef.meta?.skeleton ?? (column.accessorFn ? skeletonWidths[index % 3] : "w-5"),
                        )}
                      />
                    </TableCell>
                  ))}
                </TableRow>
              ))
            ) : (
              table.getRowModel().rows.map((row) => {
                const open = onRowClick ? () => onRowClick(row.original) : undefined;
                const active = row.id === activeRowId;
                return (
                  <TableRow
                    key={row.id}
                    tabIndex={open ? 0 : undefined}
                    aria-current={active ? "true" : undefined}
                    data-selected={row.getIsSelected() || undefined}
                    className={cn(
                      "focus-visible:-outline-offset-2",
                      open && "cursor-default hover:bg-muted/60",
                      "data-selected:bg-muted/70",
                      active && "bg-muted",
                    )}
                    onKeyDown={open && ((event) => onRowKeyDown(event, open))}
                    onClick={
                      open &&
                      ((event: MouseEvent) => {
                        const onControl = event.target instanceof Element && event.target.closest(interactive);
                        if (!onControl && !window.getSelection()?.toString()) open();
                      })
                    }
                  >
                    {selectable ? (
                      <TableCell className="w-9 pr-0">
                        <Checkbox
                          aria-label={`Select ${rowLabel?.(row.original) ?? row.id}`}
                          className="block"
                          checked={row.getIsSelected()}
                          onCheckedChange={(checked) => row.toggleSelected(checked === true)}
                        />
                      </TableCell>
                    ) : null}
                    {row.getVisibleCells().map((cell) => (
                      <TableCell key={cell.id} className={cellClasses(cell.column.columnDef.meta)}>
                        <table.FlexRender cell={cell} />
                      </TableCell>
                    ))}
                  </TableRow>
                );
              })
            )}
          </TableBody>
        </Table>
      </TableContainer>
      {footer && rows && rows.length > 0 && !error ? footer : null}
    </div>
  );
}
