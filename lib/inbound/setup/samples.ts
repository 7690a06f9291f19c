import { curl } from "./curl";
import { htmlForm } from "./html-form";
import { javascript } from "./javascript";
import { php } from "./php";
import { python } from "./python";
import type { SampleLanguage } from "./sample";

/** The languages that setup information shows, in the order of its tabs. */
export const sampleLanguages: readonly SampleLanguage[] = [curl, javascript, php, python, htmlForm];
