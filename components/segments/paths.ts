import type { AudienceScope } from "@/components/audiences/scope";

export const segmentsPath = ({ workspace, audienceId }: AudienceScope): string =>
  `/${workspace}/audiences/${audienceId}/segments`;

export const segmentPath = (scope: AudienceScope, segmentId: string): string => `${segmentsPath(scope)}/${segmentId}`;
