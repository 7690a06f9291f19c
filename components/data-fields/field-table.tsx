"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, EllipsisVertical, Lock, Pencil, Plus, TextCursorInput, Trash2 } from "lucide-react";
import { parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { createContext, use, useState } from "react";
import { toast } from "sonner";
import { failureOf, toastFailure } from "@/components/audiences/failure";
import type { AudienceScope, AudienceScreen } from "@/components/audiences/scope";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { columnsOf, DataTable } from "@/components/ui/data-table";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { Switch } from "@/components/ui/switch";
import { type Field, updateFieldContract } from "@/lib/audiences/fields/contract";
import { call } from "@/lib/http/client";
import { DeleteFieldDialog } from "./delete-field-dialog";
import { DragHandle } from "./drag-handle";
import { FieldSheet } from "./field-sheet";
import { FieldTypeBadge } from "./field-type-badge";
import { fieldsKey, fieldsQuery } from "./queries";
import { RequireFieldDialog } from "./require-field-dialog";
import { useFieldOrder } from "./use-field-order";
import { valueText } from "./value-text";

interface TableActions {
  canWrite: boolean;
  fields: Field[];
  open: (field: Field) => void;
  remove: (field: Field) => void;
  order: ReturnType<typeof useFieldOrder>;
  setRequired: (field: Field, required: boolean) => void;
}
const Actions = createContext<TableActions | null>(null);

const column = columnsOf<Field>();
const columns = column.columns([
  column.display({
    id: "order",
    header: () => <span className="sr-only">Order</span>,
    meta: { className: "w-26 pr-0", hideBelow: "sm", label: "Order", skeleton: "w-16" },
    cell: ({ row }) => <OrderButtons field={row.original} />,
  }),
  column.accessor("label", {
    header: "Field",
    meta: { skeleton: "w-28" },
    cell: ({ row }) => <NameCell field={row.original} />,
  }),
  column.accessor("type", {
    header: "Type",
    meta: { skeleton: "w-16" },
    cell: ({ getValue }) => <FieldTypeBadge type={getValue()} />,
  }),
  column.accessor("required", {
    header: "Required",
    meta: { skeleton: "w-8" },
    cell: ({ row }) => <RequiredSwitch field={row.original} />,
  }),
  column.accessor("default", {
    header: "Default",
    meta: { hideBelow: "md", className: "max-w-48", skeleton: "w-16" },
    cell: ({ row: { original: field } }) =>
      field.default === null ? (
        <span className="text-muted-foreground">–</span>
      ) : (
        <span className="block truncate">{valueText(field.type, field.default)}</span>
      ),
  }),
  column.display({
    id: "actions",
    header: () => <span className="sr-only">Actions</span>,
    meta: { align: "right", className: "w-12", label: "Actions" },
    cell: ({ row }) => <RowMenu field={row.original} />,
  }),
]);

function NameCell({ field }: { field: Field }) {
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
      <span className="font-medium [overflow-wrap:anywhere]">{field.label}</span>
      <span className="flex items-center text-mono text-muted-foreground">
        {field.key}
        <CopyButton value={field.key} label={`Copy key ${field.key}`} className="size-6" />
      </span>
      {field.private ? (
        <Badge outline>
          <Lock aria-hidden />
          Private
        </Badge>
      ) : null}
    </span>
  );
}

function OrderButtons({ field }: { field: Field }) {
  const actions = use(Actions);
  if (!actions?.canWrite) return null;
  const place = actions.fields.indexOf(field);
  return (
    <span className="flex" data-order={field.key}>
      <DragHandle
        dragging={actions.order.dragging === field.key}
        onDrag={(to) => actions.order.drag(field, to)}
        onDrop={actions.order.drop}
        onCancel={actions.order.cancelDrag}
      />
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Move ${field.label} up`}
        disabled={place <= 0}
        onClick={() => actions.order.move(field, -1)}
      >
        <ArrowUp />
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Move ${field.label} down`}
        disabled={place === actions.fields.length - 1}
        onClick={() => actions.order.move(field, 1)}
      >
        <ArrowDown />
      </Button>
    </span>
  );
}

