import { KeyValue } from "@/components/ui/key-value";
import type { SignatureSettings } from "@/lib/inbound/signatures/settings";

/** The headers that prove where a request comes from, and what is signed in each. */
export function SignatureHeaders({ signature }: { signature: SignatureSettings }) {
  return headersOf(signature).map(({ name, value }) => (
    <KeyValue key={name} label={<code className="text-mono [overflow-wrap:anywhere]">{name}</code>}>
      <code className="text-mono text-muted-foreground">{value}</code>
    </KeyValue>
  ));
}

function headersOf(signature: SignatureSettings): { name: string; value: string }[] {
  if (signature.scheme === "standard")
    return [
      { name: "webhook-id", value: "a new one for each message" },
      { name: "webhook-timestamp", value: "now, in seconds since 1970" },
      { name: "webhook-signature", value: "v1,base64(HMAC-SHA256(secret, id.timestamp.body))" },
    ];
  if (signature.scheme === "timestamped")
    return [{ name: signature.header, value: "t=<seconds since 1970>,v1=hex(HMAC-SHA256(secret, t.body))" }];
  const { header, prefix, encoding } = signature;
  return [{ name: header, value: `${prefix}${encoding}(HMAC-SHA256(secret, raw body))` }];
}
