/** Saves a file that the page holds, as a download does. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file by the time the event loop comes round.
  setTimeout(() => URL.revokeObjectURL(url));
}
