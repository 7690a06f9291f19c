/** A file that is made while it is sent. */
export interface Download {
  fileName: string;
  text: AsyncIterable<string>;
}
