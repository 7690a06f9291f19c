import { gzipSync } from "node:zlib";
import type { Bench } from "./bench";

/** A bad input, by the row of the list of bad inputs that it stands for, and its one right answer at every door. */
export interface RefusedInput {
  row: string;
  what: string;
  send(bench: Bench): ReturnType<Bench["send"]>;
  status: number;
  words: RegExp;
}

const json = "application/json";
const multipart = "multipart/form-data; boundary=x";
const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, index]));

const input = (
  row: string,
  what: string,
  status: number,
  words: RegExp,
  send: (bench: Bench) => ReturnType<Bench["send"]>,
): RefusedInput => ({ row, what, status, words, send });

const compressed = ["gzip", "br", "zstd", "deflate"].map((encoding) =>
  input("3", `a ${encoding} body`, 415, /without compression/, ({ send, address }) =>
    send(gzipSync(JSON.stringify({ email: address("zip") })), { "content-type": json, "content-encoding": encoding }),
  ),
);

const contentTypes = ["text/csv", "text/plain", "nonsense", "application/jsonp"].map((type) =>
  input("5", `content type ${type}`, 415, /not supported.*application\/json/, ({ raw }) =>
    raw("email=a@example.com", type),
  ),
);

const bodies = (
  [
    ['{"email":', /not valid JSON.*position 9/],
    ['{"email": "a@example.com",}', /position 26/],
    ["", /empty/],
    ["   ", /empty/],
    ["[]", /one JSON object/],
    ['"text"', /one JSON object/],
    ["null", /one JSON object/],
    ["42", /one JSON object/],
  ] as const
).map(([body, words]) => input("6, 18", `the JSON body ${JSON.stringify(body)}`, 400, words, ({ raw }) => raw(body)));

const nested = [40, 10_000, 200_000].map((depth) =>
  input("7", `${depth} levels of nesting`, 400, /nested too deeply/, ({ raw, address }) =>
    raw(`{"email":"${address("deep")}","x":${"[".repeat(depth)}${"]".repeat(depth)}}`),
  ),
);

const numbers = ["1e400", "1e131071", "90071992547409930", "-1e309", `"${"9".repeat(200)}"`].map((number) =>
  input("14", `the number ${number.slice(0, 30)}`, 400, /Age/, ({ raw, address }) =>
    raw(`{"email":"${address("huge")}","age":${number}}`),
  ),
);

const multiparts = (
  [
    ["without boundary", "multipart/form-data", "no boundary"],
    ["that is broken off", multipart, "--x\r\nbroken"],
    ["with a part without a name", multipart, "--x\r\nContent-Disposition: form-data\r\n\r\nv\r\n--x--\r\n"],
    [
      "with a file that is cut off",
      multipart,
      '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nabc',
    ],
    ["with boundaries without end", multipart, "\r\n--x".repeat(200_000)],
  ] as const
).map(([what, type, body]) =>
  input("17", `multipart ${what}`, 400, /malformed|Files|empty|too many/, ({ raw }) => raw(body, type)),
);

const addresses = [
  `${"x".repeat(250)}@example.com`,
  "a b@example.com",
  "a\u0007b@example.com",
  '"quoted"@example.com',
  "nope",
  "a@b",
  "a@@example.com",
  "@example.com",
  "a@-example.com",
  "a..b@example.com",
  "a@127.0.0.1",
].map((email) =>
  input("21", `the address ${JSON.stringify(email).slice(0, 40)}`, 400, /valid email/, ({ json }) => json({ email })),
);

/** Inputs that every door refuses in the same words. */
export const refusedInputs: RefusedInput[] = [
  ...compressed,
  ...contentTypes,
  ...bodies,
  ...nested,
  input("10", "a body that is no UTF-8", 400, /UTF-8/, ({ raw }) =>
    raw(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  ),
  input("10", "a form that is no UTF-8", 400, /UTF-8/, ({ form }) => form("email=%ff%fe@example.com")),
  ...numbers,
  input("15", "thousands of keys", 400, /too many fields/, ({ json, address }) =>
    json({ email: address("keys"), ...many }),
  ),
  input("15", "thousands of nested keys", 400, /too many fields/, ({ json, address }) =>
    json({ email: address("keys"), x: many }),
  ),
  input("15", "thousands of form keys", 400, /too many fields/, ({ form, address }) =>
    form(`email=${address("keys")}${"&a=1".repeat(50_000)}`),
  ),
  input("16", "an address twice", 400, /ambiguous/, ({ form }) => form("email=a@example.com&email=b@example.com")),
  input("16", "two names of the address that differ", 400, /ambiguous/, ({ json }) =>
    json({ email: "a@example.com", email_address: "b@example.com" }),
  ),
  input("16", "a list of addresses", 400, /ambiguous/, ({ json }) => json({ email: ["a@example.com"] })),
  input("16", "an address that is an object", 400, /valid email/, ({ json }) => json({ email: { a: 1 } })),
  input("16", "an address that is a number", 400, /valid email/, ({ json }) => json({ email: 42 })),
  input("17", "a file", 400, /Files are not accepted/, ({ send, address }) => {
    const upload = new FormData();
    upload.set("email", address("multi"));
    upload.set("photo", new Blob(["x".repeat(100_000)]), "photo.png");
    return send(upload);
  }),
  ...multiparts,
  ...addresses,
];

/** The same by GET, where a door takes it: everything is in the query string. */
export const refusedQueries: RefusedInput[] = [
  input("6", "no query string", 400, /provide an email address/, ({ send }) => send(undefined)),
  input("6", "an empty query string", 400, /provide an email address/, ({ query }) => query("")),
  input("10", "a query string that is no UTF-8", 400, /UTF-8/, ({ query }) => query("email=%ff%fe@example.com")),
  input("10", "a query string with half an escape", 400, /hexadecimal/, ({ query }) => query("email=a%4@example.com")),
  input("14", "a number too large", 400, /Age/, ({ query, address }) => query(`email=${address("huge")}&age=1e400`)),
  input("15", "hundreds of keys", 400, /too many fields/, ({ query, address }) =>
    query(`email=${address("keys")}${"&a=1".repeat(600)}`),
  ),
  input("16", "an address twice", 400, /ambiguous/, ({ query }) => query("email=a@example.com&email=b@example.com")),
  input("16", "two names of the address that differ", 400, /ambiguous/, ({ query }) =>
    query("email=a@example.com&email_address=b@example.com"),
  ),
  input("16", "a list of addresses", 400, /ambiguous/, ({ query }) => query("email[]=a@example.com")),
  input("21", "an address that is none", 400, /valid email/, ({ query }) => query("email=tywin%40")),
];
