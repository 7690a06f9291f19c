import type { VerifySnippet } from "../snippets";

export const python: VerifySnippet = {
  label: "Python",
  highlight: "python",
  note: "As verify.py. Hand in the body as bytes: with Flask, request.get_data(); with Django, request.body.",
  code: `import base64
import hashlib
import hmac
import time

TOLERANCE_SECONDS = 300


def is_from_tidegate(secret, headers, body):
    """headers: names in lower case. body: raw bytes; for GET the raw query string, without the question mark."""
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not message_id or not timestamp.isdigit():
        return False
    if abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    if secret.startswith("whsec_"):
        encoded = secret[len("whsec_"):]
        key = base64.b64decode(encoded + "=" * (-len(encoded) % 4))
    else:
        key = secret.encode()
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    given = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(expected.encode(), item.encode()) for item in given)
`,
};
