/** The terminal as a command sees it: what it prints, and where it may read. Tests hand in their own. */
export type Io = {
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  /** All of standard input, for commands that read a password or a file from it. */
  stdin?: () => Promise<string>;
};
