import type { VerifySnippet } from "../snippets";

export const php: VerifySnippet = {
  label: "PHP",
  highlight: "php",
  note: "As verify.php. The raw body is file_get_contents('php://input'), for GET $_SERVER['QUERY_STRING'].",
  code: `<?php
const TOLERANCE_SECONDS = 300;

/** $headers: names in lower case, e.g. array_change_key_case(getallheaders()). $body: as it arrived. */
function is_from_tidegate(string $secret, array $headers, string $body): bool
{
    $id = $headers['webhook-id'] ?? '';
    $timestamp = $headers['webhook-timestamp'] ?? '';
    if ($id === '' || !ctype_digit($timestamp) || abs(time() - (int) $timestamp) > TOLERANCE_SECONDS) {
        return false;
    }
    $key = str_starts_with($secret, 'whsec_') ? base64_decode(substr($secret, 6)) : $secret;
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    $valid = false;
    foreach (explode(' ', $headers['webhook-signature'] ?? '') as $given) {
        $valid = hash_equals($expected, $given) || $valid;
    }
    return $valid;
}
`,
};
