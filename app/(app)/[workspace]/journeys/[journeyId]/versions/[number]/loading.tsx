export { BuilderSkeleton as default } from "@/components/journeys/builder/builder-skeleton";
