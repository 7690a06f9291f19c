import { addDays } from "../days";
import { piece } from "../piece";
import { not, operatorsOn } from "./operator";
import { statusDays, statusSince, statusValue } from "./values";

/** A status that a contact once took, and the day (UTC) it did. */
interface Taken {
  status: string;
  day: string;
}
const isTaken = (entry: unknown): entry is Taken =>
  typeof entry === "object" && entry !== null && "status" in entry && "day" in entry;

/** The operand is the contact's id. */
const on = operatorsOn((actual) => (Array.isArray(actual) ? actual.filter(isTaken) : []));

const dayOfEntry = piece`(l.created_at at time zone 'UTC')::date`;

const ever = on({
  label: "ever became",
  input: "status",
  value: statusValue,
  sql: (operand, { status }) =>
    piece`exists (select from consent_log l where l.contact_id = ${operand} and l.to_status = ${status}::text)`,
  test: (actual, { status }) => actual.some((taken) => taken.status === status),
});

/** What the consent log says: every change of a contact's status. */
export const consentOperators = {
  ever,
  never: not(ever, "never became"),
  in_last_days: on({
    label: "became … in the last … days",
    input: "status_days",
    value: statusDays,
    sql: (operand, { status, days }, { today }) => piece`exists (select from consent_log l
      where l.contact_id = ${operand} and l.to_status = ${status}::text
        and ${dayOfEntry} between ${today}::date - ${days}::int and ${today}::date)`,
    test: (actual, { status, days }, { today }) =>
      actual.some((taken) => taken.status === status && taken.day <= today && addDays(taken.day, days) >= today),
    // The newest entry falls out of the window, unless one that is still to come (a clock was ahead) falls into it before.
    turn: (operand, { status, days }, { today }) => {
      const entries = piece`from consent_log l where l.contact_id = ${operand} and l.to_status = ${status}::text`;
      return piece`least(
        (select max(${dayOfEntry}) + ${days}::int + 1 ${entries}
          and ${dayOfEntry} between ${today}::date - ${days}::int and ${today}::date),
        (select min(${dayOfEntry}) ${entries} and ${dayOfEntry} > ${today}::date))`;
    },
  }),
  since: on({
    label: "became … since",
    input: "status_since",
    value: statusSince,
    sql: (operand, { status, since }) => piece`exists (select from consent_log l
      where l.contact_id = ${operand} and l.to_status = ${status}::text and ${dayOfEntry} >= ${since}::date)`,
    test: (actual, { status, since }) => actual.some((taken) => taken.status === status && taken.day >= since),
  }),
};