function RequiredSwitch({ field }: { field: Field }) {
  const actions = use(Actions);
  return (
    <Switch
      className="block"
      aria-label={`${field.label} is required`}
      checked={field.required}
      disabled={!actions?.canWrite}
      onCheckedChange={(required) => actions?.setRequired(field, required)}
    />
  );
}

function RowMenu({ field }: { field: Field }) {
  const actions = use(Actions);
  if (!actions?.canWrite) return null;
  const place = actions.fields.indexOf(field);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${field.label}`}>
          <EllipsisVertical />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => actions.open(field)}>
          <Pencil />
          Edit
        </DropdownMenuItem>
        <DropdownMenuItem className="sm:hidden" disabled={place <= 0} onSelect={() => actions.order.move(field, -1)}>
          <ArrowUp />
          Move up
        </DropdownMenuItem>
        <DropdownMenuItem
          className="sm:hidden"
          disabled={place === actions.fields.length - 1}
          onSelect={() => actions.order.move(field, 1)}
        >
          <ArrowDown />
          Move down
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem tone="danger" onSelect={() => actions.remove(field)}>
          <Trash2 />
          Delete
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** The data fields of an audience: add, edit in a sheet, require, put in order, delete. */
export function FieldTable({ canWrite, ...scope }: AudienceScreen) {
  const query = useQuery(fieldsQuery(scope));
  const fields = query.data?.items;
  const [place, setPlace] = useQueryStates({ add: parseAsBoolean.withDefault(false), field: parseAsString });
  const [asked, setAsked] = useState<{ type: "require" | "delete"; field: Field } | null>(null);
  const order = useFieldOrder(scope, fields);
  const optional = useMakeOptional(scope);
  const edited = fields?.find((field) => field.key === place.field);
  const closeSheet = () => void setPlace(null);
  const addButton = canWrite ? (
    <Button variant="primary" onClick={() => void setPlace({ add: true, field: null })}>
      <Plus />
      Add field
    </Button>
  ) : null;

  return (
    <Actions
      value={{
        canWrite,
        fields: order.fields ?? [],
        open: (field) => void setPlace({ add: false, field: field.key }),
        remove: (field) => setAsked({ type: "delete", field }),
        order,
        setRequired: (field, required) => (required ? setAsked({ type: "require", field }) : optional.mutate(field)),
      }}
    >
      <FilterBar actions={addButton} />
      <div ref={order.ref}>
        <DataTable
          label="Data fields"
          columns={columns}
          rows={order.fields}
          rowId={(field) => field.key}
          onRowClick={canWrite ? (field) => void setPlace({ add: false, field: field.key }) : undefined}
          activeRowId={order.dragging ?? place.field}
          error={fields ? null : failureOf(query.error)}
          onRetry={() => query.refetch()}
          retrying={query.isRefetching}
          empty={
            <EmptyState
              icon={<TextCursorInput />}
              title="No data field"
              description="Data fields hold what you know of a contact beside the address: a name, a plan, a birthday. Requests fill them by their key."
              action={addButton}
            />
          }
        />
      </div>
      <p className="sr-only" aria-live="polite">
        {order.announcement}
      </p>
      {canWrite && place.add ? <FieldSheet {...scope} field={null} onClose={closeSheet} /> : null}
      {canWrite && edited ? <FieldSheet {...scope} key={edited.key} field={edited} onClose={closeSheet} /> : null}
      {asked?.type === "require" ? (
        <RequireFieldDialog {...scope} field={asked.field} onClose={() => setAsked(null)} />
      ) : null}
      {asked?.type === "delete" ? (
        <DeleteFieldDialog {...scope} field={asked.field} onClose={() => setAsked(null)} />
      ) : null}
    </Actions>
  );
}

function useMakeOptional(scope: AudienceScope) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (field: Field) =>
      call(updateFieldContract, scope.workspace, { audienceId: scope.audienceId, key: field.key, required: false }),
    onSuccess: (field) => toast.success(`${field.label} is no longer required.`),
    onError: toastFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: fieldsKey(scope) }),
  });
}

/** The table's shape while it is loading. */
export const FieldTableSkeleton = () => (
  <DataTable label="Data fields" columns={columns} rows={undefined} rowId={(field) => field.key} />
);
