export type Tone = "neutral" | "success" | "warning" | "danger" | "info";

/** Words on their own tint, ≥ 4.5 in both themes. */
export const toneTint: Record<Tone, string> = {
  neutral: "bg-foreground/[0.07] text-muted-foreground",
  success: "bg-success/12 text-success-foreground",
  warning: "bg-warning/14 text-warning-foreground",
  danger: "bg-danger/10 text-danger-foreground",
  info: "bg-info/12 text-info-foreground",
};

export const toneText: Record<Tone, string> = {
  neutral: "text-muted-foreground",
  success: "text-success-foreground",
  warning: "text-warning-foreground",
  danger: "text-danger-foreground",
  info: "text-info-foreground",
};

export const toneFill: Record<Tone, string> = {
  neutral: "bg-muted-foreground/60",
  success: "bg-success",
  warning: "bg-warning",
  danger: "bg-danger",
  info: "bg-info",
};
