import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { contactStatuses } from "@/db/enums";
import { fromUuid, newUuid, toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import { testAudience } from "../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { predicateOf, turnOf } from "./compile";
import { addDays, dayOf } from "./days";
import { explainRules } from "./explain-rules";
import { loadFacts } from "./facts";
import { findOperator, operators, type PropertyKind } from "./operators";
import type { ValueInput } from "./operators/operator";
import { piece } from "./piece";
import { eventTypesOf, type RuleWorld, readRules } from "./read-rules";
import type { Condition, Rules } from "./rules";
import { runPiece } from "./statement";
import { put } from "./testing/settle";
import { loadRuleWorld } from "./world";

/** SQL and JavaScript are two writings of one meaning: over random contacts, rules and days they must agree. */

const today = "2026-03-01";
const words = ["Stark", "stark ", "STARK%", "a_b", "Ärya", "\\d", "x"];
const days = [
  "2024-02-29",
  "2025-03-01",
  "2026-02-22",
  "2026-02-28",
  "2026-03-01",
  "2026-03-02",
  "2026-03-08",
  "1999-12-31",
];
const tagNames = ["gold", "silver", "bronze"];

let ctx: WorkspaceCtx & TestCtx;
let audience: string;
let world: RuleWorld;
let groupIds: string[];
let segmentId: string;
let contactIds: string[];

beforeAll(async () => {
  ctx = await testWorkspace(await testCtx());
  const made = await testAudience(ctx, {
    fields: [
      { key: "word", label: "Word" },
      { key: "size", label: "Size", type: "number" },
      { key: "yes", label: "Yes", type: "boolean" },
      { key: "day", label: "Day", type: "date" },
      { key: "moment", label: "Moment", type: "datetime" },
      { key: "plan", label: "Plan", type: "choice", options: ["Free", "Paid"] },
    ],
    groups: ["Buyers", "Readers"],
  });
  groupIds = made.groupIds;
  audience = made.uuid;
  const random = fc.sample(contactArbitrary(), { numRuns: 60, seed: 11 });
  contactIds = [];
  for (const [index, { fields, tags, groups, created, status }] of random.entries()) {
    ctx.clock.now = new Date(`${created}T12:00:00Z`);
    contactIds.push(
      await put(ctx, made.id, `${words[index % words.length]?.replace(/\W/g, "") ?? ""}${index}@example.com`, {
        fields,
        addTags: tags,
        addGroupIds: groups.map((at) => toUuid("grp", groupIds[at] ?? "")),
        consent: { kind: "set", status },
      }),
    );
  }
  const segment = newUuid();
  segmentId = fromUuid("seg", segment);
  await ctx.sql`
    insert into segments (id, workspace_id, audience_id, name, match_name, rules, reads, reads_segments)
    values (${segment}, ${toUuid("wks", ctx.workspace.id)}, ${audience}, 'Inner', 'inner', '{"all":[]}', '{}', '{}')`;
  for (const [index, id] of contactIds.entries()) {
    if (index % 3 === 0)
      await ctx.sql`insert into segment_members (segment_id, contact_id, entered_at) values (${segment}, ${id}, now())`;
    for (const day of days.slice(index % 4, 2 + (index % 5)))
      await ctx.sql`
        insert into contact_event_counts (contact_id, type, day, count, last_at)
        values (${id}, 'email.opened', ${day}::date, ${1 + (index % 3)}, now())`;
  }
  world = await loadRuleWorld(ctx, made.id);
});

const contactArbitrary = () =>
  fc.record({
    created: fc.constantFrom(...days),
    status: fc.constantFrom(...contactStatuses),
    tags: fc.subarray(tagNames),
    groups: fc.subarray([0, 1]),
    fields: fc.record(
      {
        word: fc.constantFrom(...words),
        size: fc.constantFrom(-1, 0, 0.1, 1, 1e15),
        yes: fc.boolean(),
        day: fc.constantFrom(...days),
        moment: fc.constantFrom(...days.map((day) => `${day}T23:30:00.000Z`)),
        plan: fc.constantFrom("Free", "Paid"),
      },
      { requiredKeys: [] },
    ),
  });

const fieldsOfKind: Record<PropertyKind, string[]> = {
  text: ["contact.email", "contact.fields.word"],
  number: ["contact.fields.size"],
  boolean: ["contact.fields.yes"],
  choice: ["contact.status", "contact.fields.plan", "contact.source"],
  date: ["contact.createdAt", "contact.unsubscribedAt", "contact.fields.day", "contact.fields.moment"],
  tags: ["contact.tags"],
  groups: ["contact.groups"],
  consent: ["contact.consent"],
  event: ["event.email.opened", "event.order.placed"],
  segment: ["segment"],
};

const word = fc.constantFrom("stark", "K%", "_", "ÄRYA", "\\", "unheard of", "x");
const day = fc.constantFrom(...days);
const dayCount = fc.constantFrom(0, 1, 6, 7, 8, 365);
const status = fc.constantFrom(...contactStatuses);
const period = fc.oneof(
  fc.constant({}),
  dayCount.map((n) => ({ days: n })),
  day.map((since) => ({ since })),
  day.map((before) => ({ before })),
);
const option = (field: string) =>
  field === "contact.status"
    ? status
    : field === "contact.source"
      ? fc.constantFrom("api", "form")
      : fc.constantFrom("free", "Paid");
const group = () => fc.constantFrom(...groupIds);
const tag = fc.constantFrom("GOLD", "silver", "none of this name");

const valueFor: Record<ValueInput, (field: string) => fc.Arbitrary<unknown>> = {
  none: () => fc.constant(undefined),
  text: () => word,
  texts: () => fc.array(word, { minLength: 1, maxLength: 3 }),
  number: () => fc.constantFrom(-1, 0, 0.1, 0.5, 1e15),
  number_range: () => fc.constantFrom([0, 1], [-5, 0], [0.1, 0.1]),
  boolean: () => fc.boolean(),
  day: () => day,
  day_range: () => fc.tuple(day, day).map(([a, b]) => (a < b ? [a, b] : [b, a])),
  days: () => dayCount,
  option,
  options: (field) => fc.array(option(field), { minLength: 1, maxLength: 2 }),
  tag: () => tag,
  tags: () => fc.array(tag, { minLength: 1, maxLength: 3 }),
  group,
  groups: () => fc.array(group(), { minLength: 1, maxLength: 2 }),
  segment: () => fc.constant(segmentId),
  period: () => period,
  times: () => fc.tuple(fc.constantFrom(0, 1, 2, 5), period).map(([times, rest]) => ({ times, ...rest })),
  status: () => status.map((of) => ({ status: of })),
  status_days: () => fc.tuple(status, dayCount).map(([of, n]) => ({ status: of, days: n })),
  status_since: () => fc.tuple(status, day).map(([of, since]) => ({ status: of, since })),
};

const everyOperator = Object.entries(operators).flatMap(([kind, ops]) =>
  Object.keys(ops).map((op) => ({ kind: kind as PropertyKind, op })),
);
const conditionOf = (kind: PropertyKind, op: string): fc.Arbitrary<Condition> =>
  fc.constantFrom(...fieldsOfKind[kind]).chain((field) =>
    valueFor[findOperator(kind, op)?.input ?? "none"](field).map((value) => ({
      field,
      op,
      ...(value === undefined ? {} : { value }),
    })),
  );

async function matching(rules: Rules, on: string): Promise<{ sql: string[]; js: string[] }> {
  const { tree, issues } = readRules(rules, world);
  expect(issues).toEqual([]);
  const at = { today: on, audienceId: audience };
  const rows = await runPiece<{ id: string }>(
    ctx.sql,
    piece`select c.id from contacts c where c.audience_id = ${audience}::uuid and ${predicateOf(tree, at)}`,
  );
  const facts = await factsOfAll(eventTypesOf(tree));
  return {
    sql: rows.map(({ id }) => id).sort(),
    js: [...facts].flatMap(([id, known]) => (explainRules(tree, known, at).result ? id : [])).sort(),
  };
}

const known = new Map<string, Promise<Map<string, NonNullable<Awaited<ReturnType<typeof loadFacts>>>>>>();
function factsOfAll(types: string[]) {
  const key = types.join(" ");
  const cached =
    known.get(key) ??
    ctx.sql.begin(async (tx) => {
      const all = new Map<string, NonNullable<Awaited<ReturnType<typeof loadFacts>>>>();
      for (const id of contactIds) {
        const facts = await loadFacts(tx, audience, id, types);
        if (facts !== null) all.set(id, facts);
      }
      return all;
    });
  known.set(key, cached);
  return cached;
}

test.each(everyOperator)("$kind $op means the same in SQL and in JavaScript", async ({ kind, op }) => {
  await fc.assert(
    fc.asyncProperty(conditionOf(kind, op), async (condition) => {
      const { sql, js } = await matching({ all: [condition] }, today);
      expect(sql).toEqual(js);
    }),
    { numRuns: 12 },
  );
});

test("so do nested groups", async () => {
  const condition = fc.constantFrom(...everyOperator).chain(({ kind, op }) => conditionOf(kind, op));
  const inner = fc.array(condition, { minLength: 1, maxLength: 3 }).map((rows): Rules => ({ any: rows }));
  const rules = fc
    .array(fc.oneof(condition, inner), { minLength: 1, maxLength: 3 })
    .map((rows): Rules => ({ all: rows }));
  await fc.assert(
    fc.asyncProperty(rules, async (tree) => {
      const { sql, js } = await matching(tree, today);
      expect(sql).toEqual(js);
    }),
    { numRuns: 60 },
  );
});

const timed = everyOperator.filter(
  ({ kind, op }) =>
    [
      "in_last_days",
      "more_than_days_ago",
      "in_next_days",
      "anniversary_today",
      "anniversary_in_days",
      "at_least",
      "never",
    ].includes(op) && kind !== "number",
);

test.each(timed)(
  "no contact changes its answer to $kind $op before the day that its turn says",
  async ({ kind, op }) => {
    await fc.assert(
      fc.asyncProperty(conditionOf(kind, op), async (condition) => {
        const { tree } = readRules({ all: [condition] }, world);
        const facts = await factsOfAll(eventTypesOf(tree));
        const turn = turnOf(tree, { today, audienceId: audience }) ?? piece`null::timestamptz`;
        const rows = await runPiece<{ id: string; due: Date | null }>(
          ctx.sql,
          piece`select c.id, ${turn} as due from contacts c where c.audience_id = ${audience}::uuid`,
        );
        for (const { id, due } of rows) {
          const own = facts.get(id);
          if (own === undefined) continue;
          const on = (date: string) => explainRules(tree, own, { today: date, audienceId: audience }).result;
          const before = on(today);
          if (due !== null) expect(dayOf(due) > today).toBe(true);
          for (let ahead = 1; ahead <= 380; ahead++) {
            const date = addDays(today, ahead);
            if (due !== null && date >= dayOf(due)) break;
            if (on(date) !== before)
              throw new Error(`${id} changes on ${date}, which its turn ${due?.toISOString()} does not say`);
          }
        }
      }),
      { numRuns: 4 },
    );
  },
);
