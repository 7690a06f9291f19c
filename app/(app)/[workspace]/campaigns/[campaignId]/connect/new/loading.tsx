export { EditorSkeleton as default } from "@/components/webhooks/editor/editor-skeleton";
