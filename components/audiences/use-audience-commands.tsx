"use client";

import {
  FileClock,
  FileUp,
  Filter,
  ListFilterPlus,
  Settings2,
  Tags,
  TextCursorInput,
  Users,
  UsersRound,
} from "lucide-react";
import { useParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { segmentPath, segmentsPath } from "@/components/segments/paths";
import type { CommandEntryGroup, CommandSearch } from "@/components/shell/command-menu";
import { call } from "@/lib/http/client";
import { listSegmentsContract } from "@/lib/segments/contract";
import { numberText } from "./count-text";

const foundMax = 6;

function commandsOf(workspace: string, audienceId: string): CommandEntryGroup[] {
  const base = `/${workspace}/audiences/${audienceId}`;
  const segments = segmentsPath({ workspace, audienceId });
  return [
    {
      label: "This audience",
      items: [
        { id: "audience contacts", href: base, label: "Contacts", icon: <Users /> },
        { id: "audience segments", href: segments, label: "Segments", icon: <Filter /> },
        { id: "create segment", href: `${segments}/new`, label: "Create segment", icon: <ListFilterPlus /> },
        {
          id: "import contacts",
          href: `${base}/import`,
          label: "Import contacts",
          keywords: ["CSV"],
          icon: <FileUp />,
        },
        { id: "audience fields", href: `${base}/fields`, label: "Data fields", icon: <TextCursorInput /> },
        { id: "audience groups", href: `${base}/groups`, label: "Groups", icon: <UsersRound /> },
        { id: "audience tags", href: `${base}/tags`, label: "Tags", icon: <Tags /> },
        { id: "audience requests", href: `${base}/requests`, label: "Requests of this audience", icon: <FileClock /> },
        { id: "audience settings", href: `${base}/settings`, label: "Audience settings", icon: <Settings2 /> },
      ],
    },
  ];
}

/** What the ⌘K palette offers while a page of an audience is open: its screens, and its segments by name. */
export function useAudienceCommands(workspace: string): {
  commands: CommandEntryGroup[] | undefined;
  onSearch: CommandSearch | undefined;
} {
  const { audienceId } = useParams<{ audienceId?: string }>();
  const commands = useMemo(
    () => (audienceId === undefined ? undefined : commandsOf(workspace, audienceId)),
    [workspace, audienceId],
  );
  const search: CommandSearch = useCallback(
    async (query, signal) => {
      if (audienceId === undefined) return [];
      const input = { audienceId, search: query.slice(0, 100), limit: foundMax };
      const { items } = await call(listSegmentsContract, workspace, input, signal);
      if (items.length === 0) return [];
      const found = items.map(({ id, name, memberCount }) => ({
        id: `segment ${id}`,
        href: segmentPath({ workspace, audienceId }, id),
        label: name,
        icon: <Filter />,
        hint: numberText(memberCount),
      }));
      return [{ label: "Segments", items: found }];
    },
    [workspace, audienceId],
  );
  return { commands, onSearch: audienceId === undefined ? undefined : search };
}
